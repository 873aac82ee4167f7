"""What an agreement is about."""

from collections.abc import Iterator
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding

_FIELDS = frozenset({"focus", "themes"})


def check(agreement: Agreement, *, on: date) -> Iterator[Finding]:
    """Finds agreements of which nobody says what they are about, or in words of no list.

    Without themes an agreement cannot be tied to a priority of the territory: "the lack of
    definition of the key priorities" is the second of Antioquia's difficulties (Aldana Díaz
    2012, Discussion).
    """
    if agreement.focus is None and not agreement.themes:
        said = [s for s in agreement.statements if s.field in _FIELDS and s.unavailable]
        if said:
            values = {"written": said[0].written}
            yield finding("theme_unknown", row=agreement.row, column="focus", values=values)
        else:
            yield finding("theme_missing", row=agreement.row, column="focus")
    elif all(theme.theme is None for theme in agreement.themes):
        values = {"written": agreement.focus or ", ".join(t.written for t in agreement.themes)}
        yield finding("theme_unread", row=agreement.row, column="themes", values=values)
