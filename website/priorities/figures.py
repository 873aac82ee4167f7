"""Key figures in words: a line for each indicator in a period, with its light and its bar."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinpact import plans as library
from twinpact.plans.indicators import Value
from twinpact.plans.lights import UNKNOWN_LIGHT, light_name
from twinpact.vocabularies import sentence, terms
from website.agreements.words import reader_language
from website.priorities.models import DevelopmentPlan
from website.priorities.queries import approved_periods, has_untargeted, target_periods
from website.priorities.values import by_length, period_words, shown

#: The address of the figures that have no target, and so no period.
NO_PERIOD = "none"


@dataclass(frozen=True, slots=True)
class Bar:
    """Where baseline, actual and target lie between nothing (0) and the largest (100)."""

    actual: float | None
    target: float | None
    baseline: float | None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A key figure in words. Empty words are unknown."""

    pk: int
    code: str
    title: str
    period: str
    baseline: str
    baseline_year: int | None
    target: str
    actual: str
    so_far: str
    light: str
    light_word: str
    why: str
    reported: bool
    evidence: tuple[str, ...]
    source: str
    body: str
    verification: str
    direction: str
    bar: Bar | None


@dataclass(frozen=True, slots=True)
class LightCount:
    """How many figures have a light; ``share`` in hundredths of all of them."""

    light: str
    word: str
    n: int
    share: float


@dataclass(frozen=True, slots=True)
class PeriodChoice:
    """A period for which there are targets; ``code`` stands in the address."""

    code: str
    word: str
    period: library.Period | None


def figure_lines(
    figures: Sequence[library.KeyFigure], keys: Mapping[str, int]
) -> dict[str, list[FigureLine]]:
    """The figures in words by the code of their priority; ``keys`` are those of the indicators."""
    language = reader_language()
    words = {code: light_name(code, language).split(" (")[0] for code in terms("traffic_lights")}
    found: dict[str, list[FigureLine]] = {}
    for one in figures:
        line = figure_line(one, keys[one.key.indicator.code], words)
        found.setdefault(one.key.priority, []).append(line)
    return found


def figure_line(figure: library.KeyFigure, pk: int, light_words: Mapping[str, str]) -> FigureLine:
    """A figure in the reader's words."""
    key, indicator = figure.key, figure.key.indicator
    baseline = indicator.baseline
    start = None if baseline is None else baseline.value
    target = None if figure.target is None else figure.target.value
    told = (indicator.kind, indicator.unit)
    return FigureLine(
        pk=pk,
        code=indicator.code,
        title=indicator.title,
        period="" if figure.target is None else period_words(figure.target.period),
        baseline=shown(start, *told),
        baseline_year=None if baseline is None else baseline.year,
        target=shown(target, *told),
        actual=shown(figure.actual.value, *told),
        so_far=shown(figure.actual.so_far, *told) if figure.actual.value is None else "",
        light=figure.light.light,
        light_word=light_words[figure.light.light],
        why=why(figure, start, target),
        reported=figure.reported,
        evidence=figure.evidence,
        source=key.source,
        body=key.body,
        verification=indicator.verification,
        direction=indicator.direction,
        bar=bar_of(start, target, figure.actual.value),
    )


def why(figure: library.KeyFigure, baseline: Value | None, target: Value | None) -> str:
    """Why the light has its colour, with the figures as the reader's language writes them."""
    share = figure.light.deviation.share
    gaps = {
        "actual": shown(figure.actual.value),
        "target": shown(target),
        "baseline": shown(baseline),
        "share": "" if share is None else shown((share * 100).quantize(Decimal("0.1"))),
    }
    reason = figure.light.deviation.reason
    return sentence(reason, reader_language(), gaps, list_name="light_reasons")


def bar_of(baseline: Value | None, target: Value | None, actual: Value | None) -> Bar | None:
    """The bar of numbers that are not negative; None where there is nothing to draw."""
    told = [_number(one) for one in (actual, target, baseline)]
    known = [one for one in told if one is not None]
    largest = max(known, default=Decimal(0))
    if largest <= 0 or min(known) < 0:
        return None
    places = [None if one is None else float(100 * one / largest) for one in told]
    return Bar(*places)


def _number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None


def periods_of(row: DevelopmentPlan) -> list[PeriodChoice]:
    """The periods for which indicators have targets, years first; last, those without a target."""
    choices = [
        PeriodChoice(f"{one.starts.isoformat()}_{one.ends.isoformat()}", period_words(one), one)
        for one in sorted(target_periods(row), key=by_length)
    ]
    if has_untargeted(row):
        choices.append(PeriodChoice(NO_PERIOD, _("without a target"), None))
    return choices


def chosen_period(
    row: DevelopmentPlan, choices: Sequence[PeriodChoice], asked: str
) -> PeriodChoice | None:
    """The period of the address; else the last with a figure, else the longest, else the first."""
    by_code = {one.code: one for one in choices}
    if asked in by_code:
        return by_code[asked]
    known = [one for one in choices if one.period is not None]
    approved = approved_periods(row)
    if with_figures := [one for one in known if one.period in approved]:
        return max(with_figures, key=lambda one: (one.period.ends, -one.period.starts.toordinal()))
    if known:
        return max(known, key=lambda one: one.period.ends - one.period.starts)
    return choices[0] if choices else None


def of_period(
    plan: library.DevelopmentPlan, period: library.Period | None
) -> library.DevelopmentPlan:
    """The plan, read with the targets of a period, with the indicators that belong to it.

    None asks for the indicators that have no target at all; ``plan`` has all targets then.
    """
    kept = tuple(
        one for one in plan.indicators if bool(one.indicator.targets) == (period is not None)
    )
    return replace(plan, indicators=kept)


def light_counts(figures: Sequence[library.KeyFigure]) -> list[LightCount]:
    """How many figures have each light, in the order of the list, the unknown last."""
    language = reader_language()
    counts = Counter(one.light.light for one in figures)
    total = len(figures)
    return [
        LightCount(
            code,
            light_name(code, language).split(" (")[0],
            counts[code],
            100 * counts[code] / total if total else 0,
        )
        for code in terms("traffic_lights")
    ]


def lights_title(counts: Sequence[LightCount]) -> str:
    """What the picture of the lights says, as a sentence."""
    total = sum(one.n for one in counts)
    known = total - sum(one.n for one in counts if one.light == UNKNOWN_LIGHT)
    green = sum(one.n for one in counts if one.light == "green")
    if not total:
        return _("There is no indicator for this period")
    if not known:
        return _("Nothing is known yet of what was reached")
    return ngettext(
        "Known of %(known)d of %(total)d indicators; %(green)d on target",
        "Known of %(known)d of %(total)d indicators; %(green)d on target",
        known,
    ) % {"known": known, "total": total, "green": green}


def keys_of(row: DevelopmentPlan) -> dict[str, int]:
    """The keys of the indicators of a plan, read with its parts, by their codes."""
    return {one.code: one.pk for one in row.indicators.all()}
