"""Which rows of an import somebody wants to see, as the address of the page says it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import npgettext

from twinpact.vocabularies import fold
from website.agreements.filters import clean, whole
from website.exchange.models import Import, ImportRow

Outcome = ImportRow.Outcome
NAMES = ("outcome", "severity", "code", "field", "q", "taken", "page")


def counted_word(outcome: str, n: int) -> str:
    """What becomes of so many rows, as it stands under their number."""
    return {
        Outcome.NEW: npgettext("rows", "new", "new", n),
        Outcome.CHANGED: npgettext("rows", "changed", "changed", n),
        Outcome.POSSIBLE: npgettext("rows", "perhaps already there", "perhaps already there", n),
        Outcome.JOINS: npgettext(
            "rows", "another source on an agreement", "another source on agreements", n
        ),
        Outcome.GONE: npgettext("rows", "no longer in the source", "no longer in the source", n),
        Outcome.KNOWN: npgettext("rows", "unchanged", "unchanged", n),
        Outcome.KEPT_OUT: npgettext("rows", "kept out", "kept out", n),
    }[Outcome(outcome)]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows somebody wants to see; empty texts ask for all."""

    outcome: str = ""
    severity: str = ""
    code: str = ""
    field: str = ""
    q: str = ""
    taken: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Choice":
        """Read an address; what cannot be meant is left out."""
        outcome, taken = query.get("outcome", ""), query.get("taken", "")
        return cls(
            outcome=outcome if outcome in ImportRow.Outcome.values else "",
            severity=clean(query.get("severity", "")),
            code=clean(query.get("code", "")),
            field=clean(query.get("field", "")),
            q=clean(query.get("q", ""))[:100],
            taken=taken if taken in ("yes", "no") else "",
            page=whole(query.get("page"), least=1, most=1_000_000, otherwise=1),
        )

    @property
    def outcome_word(self) -> str:
        """What becomes of the rows that are asked for, in words."""
        return str(ImportRow.Outcome(self.outcome).label) if self.outcome else ""

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for but all rows."""
        return replace(self, page=1) != Choice()

    def to_query(self, **changes: object) -> str:
        """The address of these rows, with changes; another choice starts at page 1."""
        changed = replace(self, **({"page": 1} | changes))
        named = {name: getattr(changed, name) for name in NAMES}
        return urlencode({name: value for name, value in named.items() if value not in ("", 1)})

    def of(self, batch: Import) -> QuerySet[ImportRow]:
        """The rows of an import that are asked for."""
        rows = batch.rows.order_by("position")
        if self.outcome:
            rows = rows.filter(outcome=self.outcome)
        if self.severity:
            rows = rows.filter(severity=self.severity)
        if self.code:
            rows = rows.filter(codes__contains=[self.code])
        if self.field:
            rows = rows.filter(fields__contains=[self.field])
        if self.taken:
            rows = rows.filter(taken=self.taken == "yes")
        for word in fold(self.q).split():
            rows = rows.filter(search__contains=word)
        return rows
