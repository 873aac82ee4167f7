"""Programmes on the site: drafted by one side, agreed by both, followed up and carried over."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from tests.website.plans.conftest import ON, YEAR, content
from twinpact.plans import Amount, EarlierReportMissingError, People, year_period
from twinpact.plans.programme import SecondProgrammeError
from twinpact.plans.updates import OwnUpdateError, UpdateStepNotOpenError
from twinpact.plans.versions import SideAgreedBeforeError
from website.accounts.models import Office, Role
from website.accounts.permissions import NotAllowedError
from website.plans import convert, models, queries
from website.plans.actions import (
    Answers,
    Beginning,
    ChangedMeanwhileError,
    CodeTakenError,
    DecidedBeforeError,
    Figure,
    LetterMissingError,
    NotAgreedYetError,
    NotBeingDraftedError,
    NothingToAgreeError,
    ReasonMissingError,
    Said,
    Settled,
    add_evidence,
    agree_to_programme,
    begin_programme,
    carry_over_programme,
    decide_evaluation,
    go_back_to_agreed,
    name_side_office,
    open_for_changes,
    put_activity,
    put_to_sides,
    receive_report,
    replace_content,
    report_activity,
    report_figures,
    report_spending,
    save_evaluation,
    settle_plans,
    take_step_of_updates,
)

YEAR_PERIOD = year_period(YEAR)


def written(programme: models.Programme) -> object:
    """The programme as it is written, as the library knows it."""
    return convert.programme_of(
        queries.with_content(models.Programme.objects.all()).get(pk=programme.pk)
    )


def test_what_was_written_is_read_again(drafted, agreement):
    assert written(drafted) == replace(
        content(), agreement=str(agreement.pk), title="", sides=(1, 2)
    )


def test_an_agreement_has_one_programme_a_year(begun, officer, at):
    with pytest.raises(SecondProgrammeError):
        begin_programme(told=Beginning(begun.agreement_id, YEAR), by=officer, at=at)


def test_the_office_of_the_other_territory_speaks_for_the_other_side(begun, jalisco, antioquia):
    assert [one.office for one in begun.sides.all()] == [antioquia, jalisco]


def test_a_side_without_an_office_agrees_by_a_letter(enter, officer, reviewer, at, antioquia):
    row = enter("Antioquia", "São Paulo", office=antioquia)
    programme = begin_programme(told=Beginning(row.pk, YEAR), by=officer, at=at)
    replace_content(pk=programme.pk, content=content(), version=1, by=officer)
    put_to_sides(pk=programme.pk, on=ON, by=officer, at=at)
    agree_to_programme(pk=programme.pk, said=Said(1, 1, ON), by=reviewer, at=at)
    with pytest.raises(LetterMissingError):
        agree_to_programme(pk=programme.pk, said=Said(1, 2, ON), by=reviewer, at=at)


def test_nobody_agrees_to_an_empty_programme(begun, officer, at):
    with pytest.raises(NothingToAgreeError):
        put_to_sides(pk=begun.pk, on=ON, by=officer, at=at)


def test_a_side_decides_for_itself_only(drafted, officer, reviewer, far_reviewer, at):
    put_to_sides(pk=drafted.pk, on=ON, by=officer, at=at)
    with pytest.raises(NotAllowedError):
        agree_to_programme(pk=drafted.pk, said=Said(1, 2, ON), by=reviewer, at=at)
    with pytest.raises(NotAllowedError):
        agree_to_programme(pk=drafted.pk, said=Said(1, 1, ON), by=officer, at=at)
    agree_to_programme(pk=drafted.pk, said=Said(1, 2, ON), by=far_reviewer, at=at)
    with pytest.raises(SideAgreedBeforeError):
        agree_to_programme(pk=drafted.pk, said=Said(1, 2, ON), by=far_reviewer, at=at)


def test_what_lies_before_the_sides_does_not_change(in_force, officer):
    with pytest.raises(NotBeingDraftedError):
        replace_content(pk=in_force.pk, content=content(), version=in_force.version, by=officer)


def test_what_was_agreed_holds_until_the_next_version_is(in_force, officer, at):
    open_for_changes(pk=in_force.pk, by=officer)
    line = in_force.lines.get()
    row = line.activities.get()
    changed = replace(convert.activity_of(row), title="Otra cosa")
    put_activity(pk=in_force.pk, line=line.pk, activity=changed, by=officer, row=row.pk)
    put_to_sides(pk=in_force.pk, on=ON, by=officer, at=at)
    told = queries.agreed(models.Programme.objects.get(pk=in_force.pk))
    assert told.number == 1
    assert told.programme.activities[0].title == "Formación de docentes"
    go_back_to_agreed(pk=in_force.pk, by=officer)
    assert written(in_force).activities == told.programme.activities


def test_the_database_keeps_what_was_agreed(in_force):
    version = in_force.versions.get()
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        models.ProgrammeVersion.objects.filter(pk=version.pk).update(content={})
    with pytest.raises(Exception, match="Cannot delete"), transaction.atomic():
        version.agreed.first().delete()


def test_two_who_change_one_activity_are_told(drafted, officer):
    line = drafted.lines.get()
    row = line.activities.get()
    seen = convert.activity_of(row)
    put_activity(
        pk=drafted.pk, line=line.pk, activity=replace(seen, place="Cali"), by=officer, row=row.pk,
        as_read=seen,
    )  # fmt: skip
    now = line.activities.get()
    with pytest.raises(ChangedMeanwhileError):
        put_activity(
            pk=drafted.pk, line=line.pk, activity=seen, by=officer, row=now.pk, as_read=seen
        )


def test_a_code_is_taken_once(drafted, officer):
    line = drafted.lines.get()
    other = replace(content().activities[0], code="A2")
    with pytest.raises(CodeTakenError):
        put_activity(pk=drafted.pk, line=line.pk, activity=other, by=officer)


def report(programme, officer, at, value=Decimal(18), indicator="I1", **told):
    figure = Figure(indicator, YEAR_PERIOD, value, **told)
    return report_figures(
        pk=programme.pk, figures=[figure], on=date(2026, 1, 10), by=officer, at=at
    )[0]


def step(programme, update, name, by, at, reason=""):
    return take_step_of_updates(
        pk=programme.pk, updates=[update.pk], step=name, reason=reason, on=date(2026, 1, 12),
        by=by, at=at,
    )  # fmt: skip


def test_nothing_is_reported_before_all_sides_agreed(drafted, officer, at):
    with pytest.raises(NotAgreedYetError):
        report(drafted, officer, at)


def test_only_an_approved_figure_counts(in_force, officer, reviewer, at):
    update = report(in_force, officer, at, deviation_reason="Llovió.")
    step(in_force, update, "submit", officer, at)
    before = queries.agreed(models.Programme.objects.get(pk=in_force.pk))
    assert sums(before, in_force).lights == {"grey": 2}
    step(in_force, update, "send_back", reviewer, at, "Falta la lista.")
    step(in_force, update, "submit", officer, at)
    step(in_force, update, "approve", reviewer, at)
    row = models.Programme.objects.get(pk=in_force.pk)
    assert sums(queries.agreed(row), row).lights == {"green": 1, "grey": 1}


def sums(told, programme):
    return queries.sums_of(programme, told, on=date(2026, 3, 1)).whole


def test_approval_cannot_be_skipped_or_given_to_oneself(in_force, officer, reviewer, at):
    update = report(in_force, reviewer, at)
    with pytest.raises(UpdateStepNotOpenError):
        step(in_force, update, "approve", reviewer, at)
    step(in_force, update, "submit", reviewer, at)
    with pytest.raises(OwnUpdateError):
        step(in_force, update, "approve", reviewer, at)
    with pytest.raises(NotAllowedError):
        step(in_force, update, "approve", officer, at)


def test_zero_is_told_from_unknown(in_force, officer, reviewer, at):
    for value in (None, Decimal(0)):
        update = report(in_force, officer, at, value)
        step(in_force, update, "submit", officer, at)
        step(in_force, update, "approve", reviewer, at)
        update.refresh_from_db()
        assert models.values.value_of(update, "value") == value


def test_evidence_is_kept_with_the_papers_of_the_agreement(in_force, officer, at):
    update = report(in_force, officer, at)
    document = add_evidence(
        pk=in_force.pk, update=update.pk, chunks=[b"%PDF-1.4\n%%EOF\n"], filename="lista.pdf",
        by=officer, at=at,
    )  # fmt: skip
    assert list(update.evidence.all()) == [document]
    assert document.agreement_id == in_force.agreement_id


def test_the_other_side_reports_too(in_force, far_reviewer, at):
    assert report(in_force, far_reviewer, at).said_by == far_reviewer


def test_a_stranger_reports_nothing(in_force, person, at, db):
    other = Office.objects.create(name="Minas Gerais", slug="minas", country="BR")
    with pytest.raises(NotAllowedError):
        report(in_force, person(Role.REVIEWER, other), at)


def test_people_and_money_are_laid_over_what_was_agreed(in_force, officer, at):
    report_activity(
        pk=in_force.pk, activity="A1", state="done", reached=People(10, None), by=officer, at=at
    )
    report_spending(
        pk=in_force.pk, budget_line="B1", amount=Amount(Decimal(400), "COP"), by=officer, at=at
    )
    told = queries.agreed(models.Programme.objects.get(pk=in_force.pk))
    (activity,) = told.programme.activities
    assert activity.state == "done"
    assert activity.reached == People(10, None)
    assert [one.spent for one in activity.budget] == [Amount(Decimal(400), "COP"), None]


def test_open_work_is_carried_over_once_with_what_is_left(in_force, officer, at):
    report_spending(
        pk=in_force.pk, budget_line="B1", amount=Amount(Decimal(400), "COP"), by=officer, at=at
    )
    coming = begin_programme(told=Beginning(in_force.agreement_id, YEAR + 1), by=officer, at=at)
    unsettled = carry_over_programme(
        pk=in_force.pk, into=coming.pk, activities=None, by=officer, at=at
    )
    assert unsettled == ("B2",)
    new = written(coming)
    assert new.activities[0].budget[0].amount == Amount(Decimal(600), "COP")
    old = queries.agreed(models.Programme.objects.get(pk=in_force.pk)).programme
    assert old.activities[0].state == "carried_over"
    with pytest.raises(Exception, match="carried_before"):
        carry_over_programme(pk=in_force.pk, into=coming.pk, activities=None, by=officer, at=at)


def test_the_gate_waits_for_an_earlier_report(in_force, officer, administrator, reviewer, at):
    settle_plans(office=in_force.office, told=Settled("COP", 3, 1), by=administrator)
    models.Programme.objects.filter(pk=in_force.pk).update(report_due=date(2026, 2, 1))
    later = Beginning(in_force.agreement_id, YEAR + 1)
    with pytest.raises(EarlierReportMissingError):
        begin_programme(told=later, by=officer, at=at)
    receive_report(pk=in_force.pk, on=date(2026, 2, 20), report=None, by=reviewer, at=at)
    assert begin_programme(told=later, by=officer, at=at).year == YEAR + 1


def test_the_year_can_begin_as_the_last_was_planned(in_force, officer, at):
    told = Beginning(in_force.agreement_id, YEAR + 1, copied=in_force.pk)
    new = written(begin_programme(told=told, by=officer, at=at))
    assert [one.title for one in new.activities] == ["Formación de docentes"]
    assert new.activities[0].budget[0].amount is None


def test_an_evaluation_decides_once_and_says_why(in_force, officer, reviewer, at):
    told = Answers("final", date(2026, 2, 1), {"effect_reached": 4}, {"peer_learning": 5})
    row = save_evaluation(agreement=in_force.agreement_id, told=told, by=officer, at=at)
    with pytest.raises(ReasonMissingError):
        decide_evaluation(pk=row.pk, decision="renew", reason=" ", by=reviewer, at=at)
    decide_evaluation(pk=row.pk, decision="renew", reason="Dio fruto.", by=reviewer, at=at)
    with pytest.raises(DecidedBeforeError):
        save_evaluation(
            agreement=in_force.agreement_id, told=told, by=officer, at=at, pk=row.pk, version=2
        )


def test_an_office_is_named_for_a_side_by_who_administers(begun, administrator, officer, db):
    with pytest.raises(NotAllowedError):
        name_side_office(pk=begun.pk, side=2, office=None, by=officer)
    name_side_office(pk=begun.pk, side=2, office=None, by=administrator)
    assert begun.sides.get(side=2).office is None


def test_the_database_refuses_a_figure_that_is_two(in_force, at):
    row = models.Update(
        programme=in_force, indicator="I1", starts=ON, ends=ON, value_number=1, value_yes=True,
        said_on=ON, said_at=at,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_large_programme_is_read_in_a_fixed_number_of_queries(
    drafted, django_assert_num_queries
):
    assert connection.vendor == "postgresql"
    base = queries.with_content(models.Programme.objects.filter(pk=drafted.pk))
    with django_assert_num_queries(14):
        convert.programme_of(base.get())
