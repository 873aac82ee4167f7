"""The directives of this register: the text in force, who may change it, its history."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from twinpact.directives import (
    DirectiveFinding,
    directive_texts,
    line_at,
    lines_of,
    say_finding,
)
from website.accounts.models import Office, Role, User
from website.accounts.permissions import ADMINISTER, EXAMINE, offices_where
from website.agreements.words import reader_language
from website.procedures.models import DirectiveVersion, ProcedureSide
from website.procedures.versions import own_version, read

UNCHANGED_LINES = 3


@dataclass(frozen=True, slots=True)
class InForce:
    """The text under which new procedures of a country begin; ``own`` is None for the shipped."""

    country: str
    version: str
    text: str
    own: DirectiveVersion | None


def in_force(country: str) -> InForce | None:
    """The newest own version of a country, else the one that comes with the library."""
    own = own_version(country)
    if own is not None:
        return InForce(country, own.version, own.text, own)
    text = directive_texts().get(country)
    return None if text is None else InForce(country, read(text).version, text, None)


def countries_with_directive() -> list[str]:
    """The countries of which this register has a directive, its own or a shipped one."""
    own = DirectiveVersion.objects.order_by().values_list("country", flat=True).distinct()
    return sorted({*directive_texts(), *own})


def own_versions(country: str) -> list[DirectiveVersion]:
    """What the authority wrote here, the newest first."""
    found = DirectiveVersion.objects.filter(country=country, shipped=False)
    return list(found.select_related("made_by").order_by("-pk"))


def countries_to_direct(user: User) -> list[str]:
    """The countries whose directive a person may write.

    Those of which they are the authority. Where a register has no authority of a country, the
    administrators of its offices stand in; where it has one, only the authority's own
    administrators do.
    """
    examined = set(offices_where(user, EXAMINE).values_list("country", flat=True))
    if user.is_superuser:
        return sorted({*examined, *countries_with_directive()})
    authority = Q(memberships__role=Role.AUTHORITY)
    governed = set(Office.objects.filter(authority).values_list("country", flat=True))
    administered = offices_where(user, ADMINISTER)
    stand_in = set(administered.exclude(country__in=governed).values_list("country", flat=True))
    of_authority = set(administered.filter(authority).values_list("country", flat=True))
    return sorted(examined | stand_in | of_authority)


def running(country: str) -> list[tuple[str, int]]:
    """The versions under which procedures of a country still run, and how many each."""
    found = (
        ProcedureSide.objects.filter(directive__country=country, procedure__closed=False)
        .order_by("directive_id")
        .values_list("directive__version")
        .annotate(n=Count("procedure", distinct=True))
    )
    return list(found)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a text, where, and in which line, where one can be named."""

    path: str
    line: int | None
    sentence: str


def faults(text: str, findings: list[DirectiveFinding]) -> list[Fault]:
    """The findings of a text in the reader's language, by line."""
    lines = lines_of(text)
    told = [
        Fault(one.path, _line(one, lines), say_finding(one, reader_language())) for one in findings
    ]
    return sorted(told, key=lambda one: one.line or 0)


def _line(one: DirectiveFinding, lines: dict[str, int]) -> int | None:
    said = one.values.get("line")
    return int(said) if said is not None else line_at(one.path, lines)


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a comparison: ``kind`` is same, added, removed or gap."""

    kind: str
    before: int | None
    after: int | None
    text: str


def compared(before: str, after: str) -> list[DiffLine]:
    """What changed from one text to the next, with some unchanged lines around."""
    old, new = before.splitlines(), after.splitlines()
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found: list[DiffLine] = []
    for group in matcher.get_grouped_opcodes(UNCHANGED_LINES):
        if found or group[0][1] > 0:
            found.append(DiffLine("gap", None, None, ""))
        for opcode in group:
            found.extend(_lines(opcode, old, new))
    return found


def _lines(
    opcode: tuple[str, int, int, int, int], old: list[str], new: list[str]
) -> Iterator[DiffLine]:
    tag, first, last, new_first, new_last = opcode
    if tag == "equal":
        for n in range(last - first):
            yield DiffLine("same", first + n + 1, new_first + n + 1, old[first + n])
        return
    for n in range(first, last):
        yield DiffLine("removed", n + 1, None, old[n])
    for n in range(new_first, new_last):
        yield DiffLine("added", None, n + 1, new[n])
