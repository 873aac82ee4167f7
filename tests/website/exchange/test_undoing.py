"""Taking an import back: what nobody touched goes, what people changed stays."""

from datetime import date

import pytest

from tests.website.exchange.conftest import ROWS
from tests.website.exchange.test_again_and_again import correct, entry
from twinpact.agreements import PartialDate
from website.accounts.models import Role
from website.agreements.actions import publish_agreement
from website.agreements.models import Agreement
from website.exchange import actions
from website.exchange.models import ImportState, SourceEntry
from website.exchange.undo_plan import touched_by, undo_plan

pytestmark = pytest.mark.django_db
CHANGED = ["Medellín, Colombia;Bilbao, España;1999;Urbanismo", *ROWS[1:]]


@pytest.fixture
def undo(by, clock):
    def make(batch):
        at = clock()
        actions.ask_to_undo(pk=batch.pk, by=by, at=at)
        return actions.undo_import(pk=batch.pk, by=by, at=at)

    return make


def test_entries_that_nobody_touched_are_removed_and_the_history_keeps_them(read, write, undo):
    batch = write(read())
    assert undo_plan(batch).removed == 4
    assert undo(batch).state == ImportState.UNDONE
    assert Agreement.register.count() == SourceEntry.objects.count() == 0
    assert Agreement.pgh_event_model.objects.filter(pgh_label="delete").count() == 4
    assert set(read().rows.values_list("outcome", flat=True)) == {"new"}


def test_what_somebody_changed_or_published_is_left_as_it_is(
    read, write, undo, by, clock, person, antioquia
):
    batch = write(read())
    correct(entry(1), by, clock(), focus="Better words")
    publish_agreement(pk=entry(2).pk, by=person(Role.REVIEWER, antioquia), at=clock())
    plan = undo_plan(batch)
    assert (plan.removed, plan.touched.count()) == (2, 2)
    assert touched_by(plan.touched.first()).who == str(by)
    undo(batch)
    assert Agreement.register.count() == 2
    assert list(batch.rows.values_list("undone", flat=True)) == ["left", "left", "whole", "whole"]


def test_a_changed_field_goes_back_with_the_statement_that_it_rested_on(read, write, undo):
    write(read())
    batch = write(read(CHANGED))
    assert undo_plan(batch).restored == 1
    undo(batch)
    row = entry(1)
    assert row.signed_precision == "month"
    assert [one.written for one in row.statements.filter(field="signed")] == ["junio de 1998"]
    assert row.statements.get(field="signed").preferred
    assert read(CHANGED).rows.filter(outcome="changed").count() == 1, "it is proposed again"


def test_a_field_that_a_person_changed_since_stays_and_the_others_go_back(
    read, write, undo, by, clock
):
    write(read())
    batch = write(read(["Medellín, Colombia;Bilbao, España;1999;Turismo", *ROWS[1:]]))
    day = date(2000, 1, 1)
    correct(entry(1), by, clock(), signed=PartialDate(day, day, "day"))
    undo(batch)
    row = entry(1)
    assert (row.signed_earliest, row.themes.get().written) == (day, "Urbanismo")
    assert batch.rows.get(outcome="changed").undone == "part"


def test_a_later_import_of_the_source_is_somebody_who_changed(read, write, undo):
    first = write(read())
    write(read(CHANGED))
    undo(first)
    assert Agreement.register.count() == 1
    assert entry(1).signed_earliest.year == 1999


def test_marks_of_absence_go(read, write, undo):
    write(read())
    batch = write(read(ROWS[1:]))
    assert SourceEntry.objects.exclude(absent_since=None).count() == 1
    undo(batch)
    assert SourceEntry.objects.exclude(absent_since=None).count() == 0


def test_only_an_import_in_the_register_is_taken_back_and_only_once(read, write, undo):
    batch = read()
    with pytest.raises(actions.NotNowError):
        undo(batch)
    undo(write(batch))
    with pytest.raises(actions.NotNowError):
        undo(batch)


def test_an_interrupted_taking_back_can_be_done_again(read, write, undo, by, clock):
    batch = undo(write(read()))
    again = actions.undo_import(pk=batch.pk, by=by, at=clock())
    assert again.state == ImportState.UNDONE
