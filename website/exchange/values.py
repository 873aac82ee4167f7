"""The values of differences and comparisons, as people read them."""

from twinpact.agreements import Agreement as Draft
from website.agreements.sheet import value_words
from website.agreements.words import reader_language
from website.exchange.differences import value
from website.places.naming import full_name


def value_of(draft: Draft, field: str) -> object:
    """What a draft has in a field; None is unknown."""
    return value(draft, field)


def shown_value(field: str, kept: object) -> str:
    """A value in words; of a party its name as written, and the territory that it means."""
    if kept is None:
        return ""
    if not field.startswith("party_") or not isinstance(kept, list):
        return value_words(field, kept)
    place, written, organization, _initiator = kept
    name = full_name(place, reader_language()) if place else ""
    if not name or name == written or name.split(",")[0] == written:
        said = name or written or ""
    else:
        said = f"{written} = {name}" if written else name
    return f"{said} ({organization})" if organization else said
