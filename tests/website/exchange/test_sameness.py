"""Rows that may be agreements of the register: asked once, decided by people, remembered."""

import pytest

from website.agreements import convert
from website.agreements.models import Agreement, AgreementLink
from website.exchange import actions
from website.exchange.models import SameQuestion
from website.sources.models import Source

pytestmark = pytest.mark.django_db
ROW = "Antioquia;São Paulo;2010;Salud"


@pytest.fixture
def other(antioquia):
    return Source.objects.create(office=antioquia, kind="file", title="Another list")


@pytest.fixture
def asked(enter, read, other):
    """A row of another list, beside an agreement that the register has."""
    known = enter()
    return known, read([ROW], source=other)


@pytest.fixture
def answer(by, clock):
    def make(batch, verdict):
        numbers = SameQuestion.objects.filter(row__batch=batch).values_list("pk", flat=True)
        return actions.answer_questions(
            pk=batch.pk, questions=list(numbers), verdict=verdict, by=by, at=clock()
        )

    return make


def test_a_row_with_the_parties_of_an_agreement_waits_for_an_answer(asked, write):
    known, batch = asked
    [question] = SameQuestion.objects.all()
    assert (question.agreement_id, question.verdict) == (known.pk, "")
    assert batch.rows.get().outcome == "possible"
    with pytest.raises(actions.NotNowError):
        write(batch)


def test_the_same_agreement_gets_another_source_and_both_stay(asked, write, answer):
    known, batch = asked
    answer(batch, "same")
    row = batch.rows.get()
    assert (row.outcome, row.agreement_id) == ("joins", known.pk)
    write(batch)
    assert Agreement.register.count() == 1
    said = known.statements.filter(field="party_1").order_by("-preferred")
    assert [(one.source.title, one.preferred) for one in said] == [
        ("Mora Aguirre (2013), Table 1", True),
        ("Another list", False),
    ]
    assert convert.to_library(known).focus == "Exchange of experience in education"


def test_a_renewal_is_an_agreement_of_its_own_that_follows_the_other(asked, write, answer):
    _known, batch = asked
    answer(batch, "renewal")
    assert batch.rows.get().outcome == "new"
    write(batch)
    link = AgreementLink.objects.get()
    assert link.kind == "renews"
    assert {link.earlier_id, link.later_id} == set(Agreement.register.values_list("pk", flat=True))


def test_what_was_decided_is_not_asked_again_in_a_later_import(asked, read, other, answer, write):
    _known, batch = asked
    answer(batch, "different")
    again = read([ROW], source=other)
    assert again.rows.get().outcome == "new"
    write(again)
    assert Agreement.register.count() == 2
    assert read([ROW], source=other).rows.get().outcome == "known"


def test_taking_back_a_joined_source_leaves_the_agreement(asked, write, answer, by, clock):
    known, batch = asked
    answer(batch, "same")
    write(batch)
    actions.ask_to_undo(pk=batch.pk, by=by, at=clock())
    actions.undo_import(pk=batch.pk, by=by, at=clock())
    assert known.statements.filter(source=batch.source).count() == 0
    assert Agreement.register.filter(pk=known.pk, version=1).exists()


def test_a_row_whose_agreement_was_removed_meanwhile_is_not_written(
    read, write, other, answer, by, clock
):
    first = write(read(["Antioquia;São Paulo;2010;Salud"]))
    batch = read([ROW], source=other)
    answer(batch, "same")
    actions.ask_to_undo(pk=first.pk, by=by, at=clock())
    actions.undo_import(pk=first.pk, by=by, at=clock())
    assert write(batch).state == "done"
    assert batch.rows.get().applied_at is None
    assert Agreement.register.count() == 0
