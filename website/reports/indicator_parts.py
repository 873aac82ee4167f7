"""Parts on indicators: targets, what was reached, lights with the rule in words, deviations."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from twinpact.plans import Indicator, Programme, Update, actual_to_date
from twinpact.plans.actuals import Actual
from twinpact.plans.indicators import Value
from twinpact.plans.lights import Light as IndicatorLight
from twinpact.plans.lights import light_name, light_of, usual_rule
from twinpact.plans.summaries import promised_by
from website.agreements.words import reader_language
from website.reports.content import Block, Bullets, Cell, Column, Heading, Light, Paragraph, Table
from website.reports.programme_frame import Frame
from website.reports.saying import locale_of, value_of, word_of, written_day
from website.reports.wording import number


@dataclass(frozen=True, slots=True)
class Standing:
    """How an indicator stands on a day: what was promised by then, what came, and its light."""

    indicator: Indicator
    target: Value | None
    actual: Actual
    light: IndicatorLight
    updates: tuple[Update, ...]


def standings(programme: Programme, frame: Frame) -> list[Standing]:
    """The indicators of a programme as they stand on the day of counting."""
    counting, found = frame.counting, []
    for one in programme.indicators:
        updates = counting.updates_of(one)
        target = promised_by(one, on=counting.on).value
        actual = actual_to_date(one, updates, on=counting.on)
        told = light_of(one, target, actual.value, counting.rule)
        found.append(Standing(one, target, actual, told, updates))
    return found


def targets_table(programme: Programme, frame: Frame) -> Table:
    """What is measured, from where and how far it is to come."""
    rows: list[tuple[Cell, ...]] = []
    for one in programme.indicators:
        baseline = None if one.baseline is None else value_of(one.baseline.value)
        targets = [
            _("%(value)s by %(day)s")
            % {
                "value": value_words(target.value, frame),
                "day": written_day(target.period.ends, frame.letterhead),
            }
            for target in one.targets
        ]
        rows.append(
            (
                f"{one.code} {one.title}",
                one.unit or "",
                word_of("countings", one.counting),
                baseline,
                "\n".join(targets) or None,
                one.verification or None,
            )
        )
    return Table(
        _("Indicators and targets"),
        (
            Column(_("Indicator"), 6), Column(_("Unit"), 3), Column(_("Counted"), 3),
            Column(_("Before"), 2, numbers=True), Column(_("Targets"), 5),
            Column(_("Means of verification"), 5),
        ),
        tuple(rows),
        empty=_("The programme has no indicator."),
    )  # fmt: skip


def value_words(value: Value | None, frame: Frame) -> str:
    """A value within a sentence."""
    told = value_of(value)
    if told is None:
        return _("not known")
    if isinstance(told, Decimal):
        return number(told, locale_of(frame.letterhead))
    return str(told)


def lights_table(standing: list[Standing], frame: Frame) -> Iterator[Block]:
    """The indicators with their lights, and by which rule they shine."""
    language = reader_language()
    yield Table(
        _("How the indicators stand on %(day)s")
        % {"day": written_day(frame.counting.on, frame.letterhead)},
        (
            Column(_("Indicator"), 6), Column(_("Promised so far"), 3, numbers=True),
            Column(_("Reached so far"), 4, numbers=True), Column(_("Traffic light"), 3),
            Column(_("Why"), 7),
        ),
        tuple(
            (
                f"{one.indicator.code} {one.indicator.title}",
                value_of(one.target),
                reached(one.actual, frame),
                Light(one.light.light, light_name(one.light.light, language)),
                one.light.say(language),
            )
            for one in standing
        ),
        empty=_("The programme has no indicator."),
    )  # fmt: skip
    if standing:
        yield Paragraph(_("By which rule a light shines:"), "note")
        yield Bullets((frame.counting.rule or usual_rule()).say(language))


def reached(actual: Actual, frame: Frame) -> Cell:
    """What was reached; where a part is not known, what the known parts give, told as such."""
    if actual.value is not None:
        return value_of(actual.value)
    if actual.so_far is None:
        return None
    return _("at least %(amount)s so far; a part is not known") % {
        "amount": value_words(actual.so_far, frame)
    }


def lights_in_words(standing: list[Standing]) -> str:
    """How many indicators shine in which light, as one line."""
    language = reader_language()
    counted: dict[str, int] = {}
    for one in standing:
        counted[one.light.light] = counted.get(one.light.light, 0) + 1
    return "; ".join(f"{light_name(code, language)}: {n}" for code, n in counted.items())


def deviations(standing: list[Standing]) -> Iterator[Block]:
    """What is not as promised, with the reason that was given, or that none was."""
    rows: list[tuple[Cell, ...]] = []
    for one in standing:
        off = one.light.deviation.share is not None and one.light.deviation.share < 1
        reasons = [update.deviation_reason for update in one.updates
                   if update.is_approved and update.deviation_reason]  # fmt: skip
        if not off and not reasons:
            continue
        rows.append(
            (
                f"{one.indicator.code} {one.indicator.title}",
                one.light.deviation.difference,
                "\n".join(dict.fromkeys(reasons)) or _("No reason was given."),
            )
        )
    yield Heading(_("Deviations and their reasons"))
    yield Table(
        _("What is not as promised"),
        (
            Column(_("Indicator"), 6), Column(_("Difference"), 3, numbers=True),
            Column(_("Reason"), 9),
        ),
        tuple(rows),
        empty=_("No known figure lies below what was promised."),
    )  # fmt: skip
    unknown = [one for one in standing if one.light.deviation.share is None]
    if unknown:
        names = "; ".join(f"{one.indicator.code} {one.indicator.title}" for one in unknown)
        yield Paragraph(
            _("Of these nobody can say yet how far they came: %(indicators)s.")
            % {"indicators": names},
            "note",
        )
