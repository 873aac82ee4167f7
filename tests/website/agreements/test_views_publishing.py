"""Who may do what, role by role, and showing an agreement to the public."""

from collections.abc import Iterable

import pghistory.models
import pytest
from django.apps import apps
from django.urls import reverse
from pytest_django.asserts import assertContains

from twinpact import agreements as library
from website.accounts.models import Role
from website.agreements.models import Agreement, AgreementFinding, Publication

# What each role may open or do with an agreement of its own office.
MAY: dict[str, set[str]] = {
    Role.READER: {"sheet", "history"},
    Role.OFFICER: {"sheet", "history", "edit", "save", "add", "enter", "bring"},
    Role.REVIEWER: {
        *("sheet", "history", "edit", "save", "add", "enter", "bring"),
        *("publish", "unpublish"),
    },
    Role.AUTHORITY: {"sheet", "history"},
    Role.ADMINISTRATOR: {
        *("sheet", "history", "edit", "save", "add", "enter", "bring"),
        *("publish", "unpublish"),
    },
}
ACTS = sorted(set().union(*MAY.values()))
WITHOUT_RECORD = {"add": "agreements:add", "enter": "agreements:add", "bring": "exchange:add"}
POSTED = {"save", "enter", "publish", "unpublish"}


def do(client, act: str, row: Agreement):
    """Open a page, or do an act, as the browser would."""
    if act in WITHOUT_RECORD:
        address = reverse(WITHOUT_RECORD[act])
    else:
        address = reverse(f"agreements:{'edit' if act == 'save' else act}", args=[row.pk])
    return client.post(address, {}) if act in POSTED else client.get(address)


def rows_of_everything() -> dict[str, int]:
    """How many rows each table of the register has, its history with it."""
    return {model.__name__: model._base_manager.count() for model in counted_models()}


def counted_models() -> Iterable[type]:
    ours = ("accounts", "sources", "places", "actors", "agreements", "exchange")
    for label in ours:
        yield from apps.get_app_config(label).get_models()
    yield pghistory.models.Context


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", list(MAY))
def test_each_role_may_do_what_the_table_says_and_nothing_else(signed_in, enter, role, act):
    row = enter(published=act == "unpublish")
    row.findings.all().delete()
    client, before = signed_in(role), rows_of_everything()
    answer = do(client, act, row)
    if act in MAY[role]:
        assert answer.status_code in (200, 302, 422)
    else:
        assert answer.status_code == 403
        assertContains(answer, "This is not yours to open", status_code=403)
        assert rows_of_everything() == before


@pytest.mark.django_db
@pytest.mark.parametrize("act", [act for act in ACTS if act not in WITHOUT_RECORD])
def test_another_offices_record_does_not_exist(signed_in, enter, jalisco, act):
    row = enter("Jalisco", "Córdoba", office=jalisco)
    client, before = signed_in(Role.ADMINISTRATOR), rows_of_everything()
    assert do(client, act, row).status_code == 404
    assert rows_of_everything() == before


@pytest.mark.django_db
def test_a_reviewer_publishes_and_takes_back(signed_in, enter):
    row, client = enter(), signed_in(Role.REVIEWER)
    public = reverse("portal:agreement", args=[row.pk])
    assert client.get(public).status_code == 404
    client.post(reverse("agreements:publish", args=[row.pk]))
    assert client.get(public).status_code == 200
    client.post(reverse("agreements:unpublish", args=[row.pk]))
    assert client.get(public).status_code == 404


@pytest.mark.django_db
def test_what_holds_an_agreement_back_is_named(signed_in, enter):
    ends_first = {
        "signed": library.parse_partial_date("2010"),
        "ends": library.parse_partial_date("2011"),
    }
    row = enter(**ends_first)
    AgreementFinding.objects.create(
        office=row.office, agreement=row, code="same_party_twice", severity="error"
    )
    answer = signed_in(Role.REVIEWER).post(
        reverse("agreements:publish", args=[row.pk]), follow=True
    )
    assertContains(answer, "Not published. Settle this first: Same party twice.")
    assert Agreement.register.get(pk=row.pk).publication == Publication.DRAFT


@pytest.mark.django_db
def test_publishing_needs_a_sent_form_and_never_a_link(signed_in, enter):
    row = enter()
    answer = signed_in(Role.REVIEWER).get(reverse("agreements:publish", args=[row.pk]))
    assert answer.status_code == 405
    assert Agreement.register.get(pk=row.pk).publication == Publication.DRAFT
