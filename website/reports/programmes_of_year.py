"""The part of an annual report on the programmes and key indicators of the year."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from twinpact.plans.lights import light_name
from twinpact.plans.summaries import Summary
from website.accounts.models import Office
from website.agreements import words
from website.plans.models import Evaluation, Programme
from website.plans.queries import agreed, sums_of, with_sides
from website.priorities.convert import with_parts
from website.priorities.models import DevelopmentPlan
from website.priorities.queries import staff_figures
from website.reports.content import Block, Cell, Column, Heading, Letterhead, Light, Table
from website.reports.saying import money, value_of, word_of
from website.visits.models import Visit


def programmes_of_year(
    office: Office, year: int, *, letterhead: Letterhead, on: date
) -> Iterator[Block]:
    """What was promised for the year and what came of it, what was decided, who met whom."""
    yield Heading(_("Programmes of %(year)s") % {"year": year})
    yield Table(
        _("What was promised for the year, and how it stands"),
        (
            Column(_("Agreement"), 6), Column(_("Stage"), 4),
            Column(_("Activities done"), 3), Column(_("Budget"), 4, numbers=True),
            Column(_("Spent"), 4, numbers=True), Column(_("Indicators"), 4),
        ),
        tuple(_programme(row, letterhead, on) for row in with_sides(
            Programme.objects.filter(office=office, year=year).order_by("pk")
        )),
        empty=_("No agreement has a programme for this year."),
    )  # fmt: skip
    yield from _key_figures(office, year)
    yield from _decisions(office, year)
    yield from _visits(office, year)


def _programme(row: Programme, letterhead: Letterhead, on: date) -> tuple[Cell, ...]:
    told = agreed(row)
    stage = str(row.get_stage_display())
    if told is None:
        return words.title(row.agreement), stage, None, None, None, None
    whole = sums_of(row, told, on=on).whole
    done = f"{whole.states.get('done', 0)} / {whole.activities}"
    return (
        words.title(row.agreement),
        stage,
        done,
        money(whole.budget, letterhead),
        money(whole.spent, letterhead),
        _lights(whole),
    )


def _lights(whole: Summary) -> str | None:
    language = words.reader_language()
    told = (f"{light_name(code, language)}: {n}" for code, n in whole.lights.items())
    return "; ".join(told) or None


def _key_figures(office: Office, year: int) -> Iterator[Block]:
    """The key indicators of the development plans whose term holds the year."""
    plans = with_parts(
        DevelopmentPlan.register.filter(
            office=office, starts_earliest__year__lte=year, ends_latest__year__gte=year
        )
    )
    language = words.reader_language()
    for plan in plans:
        yield Table(
            _("Key indicators of the plan %(plan)s") % {"plan": plan.title},
            (
                Column(_("Indicator"), 7), Column(_("Target"), 3, numbers=True),
                Column(_("Actual"), 3, numbers=True), Column(_("Traffic light"), 3),
            ),
            tuple(
                (
                    f"{one.key.indicator.code} {one.key.indicator.title}",
                    value_of(None if one.target is None else one.target.value),
                    value_of(one.actual.value),
                    Light(one.light.light, light_name(one.light.light, language)),
                )
                for one in staff_figures(plan)
            ),
            empty=_("The plan has no key indicator."),
        )  # fmt: skip


def _decisions(office: Office, year: int) -> Iterator[Block]:
    rows = Evaluation.objects.filter(office=office, decided_on__year=year).order_by("decided_on")
    yield Table(
        _("Evaluations that decided"),
        (
            Column(_("Decided on"), 3), Column(_("Agreement"), 6), Column(_("Decision"), 3),
            Column(_("Reason"), 8),
        ),
        tuple(
            (
                one.decided_on,
                words.title(one.agreement),
                word_of("evaluation_decisions", one.decision),
                one.reason,
            )
            for one in rows.prefetch_related("agreement__parties__place")
        ),
        empty=_("No evaluation decided in this year."),
    )  # fmt: skip


def _visits(office: Office, year: int) -> Iterator[Block]:
    rows = Visit.register.filter(
        office=office, starts_earliest__year=year, starts_latest__year=year
    ).order_by("starts_earliest", "pk")
    yield Table(
        _("Events and delegations"),
        (Column(_("Title"), 8), Column(_("Kind"), 4), Column(_("State"), 4)),
        tuple(
            (one.title, word_of("visit_kinds", one.kind), word_of("visit_states", one.state))
            for one in rows
        ),
        empty=_("No event or delegation of this year is recorded."),
    )
