"""The fields of an agreement on which its parties can agree or differ, with their values.

These are the fields of the public sheet and nothing else: what only staff see never leaves the
register with an invitation or a message.
"""

import hashlib
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from twinpact import agreements as library
from website.agreements import convert
from website.agreements.sheet import FIELD_WORDS, field_word, value_words
from website.places import territories

PLAIN = tuple(FIELD_WORDS)


@dataclass(frozen=True, slots=True)
class Shown:
    """A field as the register shows it; ``value`` None and empty ``words``: not known."""

    field: str
    label: str
    value: object
    words: str


def shown(agreement: library.Agreement) -> list[Shown]:
    """What the register shows of an agreement, field by field, in the reader's language."""
    values = convert.field_values(agreement)
    found: list[Shown] = []
    for position, party in enumerate(agreement.parties, start=1):
        found += _of_party(position, party)
    return found + [
        Shown(name, field_word(name), values[name], _words(name, values[name], agreement))
        for name in PLAIN
    ]


def label_of(field: str) -> str:
    """How people call a field, also one of a party: "Who signs for party 2"."""
    if not field.startswith("party_"):
        return field_word(field)
    number, _underscore, part = field.removeprefix("party_").partition("_")
    gaps = {"number": number}
    if part == "organization":
        return _("Who signs for party %(number)s") % gaps
    if part == "initiator":
        return _("Party %(number)s proposed the agreement") % gaps
    return _("Party %(number)s") % gaps


def _of_party(position: int, party: library.Party) -> list[Shown]:
    """The party, and of its parts those that a sheet shows: who signs, and that it proposed."""
    name = f"party_{position}"
    place = party.place.id if party.place else None
    said = [(name, place or party.written, value_words(name, place) or party.written)]
    if party.organization:
        said.append((f"{name}_organization", party.organization, party.organization))
    if party.initiator:
        said.append((f"{name}_initiator", "yes", _("Yes")))
    return [Shown(field, label_of(field), value, words) for field, value, words in said]


def _words(name: str, value: object, agreement: library.Agreement) -> str:
    if name != "themes":
        return value_words(name, value)
    said = [theme.written for theme in agreement.themes]
    read = value_words(name, value)
    return "; ".join(dict.fromkeys(said)) if said and not read else read


def words_of_value(field: str, value: object, written: str) -> str:
    """What a party says of a field in the reader's language; its own words where not read."""
    if field.endswith("_initiator"):
        return _("Yes") if value == "yes" else _("No")
    if value is None or field.endswith("_organization"):
        return written
    if field.startswith("party_") and not is_place(value):
        return written
    return value_words(field, value) or written


def led_on(field: str, value: object) -> object:
    """A value that was kept, as it reads now: a merged territory is the one it was merged into."""
    party = field.startswith("party_") and field.count("_") == 1
    return territories.current_id(value) if party and isinstance(value, str) else value


def is_place(value: object) -> bool:
    """Whether a party's value is the id of a territory and not a name."""
    return isinstance(value, str) and territories.is_known(value)


def digest(fields: list[Shown]) -> str:
    """A mark of what was shown: another one when the register shows something else."""
    told = json.dumps([(one.field, one.value) for one in fields], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()
