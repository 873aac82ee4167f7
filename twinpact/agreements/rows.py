"""From the rows of a table to agreements: one agreement for each row, always."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Row
from dataclasses import dataclass, field

from twinpact.agreements.agreement import Agreement, Statement, Theme
from twinpact.agreements.findings import Finding, finding
from twinpact.agreements.mapping import Mapping
from twinpact.agreements.money import Money
from twinpact.agreements.parsing.asking import find_parties
from twinpact.agreements.parsing.cells import Value, values_of
from twinpact.agreements.parsing.date_cells import Order, ReadDate, order_of, read_date_cell
from twinpact.agreements.parsing.dates import AmbiguousDateError, UnreadDateError
from twinpact.agreements.parsing.money import (
    AmbiguousMoneyError,
    UnreadMoneyError,
    parse_money,
)
from twinpact.agreements.parsing.row_parties import RowParties
from twinpact.agreements.parsing.themes import coded_theme, read_theme, read_themes
from twinpact.agreements.parsing.words import (
    UnreadWordError,
    damaged,
    read_code,
    read_code_inside,
    split_words,
)
from twinpact.agreements.partial_dates import UNKNOWN_DATE, PartialDate
from twinpact.vocabularies import fold, terms

_DATES = ("signed", "in_force", "ends")
_TELLING_RULES = frozenset({"date_serial", "date_two_digits", "date_about"})
_SHOWN = 120


def read_agreements(
    rows: Iterable[tuple[int, Row[str, str | None]]], mapping: Mapping
) -> Iterator[tuple[Agreement, list[Finding]]]:
    """The agreement of each row, with what could not be read in it.

    A row is never left out: what is not understood becomes a finding, and its words stay in the
    ``statements`` and in ``raw``. The table is read as a whole: a name is told by the rest of its
    list, a date by the other dates of its column.
    """
    table = [(number, cells, values_of(cells, mapping)) for number, cells in rows]
    orders = _orders(table)
    read = [(_Row(number, values, orders), cells) for number, cells, values in table]
    for row, _ in read:
        row.parties = RowParties(row)
    find_parties([row.parties.asked for row, _ in read if row.parties is not None])
    for row, cells in read:
        yield row.agreement(cells), row.findings


def _orders(
    table: Sequence[tuple[int, Row[str, str | None], dict[str, list[Value]]]],
) -> dict[str, Order]:
    """By header, how its plain dates order day and month."""
    cells: dict[str, list[tuple[int, str]]] = {}
    for number, _, values in table:
        for column in _DATES:
            for value in values.get(column, ()):
                cells.setdefault(value.header, []).append((number, value.text))
    found = {header: order_of(told) for header, told in cells.items()}
    return {header: order for header, order in found.items() if order is not None}


@dataclass(slots=True)
class _Row:
    """A row while it is being read, and the findings so far."""

    number: int
    values: dict[str, list[Value]]
    orders: dict[str, Order]
    findings: list[Finding] = field(default_factory=list)
    parties: RowParties | None = None
    period_ends: PartialDate | None = None

    def agreement(self, cells: Row[str, str | None]) -> Agreement:
        focus = self.text("focus")
        signed, in_force, ends = (self.date(column) for column in _DATES)
        if ends.earliest is None and self.period_ends is not None and "ends" not in self.values:
            ends = self.period_ends
        self.note_damage()
        return Agreement(
            row=self.number,
            parties=() if self.parties is None else self.parties.found(),
            form=self.form(),
            scope=self.code("scope", "scopes"),
            state=self.code("state", "states"),
            focus=focus,
            themes=self.themes(focus),
            motivations=self.codes("motivations", "motivations"),
            languages=self.codes("languages", "languages"),
            signed=signed,
            in_force=in_force,
            ends=ends,
            renewal=self.text("renewal"),
            budget=self.money(),
            key=self.text("key"),
            locator=self.locator(),
            statements=tuple(
                Statement(column, value.text, value.unavailable)
                for column, values in self.values.items()
                for value in values
            ),
            raw=dict(cells),
        )

    def note(self, code: str, column: str, **values: str | int | float) -> None:
        self.findings.append(finding(code, row=self.number, column=column, values=values))

    def note_damage(self) -> None:
        """Says where letters were lost before the file came here."""
        for column, values in self.values.items():
            for value in values:
                if not value.text.isascii() and damaged(value.text):
                    self.note("strange_characters", column, written=value.text[:_SHOWN])

    def value(self, column: str) -> Value | None:
        """The first thing that the row says of a column; a second one that differs is noted."""
        known = [value for value in self.values.get(column, ()) if not value.unavailable]
        if not known:
            return None
        first, *others = known
        for other in others:
            translated = first.language != other.language
            if not translated and fold(other.text) != fold(first.text):
                self.differ(column, first, other)
        return first

    def differ(self, column: str, first: Value, second: Value) -> None:
        self.note(
            "values_differ",
            column,
            first=first.text,
            first_column=first.header,
            second=second.text,
            second_column=second.header,
        )

    def text(self, column: str) -> str | None:
        value = self.value(column)
        return None if value is None else value.text

    def locator(self) -> str | None:
        """Where in the source the row stands; a number is told with its heading ("row 3")."""
        values = self.values.get("locator", ())
        parts = [
            f"{value.header} {value.text}"
            if len(values) > 1 and value.text.isdecimal()
            else value.text
            for value in values
        ]
        return ", ".join(dict.fromkeys(parts)) or None

    def form(self) -> str | None:
        """The form; where only a part of the words is one, that is said."""
        text = self.text("form")
        if text is None:
            return None
        try:
            return read_code("forms", text)
        except UnreadWordError:
            inside = read_code_inside("forms", text)
        if inside is not None:
            self.note("word_read_in_part", "form", written=text[:_SHOWN], read_form=inside)
            return inside
        return self.read("form", "forms", text, "form_unread")

    def code(self, column: str, list_name: str, unread: str = "word_unread") -> str | None:
        text = self.text(column)
        return None if text is None else self.read(column, list_name, text, unread)

    def codes(self, column: str, list_name: str) -> tuple[str, ...]:
        """The words of a cell with several, joined by bars or else by commas."""
        pieces = split_words(self.text(column) or "")
        if len(pieces) == 1:
            pieces = [piece for part in pieces[0].split(",") for piece in part.split(";")]
        read = (self.read(column, list_name, piece.strip()) for piece in pieces if piece.strip())
        return tuple(dict.fromkeys(code for code in read if code is not None))

    def read(
        self, column: str, list_name: str, text: str, unread: str = "word_unread"
    ) -> str | None:
        try:
            return read_code(list_name, text)
        except UnreadWordError:
            self.note(unread, column, written=text[:_SHOWN], field=column, list=list_name)
            return None

    def date(self, column: str) -> PartialDate:
        value = self.value(column)
        if value is None:
            return UNKNOWN_DATE
        order = self.orders.get(value.header)
        try:
            found = read_date_cell(value.text, order=order)
        except AmbiguousDateError as doubt:
            days = " / ".join(candidate.isoformat() for candidate in doubt.candidates)
            self.note("date_ambiguous", column, written=value.text, candidates=days)
        except UnreadDateError:
            self.note("date_unread", column, written=value.text[:_SHOWN])
        else:
            return self.told(column, value, found, order)
        return UNKNOWN_DATE

    def told(self, column: str, value: Value, found: ReadDate, order: Order | None) -> PartialDate:
        """The date that was read, with a note where a rule had to be used."""
        settled = found.date.isoformat()
        if found.rule == "date_settled_by_column" and order is not None:
            self.note(
                found.rule,
                column,
                written=value.text,
                settled=settled,
                example=order.example,
                other=order.row,
            )
        elif found.rule in _TELLING_RULES:
            self.note(found.rule, column, written=value.text[:_SHOWN], settled=settled)
        if found.end is None:
            return found.date
        end = found.end.isoformat()
        self.note("date_range", column, written=value.text[:_SHOWN], start=settled, end=end)
        if column == "ends":
            return found.end
        self.period_ends = found.end
        return found.date

    def money(self) -> Money | None:
        text = self.text("budget")
        if text is None:
            return None
        try:
            found = parse_money(text)
        except AmbiguousMoneyError as doubt:
            amounts = " / ".join(f"{amount:f}" for amount in doubt.candidates)
            self.note("money_ambiguous", "budget", written=text[:_SHOWN], candidates=amounts)
            return Money(text)
        except UnreadMoneyError:
            self.note("money_unread", "budget", written=text[:_SHOWN])
            return Money(text)
        if found.currency is None:
            self.note("currency_unknown", "budget", written=text[:_SHOWN])
        return found

    def themes(self, focus: str | None) -> tuple[Theme, ...]:
        """The themes that the table lists; without such a column, those that the focus names."""
        listed = self.text("themes")
        if listed is None:
            return read_themes(focus)
        pieces = split_words(listed)
        if len(pieces) == 1 and _chosen_theme(pieces[0]) is None:
            return read_themes(pieces[0])
        return tuple(_chosen_theme(piece) or read_theme(piece) for piece in pieces)


def _chosen_theme(piece: str) -> Theme | None:
    """A theme of our own table: its words, and in square brackets the theme chosen for them."""
    words, _, rest = piece.rpartition(" [")
    if words and rest.endswith("]") and (rest[:-1] == "-" or rest[:-1] in terms("themes")):
        return coded_theme(words, rest[:-1])
    return None
