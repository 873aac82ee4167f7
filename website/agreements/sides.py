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


def _of_party(position: int, party: library.Party) -> list[Shown]:
    """The party, and of its parts those that a sheet shows: who signs, and that it proposed."""
    name = f"party_{position}"
    label = _("Party %(number)s") % {"number": position}
    place = party.place.id if party.place else None
    found = [Shown(name, label, place or party.written, value_words(name, place) or party.written)]
    if party.organization:
        label = _("Who signs for party %(number)s") % {"number": position}
        body = party.organization
        found.append(Shown(f"{name}_organization", label, body, body))
    if party.initiator:
        label = _("Party %(number)s proposed the agreement") % {"number": position}
        found.append(Shown(f"{name}_initiator", label, "yes", _("Yes")))
    return found


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


def is_place(value: object) -> bool:
    """Whether a party's value is the id of a territory and not a name."""
    return isinstance(value, str) and territories.is_known(value)


def digest(fields: list[Shown]) -> str:
    """A mark of what was shown: another one when the register shows something else."""
    told = json.dumps([(one.field, one.value) for one in fields], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()
