"""An agreement with one field as another party has it."""

from dataclasses import replace

from django.utils.translation import gettext as _

from twinpact import agreements as library
from website.agreements import convert
from website.agreements.sides import is_place
from website.agreements.storable import refused
from website.places import territories


class DoesNotFitError(Exception):
    """The value cannot stand in the register beside the others."""


def with_value(
    agreement: library.Agreement, field: str, value: object, written: str
) -> library.Agreement:
    """The agreement with a field as a counterpart says it; all else stays.

    Raises:
        DoesNotFitError: The counterpart's words were not understood, the end would lie before the
            beginning, or a territory would be a party twice.
    """
    if value is None:
        raise DoesNotFitError(
            _("“%(written)s” was not understood. Change the agreement by hand.")
            % {"written": written}
        )
    changed = _changed(agreement, field, value, written)
    places = [party.place.id for party in changed.parties if party.place]
    if next(refused(changed), None) is not None or len(places) != len(set(places)):
        raise DoesNotFitError(
            _("“%(written)s” does not fit the other values. Change the agreement by hand.")
            % {"written": written}
        )
    return changed


def _changed(
    agreement: library.Agreement, field: str, value: object, written: str
) -> library.Agreement:
    if field.startswith("party_"):
        return _with_party(agreement, field, value, written)
    if field in convert.DATES:
        return replace(agreement, **{field: library.parse_partial_date(str(value))})
    if field == "themes":
        lines = filter(None, (line.strip() for line in written.split("\n")))
        themes = (theme for line in lines for theme in library.read_themes(line))
        return replace(agreement, themes=tuple(dict.fromkeys(themes)))
    if field in ("motivations", "languages") and isinstance(value, list):
        return replace(agreement, **{field: tuple(map(str, value))})
    return replace(agreement, **{field: str(value)})


def _with_party(
    agreement: library.Agreement, field: str, value: object, written: str
) -> library.Agreement:
    number, _underscore, part = field.removeprefix("party_").partition("_")
    parties = list(agreement.parties)
    party = parties[int(number) - 1]
    if part == "organization":
        party = replace(party, organization=str(value))
    elif part == "initiator":
        party = replace(party, initiator=value == "yes")
    elif is_place(value):
        place = territories.territory(str(value))
        party = replace(party, written=written, place=place, status="matched", candidates=())
    else:
        party = replace(party, written=written, place=None, status="not_found", candidates=())
    parties[int(number) - 1] = party
    return replace(agreement, parties=tuple(parties))
