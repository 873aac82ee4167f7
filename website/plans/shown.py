"""What the pages of a programme show of its lines and activities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from twinpact import plans as library
from twinpact.plans.indicators import Indicator
from twinpact.plans.summaries import Counting, Summary, light_of_indicator, summary_of_activity
from twinpact.vocabularies import terms
from website.agreements.words import reader_language
from website.plans import words

SHAPES = {"green": "●", "amber": "▲", "red": "■", "grey": "○"}


@dataclass(frozen=True, slots=True)
class Month:
    """A month of an activity in the picture of the year."""

    name: str
    busy: bool
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Light:
    """How many indicators have a light, with its shape and word."""

    code: str
    shape: str
    word: str
    n: int


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """An activity as a row of the programme's page."""

    key: int | None
    code: str
    title: str
    state: str
    state_word: str
    months: list[Month]
    months_words: str
    bodies: list[tuple[int, str]]
    expected: str
    reached: str
    budget: str
    lights: list[Light]
    carried_from: str | None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of work with what it comes to."""

    code: str
    title: str
    n: int
    budget: str
    expected: str
    lights: list[Light]
    chosen: bool
    priorities: tuple[str, ...] = ()
    key: int | None = None
    activities: list[ShownActivity] = field(default_factory=list)


def lights_of(counts: Mapping[str, int]) -> list[Light]:
    """The lights that shine, each with its shape, word and number."""
    return [
        Light(code, SHAPES[code], words.light_word(code), counts[code])
        for code in SHAPES
        if counts.get(code)
    ]


def shown_line(
    code: str,
    title: str,
    summary: Summary,
    *,
    n: int,
    chosen: bool,
    priorities: Sequence[str] = (),
    key: int | None = None,
    activities: Sequence[ShownActivity] = (),
) -> ShownLine:
    """A line with its sums."""
    return ShownLine(
        code=code,
        title=title,
        n=n,
        budget=words.total_words(summary.budget),
        expected=words.people_total_words(summary.expected),
        lights=lights_of(summary.lights),
        chosen=chosen,
        priorities=tuple(priorities),
        key=key,
        activities=list(activities),
    )


def shown_activity(
    activity: library.Activity, *, year: int, counting: Counting, key: int | None = None
) -> ShownActivity:
    """An activity with its months, people, money and lights."""
    summary = summary_of_activity(activity, year, counting)
    return ShownActivity(
        key=key,
        code=activity.code,
        title=activity.title,
        state=activity.state,
        state_word=words.word("activity_states", activity.state),
        months=months_of(activity.months),
        months_words=months_words(activity.months),
        bodies=[(one.side, one.body) for one in activity.responsible],
        expected=words.people_words(activity.expected),
        reached=words.people_words(activity.reached),
        budget=words.total_words(summary.budget),
        lights=lights_of(summary.lights),
        carried_from=activity.carried_from,
    )


def months_of(busy: frozenset[int]) -> list[Month]:
    """The twelve months; the bar of an activity begins and ends where it does."""
    return [
        Month(name, number in busy, number - 1 not in busy, number + 1 not in busy)
        for number, name in month_names()
    ]


def months_words(busy: frozenset[int]) -> str:
    """The months in words, those in a row together: "March to May, October"."""
    names = dict(month_names())
    runs: list[list[int]] = []
    for number in sorted(busy):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told = [
        names[run[0]] if len(run) == 1 else f"{names[run[0]]} – {names[run[-1]]}" for run in runs
    ]
    return ", ".join(told)


def month_names() -> list[tuple[int, str]]:
    """The months by number, as the reader calls them."""
    language = reader_language()
    return [
        (int(one.extra["number"]), one.in_language(language)) for one in terms("months").values()
    ]


def light_of(indicator: Indicator, counting: Counting) -> Light:
    """The light of an indicator on the day of counting."""
    code = light_of_indicator(indicator, counting)
    return Light(code, SHAPES[code], words.light_word(code), 1)
