"""Projects: what a source tells is kept, the unknown stays unknown, the public sees its part."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tests.website import threads
from tests.website.works import told_project, told_visit
from twinpact.agreements import UNKNOWN_DATE
from website.accounts.models import Role
from website.actors.models import Organization
from website.agreements.actions import merge_places, remove_agreements
from website.places.territories import forget
from website.projects.actions import (
    IdentifierTakenError,
    NoSuchAgreementError,
    ProjectChangedMeanwhileError,
    ToldAmount,
    change_project,
    publish_project,
    record_project,
)
from website.projects.forms import AmountForm
from website.projects.models import Project, ProjectAmount, ProjectBody, ProjectSector
from website.projects.reading import forms_for
from website.sources.models import Source
from website.visits.actions import record_visit

pytestmark = pytest.mark.django_db
ADD = "/en/desk/projects/new/"


@pytest.fixture
def officer(person, antioquia):
    return person(Role.OFFICER, antioquia)


@pytest.fixture
def reviewer(person, antioquia):
    return person(Role.REVIEWER, antioquia)


@pytest.fixture
def record(antioquia, source, officer, at):
    def make(**values: object) -> Project:
        told = told_project(**values)
        return record_project(office=antioquia, told=told, source=source, by=officer, at=at)

    return make


def refused(change: object) -> bool:
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


def test_a_project_keeps_all_that_its_source_tells(record):
    row = Project.register.get(pk=record().pk)
    assert (row.starts_precision, row.starts_earliest) == ("month", date(2024, 8, 1))
    assert (row.ends_earliest, row.results, row.publication) == (None, None, "draft")
    assert [(one.organization.name, one.role, one.funding) for one in row.bodies.all()] == [
        ("Inter-American Development Bank", "funds", "multilateral"),
        ("Gobernación de Antioquia", "carries_out", None),
    ]
    known, unknown = row.amounts.all()
    assert (known.amount, known.currency) == (Decimal("250000.50"), "USD")
    assert known.told_earliest == date(2024, 5, 4)
    assert (unknown.amount, unknown.currency) == (None, None)
    assert [one.place_id for one in row.places.all()] == ["CO-ANT", "gn3674962"]
    assert [one.theme for one in row.themes.all()] == ["water"]
    assert Organization.objects.get(name__startswith="Inter-American").kind == "multilateral"


def test_a_change_keeps_the_source_of_amounts_that_stay(record, antioquia, officer, at):
    row = record()
    later = Source.objects.create(office=antioquia, kind="file", title="Report 2025")
    told = told_project()
    grown = ToldAmount(Decimal(90), "EUR", UNKNOWN_DATE)
    told = replace(told, amounts=(*told.amounts, grown), locator="p. 9")
    change_project(pk=row.pk, version=1, told=told, source=later, by=officer, at=at)
    amounts = ProjectAmount.objects.filter(project=row)
    titles = [(one.source.title[:4], one.locator) for one in amounts]
    assert titles == [("Mora", "p. 4"), ("Mora", "p. 4"), ("Repo", "p. 9")]


def test_somebody_who_opened_an_older_version_is_told(record, source, officer, at):
    row = record()
    change = partial(change_project, told=told_project(), source=source, by=officer, at=at)
    change(pk=row.pk, version=1)
    with pytest.raises(ProjectChangedMeanwhileError):
        change(pk=row.pk, version=1)


def test_a_project_stands_under_an_agreement_of_its_own_office(record, enter, jalisco):
    own, other = enter(), enter("Jalisco", "Córdoba", office=jalisco)
    assert record(agreement=own.pk).agreement_id == own.pk
    with pytest.raises(NoSuchAgreementError):
        record(agreement=other.pk)


def test_an_identifier_of_iati_stands_once_in_an_office(record):
    record(iati_identifier="XM-DAC-1-2")
    with pytest.raises(IdentifierTakenError):
        record(iati_identifier="XM-DAC-1-2")


def test_who_only_reads_records_nothing_and_an_officer_does_not_publish(
    record, person, antioquia, source, officer, at
):
    row = record()
    reader = person(Role.READER, antioquia)
    with pytest.raises(PermissionDenied):
        record_project(office=antioquia, told=told_project(), source=source, by=reader, at=at)
    with pytest.raises(PermissionDenied):
        publish_project(pk=row.pk, public=True, by=officer, at=at)
    assert not Project.published.exists()


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (ProjectAmount, {"amount": 0}),
        (ProjectAmount, {"amount": 5, "currency": None}),
        (ProjectAmount, {"currency": "usd"}),
        (ProjectAmount, {"told_precision": "day", "told_earliest": None, "told_latest": None}),
        (ProjectBody, {"role": "carries_out", "funding": "bilateral"}),
        (ProjectBody, {"role": "watches"}),
        (ProjectSector, {"sector": "water"}),
        (Project, {"title": ""}),
        (Project, {"results": ""}),
        (Project, {"state": "asleep"}),
        (Project, {"publication": "published"}),
        (Project, {"iati_identifier": "a b"}),
        (
            Project,
            {
                "ends_earliest": date(2020, 1, 1),
                "ends_latest": date(2020, 12, 31),
                "ends_precision": "year",
            },
        ),
    ],
)
def test_the_database_refuses_what_cannot_be(record, model, values):
    record()
    first = model._default_manager.order_by("pk")[:1].values("pk")
    assert refused(lambda: model._default_manager.filter(pk__in=first).update(**values))


def test_the_public_sees_a_project_once_it_is_published(record, enter, reviewer, at):
    under = enter(published=True)
    row = record(agreement=under.pk)
    page, agreement = f"/en/projects/{row.pk}/", f"/en/agreements/{under.pk}/"
    assert Client().get(page).status_code == 404
    assert row.title not in Client().get(agreement).content.decode()
    publish_project(pk=row.pk, public=True, by=reviewer, at=at)
    shown = Client().get(page).content.decode()
    assert "250,000.50 USD" in shown
    assert "unknown, not none" in shown
    assert page in Client().get(agreement).content.decode()
    assert Client().get(f"/en/sources/{row.source_id}/").status_code == 200
    publish_project(pk=row.pk, public=False, by=reviewer, at=at)
    assert Client().get(page).status_code == 404


def test_the_public_page_keeps_an_agreement_that_is_a_draft_to_itself(record, enter, reviewer, at):
    row = record(agreement=enter().pk)
    publish_project(pk=row.pk, public=True, by=reviewer, at=at)
    assert (
        "/en/agreements/"
        not in Client()
        .get(f"/en/projects/{row.pk}/")
        .content.decode()
        .split('id="record"')[1]
        .split("</section>")[0]
    )


@pytest.fixture
def filled():
    def make(**changes: str) -> dict[str, str]:
        rows = {
            f"{prefix}-{name}": number
            for prefix, n in (("place", 2), ("body", 2), ("amount", 1))
            for name, number in (("TOTAL_FORMS", str(n)), ("INITIAL_FORMS", "0"))
        }
        plain = {
            "title": "Clean water",
            "starts": "August 2024",
            "place-0-territory": "Medellín, Antioquia, Colombia",
            "place-0-place": "gn3674962",
            "body-0-name": "World Bank",
            "body-0-role": "funds",
            "body-0-kind": "multilateral",
            "body-1-role": "funds",
            "amount-0-written": "US$ 1,2 million",
            "source_title": "A report",
        }
        return rows | plain | changes

    return make


def test_a_filled_form_becomes_a_project(signed_in, filled):
    answer = signed_in().post(ADD, filled())
    row = Project.register.get()
    assert answer["Location"] == reverse("projects:sheet", args=[row.pk])
    [amount] = row.amounts.all()
    assert (amount.amount, amount.currency, amount.told_earliest) == (1_200_000, "USD", None)
    assert [one.place_id for one in row.places.all()] == ["gn3674962"]


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("title", "", "This field is required."),
        ("agreement", "999", "has no agreement with the number 999"),
        ("ends", "2019", "before the project begins"),
        ("sectors", "water", "no code of five digits"),
        ("iati_identifier", "A B", "holds no space"),
        ("amount-0-written", "1.500 EUR", "This can mean 1 500.00 or 1.50"),
        ("amount-0-written", "0 EUR", "more than zero"),
        ("amount-0-written", "much", "no amount of money"),
        ("amount-0-written", "5000", "in which currency"),
        ("amount-0-written", "10.1234 EUR", "two decimals at most"),
        ("amount-0-currency", "12", "three letters"),
        ("place-0-territory", "Nowhereville", "in no list of territories"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(signed_in, filled, field, typed, said):
    answer = signed_in().post(ADD, filled(**{field: typed, "place-0-place": ""}))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Project.register.exists()


def test_the_form_of_a_kept_project_says_what_is_kept(signed_in, record, filled):
    row = record()
    client, page = signed_in(), f"/en/desk/projects/{row.pk}/edit/"
    shown = client.get(page).content.decode()
    assert all(text in shown for text in ("250000.50", "14010", "Medellín, Antioquia, Colombia"))
    told = {"source": str(row.source_id), "source_title": "", "version": "1"}
    assert client.post(page, filled(**told)).status_code == 302
    assert client.post(page, filled(**told)).status_code == 409


def test_an_office_does_not_see_the_projects_of_another(signed_in, record, jalisco):
    row = record()
    other = signed_in(Role.REVIEWER, jalisco)
    for page in ("", "edit/"):
        assert other.get(f"/en/desk/projects/{row.pk}/{page}").status_code == 404
    assert other.post(f"/en/desk/projects/{row.pk}/publish/").status_code == 404
    assert row.title not in other.get("/en/desk/projects/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(record, source, officer, at):
    row = record()
    change = partial(change_project, pk=row.pk, version=1, source=source, by=officer, at=at)
    told = threads.at_once(
        lambda: change(told=told_project(title="One")),
        lambda: change(told=told_project(title="Two")),
        refusals=(ProjectChangedMeanwhileError,),
    )
    assert sum(isinstance(one, ProjectChangedMeanwhileError) for one in told) == 1
    assert Project.register.get(pk=row.pk).version == 2


@given(st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 15, places=2))
def test_an_amount_that_the_form_shows_is_read_as_the_same_amount(amount):
    form = AmountForm({"written": f"{amount:f}", "currency": "cop"})
    assert form.is_valid()
    assert (form.cleaned_data["amount"], form.cleaned_data["currency"]) == (amount, "COP")


def test_an_agreement_with_a_project_or_a_visit_is_not_removed(
    record, enter, antioquia, source, officer, at
):
    with_project, with_visit, alone = (enter(key=f"k{n}") for n in range(3))
    record(agreement=with_project.pk)
    told = told_visit(agreements=(with_visit.pk,))
    record_visit(office=antioquia, told=told, source=source, by=officer, at=at)
    pks = [one.pk for one in (with_project, with_visit, alone)]
    stayed = remove_agreements(office=antioquia, pks=pks, by=officer)
    assert sorted(stayed) == [with_project.pk, with_visit.pk]


def test_a_place_that_was_merged_is_shown_as_the_place_that_it_became(record, person, at):
    row = record(places=("gn3674962", "CO-ANT"))
    boss = person(Role.REVIEWER, row.office)
    merge_places(pk="gn3674962", into="CO-ANT", reason="One place.", by=boss, at=at)
    forget()
    assert [
        one["place"] for one in forms_for(None, office=row.office, row=row).places.initial
    ] == ["CO-ANT"]
