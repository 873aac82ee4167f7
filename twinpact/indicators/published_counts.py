"""Numbers that somebody published: whether they agree, add up, and can be what they claim.

Definition: a published count is a number of agreements, or a share of them in percent, that a
source states for a territory, a level of government, a class of agreement and a region; what the
source leaves open stands for all. Classes are those of ``vocabularies/count_classes.yaml``.

Formulas:

- two sources disagree where they count the same thing and give different numbers; a source that
  counts only a part (cooperation agreements) disagrees with one that counts the whole (agreements
  that are not twinnings) as well, and so do the totals, a source's parts being added up where it
  gives no total;
- a share of p percent, rounded half up to d decimals, can come from a total n where some whole
  number k of agreements has p - h <= 100 k / n < p + h, with h half a unit of the last decimal;
- a total adds up where it is the sum of its parts in the same source.

Unit: agreements, or percent. Unknown: a count that is not stated is never taken as zero, so sums
are formed only of parts that the source gives.
Source: the counts on Jalisco in Aldana Díaz (2012), Table 2 (SRE 2010) and text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Literal

from twinpact.agreements.findings import Finding, finding
from twinpact.vocabularies import terms

Unit = Literal["count", "percent"]
TWINNING, NOT_TWINNING = "twinning", "not_twinning"


@dataclass(frozen=True, slots=True)
class PublishedCount:
    """A number as it was published. None in level, form or region stands for all of them."""

    territory: str
    level: str | None
    form: str | None
    region: str | None
    unit: Unit
    value: Decimal
    source: str
    as_of: str | None = None
    locator: str | None = None
    written: str | None = None
    row: int | None = None
    added_up: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two sources that differ; ``part`` where the first counts only a part of the second."""

    first: PublishedCount
    second: PublishedCount
    part: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A number of agreements out of a total, and the percentage that it makes."""

    part: int
    total: int

    @property
    def percent(self) -> float:
        return 100 * self.part / self.total


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A published total that is not the sum of its published parts."""

    total: PublishedCount
    sum: Decimal


def disagreements(counts: Iterable[PublishedCount]) -> list[Disagreement]:
    """Pairs of counts of different sources that cannot both be the whole truth."""
    found = []
    by_subject: dict[object, list[PublishedCount]] = defaultdict(list)
    for count in with_sums(counts):
        subject = (count.territory, count.level, count.region, class_of(count.form))
        by_subject[subject].append(count)
    for alike in by_subject.values():
        for first, second in combinations(alike, 2):
            if first.source == second.source or first.value == second.value:
                continue
            pair = (first, second) if _is_narrower(first, second) else (second, first)
            found.append(Disagreement(*pair, part=pair[0].form != pair[1].form))
    return found


