"""Agreements as messages say them, and what messages say of agreements.

A territory is named by its id where all registers know it (gazetteer, never ``tp`` numbers) and
always by its name. Positions in a message are those of the site that made the statement.
"""

from collections.abc import Iterable, Mapping, Sequence

from twinpact import agreements as library
from twinpact.agreements.versions import verdict
from twinpact.vocabularies import fold, terms
from website.agreements import convert
from website.agreements.actions import Answer
from website.agreements.sides import Shown, is_place
from website.exchange.peers.messages import AnswerBody, AnsweredField, SaidField, StatementBody
from website.places import territories

CODES = {
    "form": "forms",
    "scope": "scopes",
    "state": "states",
    "motivations": "motivations",
    "languages": "languages",
}
LISTED = ("themes", "motivations", "languages")
OWN_NUMBER = "tp"


class NotOurAgreementError(Exception):
    """The parties of a statement and of an agreement are not the same."""


def is_party(field: str) -> bool:
    """Whether a field names a party, and not one of its parts."""
    return field.startswith("party_") and field.count("_") == 1


def said_field(one: Shown) -> SaidField:
    """A field as a message says it."""
    value = one.value
    if is_party(one.field) and (not is_place(value) or str(value).startswith(OWN_NUMBER)):
        value = None
    return SaidField(field=one.field, value=value, written=one.words)


def statement(
    agreement_id: int, office: str, to_party: int, fields: Sequence[Shown]
) -> StatementBody:
    """What we have of an agreement, as a message."""
    return StatementBody(
        agreement=str(agreement_id),
        office=office,
        to_party=to_party,
        fields=[said_field(one) for one in fields],
    )


def value_of(field: str, value: object, written: str) -> object:
    """A message's value as this register keeps it; None where it is unknown or not understood."""
    if is_party(field):
        known = isinstance(value, str) and territories.is_known(value)
        return value if known else (written or None)
    if value is None or isinstance(value, list) != (field in LISTED):
        return None
    if field in convert.DATES:
        return _date(value)
    if field in CODES:
        said = value if isinstance(value, list) else [value]
        return value if all(one in terms(CODES[field]) for one in said) else None
    return None if field.endswith("_initiator") and value not in ("yes", "no") else value


def _date(value: object) -> str | None:
    try:
        return library.parse_partial_date(str(value)).isoformat() or None
    except ValueError:
        return None


def positions(ours: Sequence[Shown], theirs: Iterable[SaidField]) -> dict[int, int]:
    """Which of our parties each party of a statement is.

    Raises:
        NotOurAgreementError: The parties are not the same.
    """
    own = {_number(one.field): one for one in ours if is_party(one.field)}
    said = {_number(one.field): one for one in theirs if is_party(one.field)}
    found: dict[int, int] = {}
    for number, one in said.items():
        value = value_of(one.field, one.value, one.written)
        for position, our in own.items():
            same = value == our.value or fold(one.written) == fold(our.words)
            if same and position not in found.values():
                found[number] = position
                break
    left, free = sorted(said.keys() - found.keys()), sorted(own.keys() - set(found.values()))
    if len(left) == len(free) == 1 and len(said) > 1:
        value = value_of(f"party_{left[0]}", said[left[0]].value, said[left[0]].written)
        if not (is_place(value) and is_place(own[free[0]].value)):
            found[left[0]] = free[0]  # one of the two does not know which territory it is
    if len(found) != len(said) or len(own) != len(said):
        raise NotOurAgreementError
    return found


def _number(field: str) -> int:
    return int(field.removeprefix("party_").partition("_")[0])


def moved(field: str, numbers: Mapping[int, int]) -> str:
    """A field of a statement as our register calls it, its parties numbered as ours are."""
    if not field.startswith("party_"):
        return field
    number, underscore, part = field.removeprefix("party_").partition("_")
    return f"party_{numbers[int(number)]}{underscore}{part}"


def version_of_statement(
    ours: Sequence[Shown], body: StatementBody, numbers: Mapping[int, int]
) -> list[Answer]:
    """What a statement says of our fields; what we do not show ourselves is left out."""
    said = {moved(one.field, numbers): one for one in body.fields}
    found = []
    for one in ours:
        told = said.get(one.field)
        if told is None:
            continue
        own = value_of(one.field, told.value, told.written)
        found.append(_answer(one.field, one.value, own, told.written))
    return found


def _answer(field: str, asked: object, own: object, written: str) -> Answer:
    if own is None and written.strip():  # words that this register does not understand
        return Answer(field, "differing", None, written)
    said = verdict(asked=asked, own=own)
    if said == "differing" and written.strip():
        return Answer(field, said, own, written)
    return Answer(field, "unknown" if said == "differing" else said)


def answer_to(
    ours: Sequence[Shown], body: StatementBody, numbers: Mapping[int, int]
) -> list[AnsweredField]:
    """What we have of each field of a statement, for the site that made it."""
    own = {one.field: one for one in ours}
    found = []
    for asked in body.fields:
        our = own.get(moved(asked.field, numbers))
        value = value_of(asked.field, asked.value, asked.written)
        said = verdict(asked=value, own=our.value if our else None)
        if said != "differing" or our is None:
            found.append(AnsweredField(field=asked.field, verdict=said, value=None, written=""))
            continue
        told = said_field(our)
        found.append(
            AnsweredField(field=asked.field, verdict=said, value=told.value, written=told.written)
        )
    return found


def answers_of(body: AnswerBody, asked: Iterable[str]) -> list[Answer]:
    """What an answer says of the fields that we asked."""
    known = set(asked)
    return [
        _read_answer(one) for one in body.answers if one.field in known and one.verdict != "silent"
    ]


def _read_answer(one: AnsweredField) -> Answer:
    if one.verdict != "differing" or not one.written.strip():
        return Answer(one.field, "unknown" if one.verdict == "differing" else one.verdict)
    return Answer(one.field, one.verdict, value_of(one.field, one.value, one.written), one.written)
