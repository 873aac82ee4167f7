"""The officer's desk: what is late, what is due in the next days, what ends soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from website.accounts.models import Office
from website.agreements import words
from website.agreements.models import Agreement
from website.agreements.models.agreement import AWAKE
from website.desks.models import DeskSettings
from website.desks.models.settings import DAYS_AHEAD
from website.desks.rule_words import RuleWords, rules_of
from website.desks.time_words import time_left, time_to_end
from website.procedures.models import Turn

#: The days ahead that the desk calls "the next days".
DAYS = 7
#: What is counted at most; a desk with more says so.
MOST = 1000
PAGE = 25
#: How much of each list the desk shows before it is opened.
BEGINNING = 10
LISTS = ("late", "soon", "ending", "later", "undated")


def turns_of(offices: Sequence[Office]) -> QuerySet[Turn]:
    """What is open in the procedures of these offices, whoever has to do it."""
    return Turn.objects.filter(office__in=[one.pk for one in offices])


def late(turns: QuerySet[Turn], today: date) -> QuerySet[Turn]:
    """What should have been done before today, the longest ago first."""
    return turns.filter(due__lt=today).order_by("due", "pk")


def soon(turns: QuerySet[Turn], today: date) -> QuerySet[Turn]:
    """What is due today or in the next days."""
    until = today + timedelta(days=DAYS)
    return turns.filter(due__gte=today, due__lte=until).order_by("due", "pk")


def later(turns: QuerySet[Turn], today: date) -> QuerySet[Turn]:
    """What is due after that."""
    return turns.filter(due__gt=today + timedelta(days=DAYS)).order_by("due", "pk")


def undated(turns: QuerySet[Turn], _today: date) -> QuerySet[Turn]:
    """What is open and has no day, in the order in which it came."""
    return turns.filter(due=None).order_by("pk")


def days_ahead(offices: Sequence[Office]) -> dict[int, list[int]]:
    """How long before its end each office wants to be told: the offices by number of days."""
    wished = dict(
        DeskSettings.objects.filter(office__in=[one.pk for one in offices]).values_list(
            "office", "days_ahead"
        )
    )
    found: dict[int, list[int]] = {}
    for office in offices:
        found.setdefault(wished.get(office.pk, DAYS_AHEAD), []).append(office.pk)
    return found


def ending(offices: Sequence[Office], today: date) -> QuerySet[Agreement]:
    """The agreements whose known end is near, or has passed without a word, the first first.

    An end known only by its month or year is near when its first day is.
    """
    near = Q(pk__in=[])
    for days, of_them in days_ahead(offices).items():
        near |= Q(office__in=of_them, ends_earliest__lte=today + timedelta(days=days))
    return Agreement.register.filter(near, state__in=AWAKE).order_by("ends_earliest", "pk")


@dataclass(frozen=True, slots=True)
class DueLine:
    """A line of a list: an agreement, what is to be done, by whom, how long there is left."""

    turn: Turn
    agreement: Agreement
    title: str
    rule: RuleWords
    days: str
    late: bool


@dataclass(frozen=True, slots=True)
class EndingLine:
    """An agreement that ends: when, and how long that is away."""

    agreement: Agreement
    title: str
    ends: str
    days: str
    passed: bool


def due_lines(turns: QuerySet[Turn], today: date) -> list[DueLine]:
    """The lines of some turns, in a few queries however many they are."""
    found = list(
        turns.select_related("office", "procedure__agreement").prefetch_related(
            "procedure__agreement__parties__place", "procedure__sides"
        )
    )
    rules = rules_of(found)
    return [
        DueLine(
            turn=one,
            agreement=one.procedure.agreement,
            title=words.title(one.procedure.agreement),
            rule=rules[one.pk],
            days=time_left(one.due, today),
            late=one.due is not None and one.due < today,
        )
        for one in found
    ]


def ending_lines(agreements: QuerySet[Agreement], today: date) -> list[EndingLine]:
    """The lines of some agreements that end."""
    found = agreements.select_related("office").prefetch_related("parties__place")
    return [
        EndingLine(
            agreement=one,
            title=words.title(one),
            ends=words.date_words(one, "ends") or "",
            days=time_to_end(one.ends_latest, today),
            passed=one.ends_latest < today,
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class DueList:
    """One of the lists: how many there are (never counted beyond ``MOST``), and a page of them."""

    name: str
    n: int
    more: bool
    lines: list[DueLine] | list[EndingLine]
    page: int
    pages: int


def due_list(name: str, offices: Sequence[Office], today: date, *, page: int = 1) -> DueList:
    """A page of one list of the desk by its name, one of ``LISTS``."""
    rows = _rows(name, offices, today)
    n = rows[: MOST + 1].count()
    pages = max(1, -(-min(n, MOST) // PAGE))
    page = min(page, pages)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    lines: list[DueLine] | list[EndingLine]
    lines = ending_lines(shown, today) if name == "ending" else due_lines(shown, today)
    return DueList(name, min(n, MOST), n > MOST, lines, page, pages)


def overview(offices: Sequence[Office], today: date) -> list[DueList]:
    """The beginnings of all lists; what they show is read together."""
    rows = {name: _rows(name, offices, today) for name in LISTS}
    chosen = {
        name: list(rows[name][:BEGINNING].values_list("pk", flat=True))
        for name in LISTS
        if name != "ending"
    }
    every = Turn.objects.filter(pk__in=[pk for pks in chosen.values() for pk in pks])
    by_pk = {line.turn.pk: line for line in due_lines(every, today)}
    lists = []
    for name in LISTS:
        lines: list[DueLine] | list[EndingLine]
        if name == "ending":
            lines = ending_lines(rows[name][:BEGINNING], today)
        else:
            lines = [by_pk[pk] for pk in chosen[name] if pk in by_pk]
        n = len(lines) if len(lines) < BEGINNING else rows[name][: MOST + 1].count()
        pages = 1 if n <= BEGINNING else 2
        lists.append(DueList(name, min(n, MOST), n > MOST, lines, 1, pages))
    return lists


def _rows(
    name: str, offices: Sequence[Office], today: date
) -> QuerySet[Turn] | QuerySet[Agreement]:
    if name == "ending":
        return ending(offices, today)
    chosen = {"late": late, "soon": soon, "later": later, "undated": undated}[name]
    return chosen(turns_of(offices), today)