def possible_shares(percent: Decimal, totals: Iterable[int]) -> list[Share]:
    """The parts of these totals that round to a percentage as precise as it is written."""
    half = Decimal(1).scaleb(int(percent.as_tuple().exponent)) / 2
    found = []
    for total in sorted({total for total in totals if total > 0}):
        first = -((-(percent - half) * total) // 100)
        part = max(int(first), 0)
        while 100 * part < (percent + half) * total and part <= total:
            if 100 * part >= (percent - half) * total:
                found.append(Share(part, total))
            part += 1
    return found


def impossible_totals(percent: Decimal, totals: Iterable[int]) -> list[int]:
    """The totals of which no whole number of agreements makes this percentage."""
    every = sorted({total for total in totals if total > 0})
    possible = {share.total for share in possible_shares(percent, every)}
    return [total for total in every if total not in possible]


def totals_add_up(counts: Iterable[PublishedCount]) -> list[WrongTotal]:
    """Published totals that differ from the sum of their parts in the same source."""
    found = []
    for told in _by_source(counts).values():
        known = {(count.level, count.form): count for count in told}
        for (level, form), total in known.items():
            for parts in _parts_of(level, form, known):
                added = sum((part.value for part in parts), Decimal(0))
                if added != total.value:
                    found.append(WrongTotal(total, added))
    return found


def with_sums(counts: Iterable[PublishedCount]) -> list[PublishedCount]:
    """The counts, and the totals that follow from sources which give parts and no total."""
    every = [count for count in counts if count.unit == "count"]
    sums = []
    for told in _by_source(every).values():
        levels = {count.level for count in told}
        for level in sorted(levels, key=str):
            classes = {class_of(c.form): c for c in told if c.level == level}
            if None not in classes and classes.keys() >= {TWINNING, NOT_TWINNING}:
                parts = (classes[TWINNING], classes[NOT_TWINNING])
                written = " + ".join(str(part.value) for part in parts)
                total = sum((part.value for part in parts), Decimal(0))
                sums.append(
                    replace(parts[0], form=None, value=total, written=written, added_up=True)
                )
    return every + sums


def class_of(form: str | None) -> str | None:
    """The class that holds a class of agreements: cooperation agreements are not twinnings."""
    if form is None:
        return None
    return str(terms("count_classes")[form].extra.get("part_of", form))


def findings(counts: Iterable[PublishedCount]) -> list[Finding]:
    """All that is to be said of a table of published counts."""
    every: Sequence[PublishedCount] = tuple(counts)
    found = [_sum_finding(wrong) for wrong in totals_add_up(every)]
    found += [_difference(pair) for pair in disagreements(every)]
    found += list(_impossible(every))
    return found


def _by_source(
    counts: Iterable[PublishedCount],
) -> dict[tuple[str, str, str | None, str | None], list[PublishedCount]]:
    groups: dict[tuple[str, str, str | None, str | None], list[PublishedCount]]
    groups = defaultdict(list)
    for count in counts:
        if count.unit == "count":
            key = (count.territory, count.source, count.as_of, count.region)
            groups[key].append(count)
    return groups


def _is_narrower(first: PublishedCount, second: PublishedCount) -> bool:
    """Whether the first of two counts is the one to name first: the part, else the smaller one."""
    if first.form != second.form:
        return first.form != class_of(first.form)
    return first.added_up or (not second.added_up and first.value > second.value)


def _parts_of(
    level: str | None,
    form: str | None,
    known: dict[tuple[str | None, str | None], PublishedCount],
) -> Iterator[list[PublishedCount]]:
    """The sets of counts that make up a total: its levels, and its two classes."""
    if level is None:
        levels = [count for (other, f), count in known.items() if other is not None and f == form]
        if len(levels) > 1:
            yield levels
    if form is None:
        classes = [known.get((level, code)) for code in (TWINNING, NOT_TWINNING)]
        told = [count for count in classes if count is not None]
        if len(told) == len(classes):
            yield told


def _sum_finding(wrong: WrongTotal) -> Finding:
    total = wrong.total
    values = {
        "what": total.form or "",
        "territory": total.territory,
        "sum": str(wrong.sum),
        "total": str(total.value),
    }
    return finding("totals_do_not_add_up", row=total.row, column="value", values=values)


def _difference(pair: Disagreement) -> Finding:
    first, second = pair.first, pair.second
    values = {
        "territory": first.territory,
        "first": str(first.value) if not first.added_up else f"{first.written} = {first.value}",
        "second": str(second.value),
        "first_source": _source(first),
        "second_source": _source(second),
        "what": f"{second.level or ''}/{second.form or ''}",
        "first_what": f"{first.level or ''}/{first.form or ''}",
        "second_what": f"{second.level or ''}/{second.form or ''}",
    }
    rows = (second.row,) if second.row is not None else ()
    code = "part_not_in_whole" if pair.part else "counts_disagree"
    return finding(code, row=first.row, column="value", values=values, rows=rows)


def _impossible(counts: Sequence[PublishedCount]) -> Iterator[Finding]:
    """Percentages that cannot be a share of some total published for the same territory."""
    whole = [count for count in with_sums(counts) if count.region is None]
    for share in counts:
        if share.unit != "percent":
            continue
        totals = [int(c.value) for c in whole if c.territory == share.territory]
        excluded = impossible_totals(share.value, totals)
        if not excluded:
            continue
        possible = possible_shares(share.value, totals)
        values = {
            "percent": str(share.value),
            "what": f"{share.level or ''}/{share.form or ''}",
            "impossible": ", ".join(str(total) for total in excluded),
            "possible": ", ".join(f"{s.part}/{s.total}" for s in possible) or "—",
        }
        yield finding("share_impossible", row=share.row, column="value", values=values)


def _source(count: PublishedCount) -> str:
    if count.as_of is None or count.as_of in count.source:
        return count.source
    return f"{count.source}, {count.as_of}"
