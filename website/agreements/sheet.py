"""What the sheet of an agreement rests on: for each field, what the sources say of it."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from twinpact.agreements import UnreadDateError, date_in_words, parse_partial_date
from website.agreements import convert, words
from website.agreements.models import Agreement, AgreementStatement
from website.places.naming import full_name

FIELD_WORDS = {
    "form": gettext_lazy("Form"),
    "scope": gettext_lazy("Scope"),
    "state": gettext_lazy("State"),
    "signed": gettext_lazy("Signed"),
    "in_force": gettext_lazy("In force since"),
    "ends": gettext_lazy("Ends"),
    "renewal": gettext_lazy("Renewal"),
    "focus": gettext_lazy("What it is about"),
    "themes": gettext_lazy("Themes"),
    "motivations": gettext_lazy("Motivations"),
    "languages": gettext_lazy("Languages of the text"),
}
CODES = {"form": "form", "scope": "scope", "state": "state"}
LISTS = {"themes": "theme", "motivations": "motivation", "languages": "language"}


# What a source says beside the name of a party.
PARTY_PARTS = {
    "country": gettext_lazy("its country"),
    "region": gettext_lazy("its region"),
    "level": gettext_lazy("its level"),
    "organization": gettext_lazy("who signs for it"),
    "initiator": gettext_lazy("whether it proposed the agreement"),
    "place_id": gettext_lazy("its number in the gazetteer"),
}
# These say where a row stands in its source, not what the source says of the agreement.
PLACE_IN_SOURCE = ("key", "locator")


def field_word(field: str) -> str:
    """How people call a field: "Signed", "Party 2"."""
    if field.startswith("party_"):
        number = field.removeprefix("party_").partition("_")[0]
        return _("Party %(number)s") % {"number": number}
    return str(FIELD_WORDS.get(field, field))


def value_words(field: str, value: object) -> str:
    """A statement's value as people read it; the empty text where it is not known."""
    if value is None or value == []:
        return ""
    if field in convert.DATES:
        return _date(str(value))
    if field in CODES:
        return words.word(CODES[field], str(value))
    if field in LISTS and isinstance(value, list):
        named = (words.word(LISTS[field], str(one)) for one in value)
        return "; ".join(dict.fromkeys(named))
    if field == "party" or (field.startswith("party_") and main_field(field) == field):
        return full_name(str(value), words.reader_language())
    return str(value)


def _date(iso: str) -> str:
    try:
        return date_in_words(parse_partial_date(iso), words.reader_language())
    except UnreadDateError:
        return iso


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement, the number that leads to it, and what it was read as in words.

    ``part`` names what the statement adds to its field: the country of a party.
    """

    number: int
    statement: AgreementStatement
    read_as: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sources say of one field, and whether they disagree."""

    field: str
    label: str
    cited: list[Cited]
    differ: bool


def evidence(row: Agreement) -> dict[str, Evidence]:
    """The statements of an agreement by field, numbered through, the preferred one first."""
    told = (one for one in row.statements.all() if one.field not in PLACE_IN_SOURCE)
    statements = sorted(told, key=_place)
    found, number = {}, 0
    for field, group in groupby(statements, key=lambda statement: main_field(statement.field)):
        cited = []
        for statement in group:
            number += 1
            read_as = value_words(statement.field, statement.value)
            cited.append(Cited(number, statement, read_as, _part(statement.field)))
        said = {
            str(one.statement.value)
            for one in cited
            if not one.part and not one.statement.unavailable
        }
        found[field] = Evidence(field, field_word(field), cited, differ=len(said) > 1)
    return found


def main_field(field: str) -> str:
    """The field that a statement is about: ``party_2`` for ``party_2_country``."""
    return "_".join(field.split("_")[:2]) if field.startswith("party_") else field


def _part(field: str) -> str:
    part = field.removeprefix(main_field(field)).removeprefix("_")
    return str(PARTY_PARTS.get(part, part))


ORDER = list(FIELD_WORDS)


def _place(statement: AgreementStatement) -> tuple[int, str, str, bool, int]:
    """Parties first, then the fields as the sheet has them; newest of the others first."""
    field = statement.field
    place = ORDER.index(field) if field in ORDER else -1
    return place, main_field(field), field, not statement.preferred, -statement.pk


def form_anchor(field: str) -> str:
    """The id that the field of a finding has in the form, such as ``id_signed``."""
    if field.startswith("party_"):
        number = field.removeprefix("party_").partition("_")[0]
        return f"id_party-{int(number) - 1}-territory"
    return f"id_{field}" if field in FIELD_WORDS else "id_party-0-written"
