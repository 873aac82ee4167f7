"""An agreement without a date that could be either of two dated ones: nobody can tell which."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from twinpact.agreements.partial_dates import PartialDate
from twinpact.agreements.sameness.comparisons import COMPARISONS, start
from twinpact.agreements.sameness.likeness import Likeness

_START = next(n for n, one in enumerate(COMPARISONS) if one.name == "start")


def ask_between_rivals(found: Sequence[Likeness]) -> Iterator[Likeness]:
    """The pairs again; where the date that would tell is not known, a person is asked.

    A row without a date is the same as one agreement of its parties. Where these have two, of
    different dates, it is one of them, and the row does not say which.
    """
    dates: dict[Hashable, list[PartialDate]] = defaultdict(list)
    for one in _undated(found):
        first, second = _both(one)
        dates[first].append(start.beginning(one.second))
        dates[second].append(start.beginning(one.first))
    torn = {agreement for agreement, known in dates.items() if _differ(known)}
    for one in found:
        undecided = _is_undated(one) and not torn.isdisjoint(_both(one))
        yield replace(one, outcome="ask") if undecided else one


def _undated(found: Sequence[Likeness]) -> Iterator[Likeness]:
    return (one for one in found if _is_undated(one))


def _is_undated(one: Likeness) -> bool:
    return one.outcome == "same" and one.scored.levels[_START] is None


def _both(one: Likeness) -> tuple[Hashable, Hashable]:
    return (False, one.first_number), (one.among_known, one.second_number)


def _differ(dates: Sequence[PartialDate]) -> bool:
    begun = [date.earliest for date in dates if date.earliest is not None]
    ended = [date.latest for date in dates if date.latest is not None]
    return bool(begun) and max(begun) > min(ended)
