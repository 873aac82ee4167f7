"""What must never be false, the database refuses, whichever way it is written."""

from datetime import date

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from website.agreements.models import Agreement, AgreementStatement, Party
from website.places.models import Place
from website.sources.models import Source

pytestmark = pytest.mark.django_db


def refused(change: object) -> bool:
    """Whether the database refuses what a function does, at the latest when it commits."""
    try:
        with transaction.atomic():
            change()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except (DataError, IntegrityError):
        return True
    return False


@pytest.mark.parametrize(
    "dates",
    [
        {"signed_precision": "unknown", "signed_earliest": date(2010, 1, 1)},
        {"signed_precision": "year", "signed_earliest": None, "signed_latest": None},
        {"signed_precision": "year", "signed_latest": date(2010, 8, 31)},
        {"signed_precision": "month", "signed_latest": date(2010, 9, 30)},
        {"signed_precision": "month", "signed_earliest": date(2010, 8, 2)},
        {"signed_precision": "day"},
        {"signed_precision": "century"},
    ],
)
def test_a_date_is_never_made_up(enter, dates):
    row = enter()
    assert refused(lambda: Agreement.register.filter(pk=row.pk).update(**dates))


@pytest.mark.parametrize(
    "values",
    [
        {"form": "marriage"},
        {"scope": "wide"},
        {"state": "sleeping"},
        {"focus": ""},
        {"publication": "published"},
        {"publication": "secret"},
        {
            "ends_earliest": date(1999, 1, 1),
            "ends_latest": date(1999, 12, 31),
            "ends_precision": "year",
        },
    ],
)
def test_an_agreement_says_only_what_can_be(enter, values):
    row = enter()
    assert refused(lambda: Agreement.register.filter(pk=row.pk).update(**values))


def test_an_agreement_names_two_parties(enter, antioquia, at):
    row = enter()
    assert refused(lambda: row.parties.filter(position=2).delete())
    assert refused(
        lambda: Agreement.register.create(office=antioquia, created_at=at, changed_at=at)
    )
    assert not refused(row.delete)


def test_a_territory_is_a_party_once(enter):
    row = enter()
    assert refused(
        lambda: Party.objects.create(
            agreement=row, position=3, written="Antioquia", place_id="CO-ANT"
        )
    )


def test_one_statement_of_a_field_is_preferred(enter, at):
    row = enter()
    first = row.statements.get(field="signed")
    other = Source.objects.create(kind="official_website", title="Another page")
    again = {"agreement": row, "field": "signed", "source": other, "entered_at": at}
    assert refused(lambda: AgreementStatement.objects.create(preferred=True, **again))
    assert not refused(lambda: AgreementStatement.objects.create(preferred=False, **again))
    assert row.statements.filter(field="signed").count() == 2
    assert first.preferred


def test_what_is_not_available_has_no_value(enter):
    row = enter()
    assert refused(lambda: row.statements.filter(field="signed").update(unavailable=True))


@pytest.mark.parametrize(
    "values",
    [
        {"latitude": 91.0},
        {"longitude": None},
        {"population": -1},
        {"level": "village"},
        {"country": "Colombia"},
    ],
)
def test_a_place_lies_on_the_earth(enter, values):
    enter()
    assert refused(lambda: Place.objects.filter(pk="CO-ANT").update(**values))
