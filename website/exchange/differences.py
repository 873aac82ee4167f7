"""What a source says otherwise than the register, field by field, and what may be taken over."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from twinpact.agreements import Agreement as Draft
from twinpact.agreements import Statement
from website.agreements import convert
from website.agreements.models import Agreement, AgreementStatement
from website.agreements.sheet import PLACE_IN_SOURCE, main_field

NOT_OF_THE_AGREEMENT = (*PLACE_IN_SOURCE, "source")
DATES = convert.DATES
#: Where a row gives no themes of its own, they are read from the words of the focus.
READ_FROM = {"focus": "themes"}


class Why:
    """Why a value of the source is not proposed, only listed beside the register's."""

    CORRECTED = "corrected"
    ANOTHER_SOURCE = "another_source"
    SILENT = "silent"
    CLASH = "clash"


def said(draft: Draft) -> dict[str, tuple[Statement, ...]]:
    """What a row says of each field: all its statements that are about it."""
    found: dict[str, tuple[Statement, ...]] = {}
    for one in draft.statements:
        field = main_field(one.field)
        if field not in NOT_OF_THE_AGREEMENT:
            found[field] = (*found.get(field, ()), one)
    return found


def value(draft: Draft, field: str) -> object:
    """What a field was read as; None is unknown. Of a party all that is known of it."""
    if not field.startswith("party_"):
        return convert.field_values(draft).get(field)
    number = int(field.removeprefix("party_"))
    if number > len(draft.parties):
        return None
    party = draft.parties[number - 1]
    place = party.place.id if party.place else None
    if not (party.written or place):
        return None
    return [place, party.written, party.organization, party.initiator]


def changed_fields(earlier: Draft, later: Draft) -> list[str]:
    """The fields of which the same source now says something else than before."""
    before, now = said(earlier), said(later)
    return [
        field
        for field in dict.fromkeys((*now, *before))
        if _words(before.get(field, ())) != _words(now.get(field, ()))
        or value(earlier, field) != value(later, field)
    ]


def _words(statements: Iterable[Statement]) -> list[tuple[str, str, bool]]:
    return [(one.field, " ".join(one.written.split()), one.unavailable) for one in statements]


@dataclass(frozen=True, slots=True)
class Held:
    """What the register holds of an agreement, with what its values rest on.

    ``imported`` are the sources and moments at which imports wrote statements of it.
    """

    row: Agreement
    draft: Draft
    imported: Collection[tuple[int, datetime]]

    def preferred(self, field: str) -> AgreementStatement | None:
        """The statement that the register's value of a field rests on."""
        return next((one for one in self._statements(field) if one.preferred), None)

    def _statements(self, field: str) -> list[AgreementStatement]:
        return [one for one in self.row.statements.all() if one.field == field]

    def is_imported(self, statement: AgreementStatement) -> bool:
        """Whether an import wrote a statement, and not a person by hand."""
        return (statement.source_id, statement.entered_at) in self.imported

    def may_take(self, field: str, source: int, earlier: Draft | None) -> str:
        """Why a value of a source may not replace the register's; the empty text: it may.

        It may where nothing is known, where the present value came from an import, and where it
        came from the same source by hand before any import. A person's later correction stays.
        """
        known = value(self.draft, field)
        if known is None:
            return ""
        statement = self.preferred(field)
        if statement is None:
            same = earlier is not None and value(earlier, field) == known
            return "" if same else Why.ANOTHER_SOURCE
        if self.is_imported(statement):
            return "" if earlier is not None else Why.ANOTHER_SOURCE
        before = any(self.is_imported(one) for one in self._statements(field))
        if before or earlier is not None:
            return Why.CORRECTED
        return "" if statement.source_id == source else Why.ANOTHER_SOURCE


def differences(
    held: Held, earlier: Draft | None, later: Draft, source: int
) -> list[dict[str, Any]]:
    """What a row says otherwise, field by field; ``earlier`` is what its source said before.

    Without ``earlier`` another source tells of the agreement: only what is unknown may be filled
    in, all else stands beside the register's value.
    """
    if earlier is not None:
        fields = changed_fields(earlier, later)
    else:
        fields = [f for f in said(later) if value(later, f) != value(held.draft, f)]
    return [_difference(held, field, earlier, later, source) for field in fields]


def _difference(
    held: Held, field: str, earlier: Draft | None, later: Draft, source: int
) -> dict[str, Any]:
    statement = held.preferred(field)
    now = value(later, field)
    why = held.may_take(field, source, earlier)
    if value(held.draft, field) == now:
        why = why if earlier is None else ""
    elif now is None and not why:
        why = Why.SILENT
    told = said(later).get(field, ())
    return {
        "field": field,
        "was": value(held.draft, field),
        "was_written": statement.written if statement else "",
        "was_source": statement.source_id if statement else None,
        "was_locator": statement.locator if statement else "",
        "now": now,
        "written": next((one.written for one in told if one.field == field), ""),
        "parts": [[one.field, one.written] for one in told if one.field != field],
        "unavailable": any(one.unavailable for one in told),
        "why": why,
    }


def with_field(target: Draft, donor: Draft, field: str) -> Draft:
    """The target, with one field as the donor has it."""
    if field.startswith("party_"):
        return _with_party(target, donor, int(field.removeprefix("party_")) - 1)
    taken = {field: getattr(donor, field)}
    derived = READ_FROM.get(field)
    if derived is not None and derived not in said(donor):
        taken[derived] = getattr(donor, derived)
    return replace(target, **taken)


def _with_party(target: Draft, donor: Draft, at: int) -> Draft:
    """With a party as the donor has it; a place that another party already is, stays out."""
    parties = list(target.parties)
    if at >= len(donor.parties):
        return replace(target, parties=tuple(parties[:at])) if at >= 2 else target
    if at < len(parties):
        parties[at] = donor.parties[at]
    else:
        parties.append(donor.parties[at])
    return replace(target, parties=tuple(parties))
