"""Figures that are reported for a plan: drafts, steps, and what the public gets."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.website.priorities.conftest import TERM
from tests.website.threads import at_once
from twinpact import plans as library
from twinpact.plans.updates import OwnUpdateError, UpdateReasonMissingError, UpdateStepNotOpenError
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements.models import Document
from website.priorities import actions
from website.priorities.convert import key_figures_of, plan_of, with_parts
from website.priorities.models import DevelopmentPlan, KeyFigureReport, KeyFigureStep
from website.priorities.queries import public_figures

pytestmark = pytest.mark.django_db


def figures(plan: DevelopmentPlan, **told: object) -> dict[tuple[str, int], library.KeyFigure]:
    row = with_parts(DevelopmentPlan.register.all()).get(pk=plan.pk)
    return {
        (one.key.indicator.code, one.target.period.ends.year): one
        for one in key_figures_of(row, **told)
        if one.target
    }


def test_a_figure_counts_only_once_somebody_else_approved_it(plan, report, officer, reviewer, at):
    row = report()
    for step, by in (("submit", officer), ("approve", reviewer)):
        assert figures(plan)["K1", 2011].actual.value is None
        row = actions.take_figure_step(pk=row.pk, version=row.version, step=step, by=by, at=at)
    found = figures(plan)["K1", 2011]
    assert (found.actual.value, found.light.light, found.reported) == (15, "amber", True)


def test_who_submitted_a_figure_does_not_approve_it(report, reviewer, at):
    row = report()
    row = actions.take_figure_step(
        pk=row.pk, version=row.version, step="submit", by=reviewer, at=at
    )
    for step in ("approve", "send_back"):
        with pytest.raises(OwnUpdateError):
            actions.take_figure_step(
                pk=row.pk, version=row.version, step=step, reason="x", by=reviewer, at=at
            )


def test_an_officer_does_not_approve(report, officer, person, antioquia, at):
    row = report()
    row = actions.take_figure_step(
        pk=row.pk, version=row.version, step="submit", by=officer, at=at
    )
    for by in (officer, person(Role.READER, antioquia), person(Role.AUTHORITY, antioquia)):
        with pytest.raises(NotAllowedError):
            actions.take_figure_step(pk=row.pk, version=row.version, step="approve", by=by, at=at)


def test_a_returned_figure_says_why_and_is_changed_and_submitted_again(
    plan, report, officer, reviewer, at
):
    row = report()
    row = actions.take_figure_step(
        pk=row.pk, version=row.version, step="submit", by=officer, at=at
    )
    with pytest.raises(UpdateReasonMissingError):
        actions.take_figure_step(
            pk=row.pk, version=row.version, step="send_back", reason=" ", by=reviewer, at=at
        )
    row = actions.take_figure_step(
        pk=row.pk, version=row.version, step="send_back", reason="No source", by=reviewer, at=at
    )
    figure = actions.Figure(period=TERM, value=Decimal(16), source="Minutes of 2011")
    row = actions.change_figure(pk=row.pk, version=row.version, figure=figure, by=officer, at=at)
    for step, by in (("submit", officer), ("approve", reviewer)):
        row = actions.take_figure_step(pk=row.pk, version=row.version, step=step, by=by, at=at)
    assert figures(plan)["K1", 2011].actual.value == 16
    steps = list(KeyFigureStep.objects.values_list("number", "step", "reason"))
    assert steps == [
        (1, "submit", ""),
        (2, "send_back", "No source"),
        (3, "submit", ""),
        (4, "approve", ""),
    ]


def test_what_was_submitted_or_approved_is_not_changed(report, approve, officer, at):
    row = approve(report())
    figure = actions.Figure(period=TERM, value=Decimal(99), source="x")
    with pytest.raises(actions.ReportClosedError):
        actions.change_figure(pk=row.pk, version=row.version, figure=figure, by=officer, at=at)
    with pytest.raises(UpdateStepNotOpenError):
        actions.take_figure_step(pk=row.pk, version=row.version, step="submit", by=officer, at=at)


def test_zero_no_and_unknown_are_three_things(plan, report, approve):
    approve(report("K1", Decimal(0)))
    approve(report("K2", None))
    approve(report("K3", value=False))
    found = figures(plan)
    assert found["K1", 2011].actual.value == 0
    assert found["K1", 2011].light.light == "red"
    assert (found["K2", 2011].actual.value, found["K2", 2011].light.light) == (None, "grey")
    assert found["K3", 2011].actual.value is False


@pytest.mark.parametrize(
    ("code", "told", "error"),
    [
        ("K1", {"value": "many"}, actions.WrongFigureError),
        ("K1", {"value": True}, actions.WrongFigureError),
        ("K3", {"value": Decimal(1)}, actions.WrongFigureError),
        ("K1", {"part": Decimal(1), "whole": Decimal(2)}, actions.WrongFigureError),
        ("K2", {"part": Decimal(1)}, actions.WrongFigureError),
        ("K1", {"period": library.year_period(2010)}, actions.NoSuchTargetError),
    ],
)
def test_a_figure_that_cannot_be_is_refused(report, code, told, error):
    with pytest.raises(error):
        report(code, **({"value": None} | told))
    assert not KeyFigureReport.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"yes_no": True},
        {"words": "many"},
        {"source": ""},
        {"link": "javascript:alert(1)"},
        {"state": "accepted"},
        {"ends": "1999-01-01"},
        {"part": 1, "whole": 2},
    ],
)
def test_what_must_never_be_false_the_database_refuses(report, wrong):
    row = report()
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyFigureReport.objects.filter(pk=row.pk).update(**wrong)


def test_a_step_that_was_taken_is_never_changed_or_deleted(report, approve):
    approve(report())
    with pytest.raises(DatabaseError), transaction.atomic():
        KeyFigureStep.objects.filter(step="approve").update(reason="other")
    with pytest.raises(DatabaseError), transaction.atomic():
        KeyFigureStep.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_is_told(report, officer, reviewer, at):
    row = report()
    row = actions.take_figure_step(
        pk=row.pk, version=row.version, step="submit", by=officer, at=at
    )

    def decide(step: str):
        return lambda: actions.take_figure_step(
            pk=row.pk, version=row.version, step=step, reason="why", by=reviewer, at=at
        )

    found = at_once(
        decide("approve"), decide("send_back"), refusals=(actions.ReportChangedMeanwhileError,)
    )
    assert sum(isinstance(one, actions.ReportChangedMeanwhileError) for one in found) == 1
    assert KeyFigureStep.objects.count() == 2


def test_an_own_figure_goes_before_the_sum_of_activities(plan, report, approve, whole):
    fed = library.Indicator(
        "V1", "Visits", counting="cumulative", feeds="K1",
        targets=(library.Target(TERM, Decimal(9)),),
    )  # fmt: skip
    activity = library.Activity("A1", "Visits", results=(library.Result("R1", "r", (fed,)),))
    programme = library.Programme(
        "POA", "7", 2011, lines=(library.Line("L", "l", ("1.1",), (activity,)),)
    )
    update = library.Update("u", "V1", TERM, TERM.ends, "x", value=Decimal(9), state="approved")
    told = {"programmes": [programme], "updates": [update]}
    before = figures(plan, **told)["K1", 2011]
    assert (before.actual.value, before.reported) == (9, False)
    approve(report("K1", Decimal(15)))
    after = figures(plan, **told)["K1", 2011]
    assert (after.actual.value, after.reported) == (15, True)


def test_the_public_gets_links_and_public_documents_as_evidence_and_no_others(
    published, report, approve, enter, officer, at, whole
):
    agreement = enter("Antioquia", "São Paulo", published=True)
    papers = {
        public: Document.objects.create(
            agreement=agreement, kind="other", title=f"Paper {public}", file="x",
            sha256="0" * 64, size=1, public=public,
            added_at=at, added_by=officer, version=1,
        )
        for public in (True, False)
    }  # fmt: skip
    approve(report("K1", document=papers[True], link="https://example.org/report"))
    approve(report("K3", value=True, document=papers[False]))
    row = with_parts(DevelopmentPlan.published.all()).get()
    found = {one.key.indicator.code: one.evidence for one in public_figures(row, site="https://x")}
    assert found["K1"] == (
        "https://example.org/report",
        f"https://x/en/agreements/{agreement.pk}/documents/{papers[True].pk}/",
    )
    assert found["K3"] == ()


def test_a_document_of_another_office_is_no_evidence(report, enter, jalisco, person, at):
    agreement = enter("Jalisco", "São Paulo", office=jalisco)
    paper = Document.objects.create(
        agreement=agreement, kind="other", title="Paper", file="x", sha256="0" * 64, size=1,
        added_at=at, version=1,
    )  # fmt: skip
    with pytest.raises(actions.ForeignDocumentError):
        report(document=paper)


def test_a_plan_with_reports_still_reads_as_it_is(plan, whole, report, approve):
    approve(report())
    assert plan_of(plan.pk) == replace(whole)
