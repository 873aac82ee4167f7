"""Where an indicator stands in a programme, and in which periods it is reported."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from twinpact.plans import Activity, Indicator, Line, Period, Programme, Result
from website.plans.shown import month_names

JOINT = "_"


@dataclass(frozen=True, slots=True)
class Place:
    """An indicator with the line, activity and result that it belongs to."""

    line: Line
    activity: Activity
    result: Result
    indicator: Indicator


def places(content: Programme) -> Iterator[Place]:
    """All indicators of a programme in its order."""
    for line in content.lines:
        for activity in line.activities:
            for result in activity.results:
                for one in result.indicators:
                    yield Place(line, activity, result, one)


def by_code(content: Programme) -> Mapping[str, Place]:
    """The indicators by their codes."""
    return {one.indicator.code: one for one in places(content)}


def periods_of(indicator: Indicator, content: Programme) -> tuple[Period, ...]:
    """The periods of its targets; the whole year where it has no target."""
    return tuple(one.period for one in indicator.targets) or (content.period,)


def reported_in(content: Programme, period: Period, line: str = "") -> list[Place]:
    """The indicators that are reported in a period, of one line or of all."""
    return [
        one
        for one in places(content)
        if (not line or one.line.code == line) and period in periods_of(one.indicator, content)
    ]


def periods_in(content: Programme) -> list[Period]:
    """Every period in which something is reported, in order."""
    return sorted({one for told in content.indicators for one in periods_of(told, content)})


def current(found: list[Period], today: date) -> Period | None:
    """The shortest period in which today lies; else the last that ended, else the first."""
    holding = [one for one in found if one.holds(today)]
    if holding:
        return min(holding, key=lambda one: one.ends - one.starts)
    ended = [one for one in found if one.ends < today]
    if ended:
        return max(ended, key=lambda one: (one.ends, one.starts))
    return found[0] if found else None


def in_address(period: Period) -> str:
    """A period as it stands in an address."""
    return f"{period.starts.isoformat()}{JOINT}{period.ends.isoformat()}"


def chosen(text: str, found: list[Period]) -> Period | None:
    """The period that an address names; None where the programme has none such."""
    return next((one for one in found if in_address(one) == text), None)


def period_words(period: Period) -> str:
    """A period as people call it: "2025", "March 2025", "January – March 2025"."""
    starts, ends = period.starts, period.ends
    whole_months = starts.day == 1 and date.fromordinal(ends.toordinal() + 1).day == 1
    if not whole_months or starts.year != ends.year:
        return f"{date_format(starts, 'DATE_FORMAT')} – {date_format(ends, 'DATE_FORMAT')}"
    if (starts.month, ends.month) == (1, 12):
        return str(starts.year)
    names = dict(month_names())
    told = {"first": names[starts.month], "last": names[ends.month], "year": starts.year}
    if starts.month == ends.month:
        return _("%(first)s %(year)s") % told
    return _("%(first)s – %(last)s %(year)s") % told
