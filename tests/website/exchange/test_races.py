"""Two at once: the database lets one through, and the other is told."""

from functools import partial

import pytest

from tests.website import threads
from website.agreements.models import Agreement
from website.exchange import actions
from website.exchange.models import ImportState

pytestmark = pytest.mark.django_db(transaction=True)
at_once = partial(threads.at_once, refusals=(actions.NotNowError,))


def test_of_two_people_who_accept_an_import_one_is_told_that_it_is_decided(read, by, clock):
    batch, moments = read(), [clock(), clock()]
    told = at_once(
        *(lambda at=at: actions.accept_import(pk=batch.pk, by=by, at=at) for at in moments)
    )
    assert sum(isinstance(one, actions.NotNowError) for one in told) == 1
    actions.commit_import(pk=batch.pk, by=by, at=clock())
    assert Agreement.register.count() == 4


def test_two_workers_on_one_import_write_it_once(read, by, clock):
    batch, at = read(), clock()
    actions.accept_import(pk=batch.pk, by=by, at=at)
    at_once(*(lambda: actions.commit_import(pk=batch.pk, by=by, at=at) for _ in range(2)))
    assert Agreement.register.count() == 4


def test_of_two_imports_of_a_source_the_second_is_compared_anew(read, by, clock):
    pks = [read().pk, read().pk]
    for pk in pks:
        actions.accept_import(pk=pk, by=by, at=clock())
    moments = [clock(), clock()]
    told = at_once(
        *(
            lambda pk=pk, at=at: actions.commit_import(pk=pk, by=by, at=at)
            for pk, at in zip(pks, moments, strict=True)
        )
    )
    assert sorted(one.state for one in told) == [ImportState.DONE, ImportState.WAITING]
    assert Agreement.register.count() == 4
    [overtaken] = [one.pk for one in told if one.state == ImportState.WAITING]
    again = actions.read_import(pk=overtaken)
    assert set(again.rows.values_list("outcome", flat=True)) == {"known"}
