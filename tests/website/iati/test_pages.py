"""What goes out in IATI is chosen on pages that say beforehand what the rules say."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from twinpact.formats.iati_reading import agreements_from_iati
from twinpact.plans import BudgetLine
from twinpact.plans.amounts import Amount
from twinpact.vocabularies import term
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements.models import Agreement
from website.iati.actions import (
    IdentifierTakenError,
    NotSettledError,
    Settled,
    choose_agreements,
    settle_iati,
)
from website.iati.models import IatiRecord, IatiSettings
from website.iati.queries import check, with_published
from website.plans.models import Activity

GOOD = {"identifier": "CO-NIT-890900286", "kind": "11", "currency": "cop", "language": "es"}


def text(response) -> str:
    return b"".join(
        response.streaming_content if response.streaming else [response.content]
    ).decode()


@pytest.fixture
def administers(signed_in):
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def publishes(signed_in):
    return signed_in(Role.REVIEWER)


def test_an_administrator_says_how_the_office_is_called(administers, antioquia):
    address = reverse("iati:settings", args=[antioquia.slug])
    assert administers.post(address, GOOD).status_code == 302
    kept = IatiSettings.objects.get(office=antioquia)
    assert (kept.identifier, kept.currency) == ("CO-NIT-890900286", "COP")


@pytest.mark.parametrize(
    "wrong",
    [
        {"identifier": "CO NIT 1"},
        {"identifier": "CO-NIT-1/2"},
        {"identifier": "Antioquia"},
        {"currency": "QQQ"},
        {"kind": "77"},
        {"language": "xx"},
    ],
)
def test_wrong_settings_are_refused_with_a_sentence(wrong, administers, antioquia):
    address = reverse("iati:settings", args=[antioquia.slug])
    response = administers.post(address, GOOD | wrong)
    assert response.status_code == 422
    assert "error-summary" in text(response)
    assert not IatiSettings.objects.exists()


def test_two_offices_do_not_share_an_identifier(administers, antioquia, jalisco, person):
    told = Settled("CO-NIT-890900286", "11", "MXN", "es")
    settle_iati(office=jalisco, told=told, by=person(Role.ADMINISTRATOR, jalisco))
    response = administers.post(reverse("iati:settings", args=[antioquia.slug]), GOOD)
    assert response.status_code == 422


@pytest.mark.parametrize("role", [Role.READER, Role.OFFICER, Role.REVIEWER, Role.AUTHORITY])
def test_nobody_else_settles_it(role, signed_in, antioquia):
    response = signed_in(role).post(reverse("iati:settings", args=[antioquia.slug]), GOOD)
    assert response.status_code == 403


def test_nothing_is_chosen_before_the_office_has_its_identifier(agreement, antioquia, reviewer):
    with pytest.raises(NotSettledError):
        choose_agreements(office=antioquia, goes_out=True, by=reviewer)


def test_an_officer_does_not_choose(settled, agreement, antioquia, officer):
    with pytest.raises(NotAllowedError):
        choose_agreements(office=antioquia, goes_out=True, by=officer)


def test_only_published_agreements_go_out(settled, enter, agreement, antioquia, reviewer, client):
    draft = enter("Antioquia", "Jalisco", office=antioquia)
    n = choose_agreements(
        office=antioquia, goes_out=True, by=reviewer, pks=[draft.pk, agreement.pk]
    )
    assert n == 1
    assert client.get(f"/api/v1/agreements/{draft.pk}/iati.xml").status_code == 404
    assert client.get(f"/api/v1/agreements/{agreement.pk}/iati.xml").status_code == 200


def test_what_is_taken_out_of_the_publics_sight_goes_out_no_more(chosen, client):
    Agreement.register.filter(pk=chosen.pk).update(publication="draft", published_at=None)
    assert client.get(f"/api/v1/agreements/{chosen.pk}/iati.xml").status_code == 404
    assert agreements_from_iati(text(client.get("/api/v1/iati.xml")).encode()) == ()


def test_an_identifier_stays_when_the_office_takes_another_one(chosen, antioquia, administrator):
    settle_iati(office=antioquia, told=Settled("CO-NIT-999", "11", "COP", "es"), by=administrator)
    record = IatiRecord.objects.get(pk=chosen.pk)
    assert record.identifier == f"CO-NIT-890900286-{chosen.pk}"


def test_one_identifier_does_not_go_out_twice(chosen, enter, antioquia, reviewer):
    other = enter("Antioquia", "Córdoba", office=antioquia, published=True)
    taken = IatiRecord.objects.get(pk=chosen.pk).identifier
    IatiRecord.objects.create(agreement=other, identifier=taken)
    with pytest.raises(IdentifierTakenError):
        choose_agreements(office=antioquia, goes_out=True, by=reviewer, pks=[other.pk])


def test_the_public_file_of_an_office_holds_what_it_chose(chosen, client, antioquia, jalisco):
    for address in ("/api/v1/iati.xml", f"/api/v1/iati.xml?office={antioquia.slug}"):
        (one,) = agreements_from_iati(text(client.get(address)).encode())
        assert one.identifier == f"CO-NIT-890900286-{chosen.pk}"
    other = text(client.get(f"/api/v1/iati.xml?office={jalisco.slug}"))
    assert agreements_from_iati(other.encode()) == ()
    assert client.get("/api/v1/iati.xml?office=nobody").status_code == 404


def test_an_agreement_without_a_start_waits_and_leads_to_its_field(chosen, publishes, client):
    Agreement.register.filter(pk=chosen.pk).update(
        signed_earliest=None, signed_latest=None, signed_precision="unknown"
    )
    page = text(publishes.get(reverse("iati:agreement", args=[chosen.pk])))
    assert "6.11.1" in page
    assert reverse("agreements:edit", args=[chosen.pk]) + "#id_signed" in page
    assert client.get(f"/api/v1/agreements/{chosen.pk}/iati.xml").status_code == 409
    file = text(client.get("/api/v1/iati.xml"))
    assert agreements_from_iati(file.encode()) == ()
    assert "mended: 1" in file


def test_a_finding_in_a_programme_leads_to_its_activity(chosen, programme, agree_alone, publishes):
    agree_alone(programme)
    activity = Activity.objects.get(programme=programme)
    IatiSettings.objects.update(currency="COP")
    row = with_published(Agreement.register.filter(pk=chosen.pk)).get()
    assert check(row, row.office.iati_settings, on=date(2026, 3, 3)).findings == ()
    version = programme.versions.get()
    content = version.content
    content["lines"][0]["activities"][0].pop("themes")
    # What was agreed never changes, so the version without a theme stands in a new row.
    type(version).objects.create(
        programme=programme, number=2, content=content, drafted_by=1,
        drafted_on=version.drafted_on, put_at=version.put_at,
    ).agreed.create(side=1, on=version.drafted_on, said_at=version.put_at)  # fmt: skip
    page = text(publishes.get(reverse("iati:agreement", args=[chosen.pk])))
    assert "6.2.2" in page
    assert reverse("plans:activity", args=[programme.pk, activity.pk]) in page


def test_the_language_of_the_reader_is_that_of_the_sentences(chosen, publishes):
    Agreement.register.filter(pk=chosen.pk).update(
        signed_earliest=None, signed_latest=None, signed_precision="unknown"
    )
    said = term("iati_rules", "r6_11_1").extra["sentence"]
    assert len(set(said.values())) == 3
    for language, sentence in said.items():
        page = text(publishes.get(f"/{language}/desk/agreements/{chosen.pk}/iati/"))
        assert sentence in page


def test_an_office_chooses_on_its_page(settled, agreement, publishes, antioquia, client):
    address = reverse("iati:office", args=[antioquia.slug])
    assert reverse("iati:agreement", args=[agreement.pk]) in text(publishes.get(address))
    choose = reverse("iati:choose", args=[antioquia.slug])
    publishes.post(choose, {"goes_out": "yes", "agreement": str(agreement.pk)})
    assert client.get(f"/api/v1/agreements/{agreement.pk}/iati.xml").status_code == 200
    publishes.post(choose, {"goes_out": "no", "all": "yes"})
    assert client.get(f"/api/v1/agreements/{agreement.pk}/iati.xml").status_code == 404


def test_other_offices_do_not_see_the_pages(chosen, signed_in, jalisco, antioquia):
    stranger = signed_in(Role.ADMINISTRATOR, jalisco)
    for address in (
        reverse("iati:office", args=[antioquia.slug]),
        reverse("iati:settings", args=[antioquia.slug]),
        reverse("iati:agreement", args=[chosen.pk]),
    ):
        assert stranger.get(address).status_code == 404


@pytest.mark.parametrize(
    "posted",
    [
        {"goes_out": "yes", "agreement": "x"},
        {"goes_out": "yes", "agreement": "9" * 30},
        {"goes_out": "maybe", "agreement": "\x00"},
        {"goes_out": "yes", "agreement": "1", "back": "9" * 40},
    ],
)
def test_senseless_choices_change_nothing(posted, settled, agreement, publishes, antioquia):
    response = publishes.post(reverse("iati:choose", args=[antioquia.slug]), posted)
    assert response.status_code == 302
    assert not IatiRecord.objects.filter(goes_out=True, agreement__publication="draft").exists()


def test_a_budget_line_in_kind_and_one_in_money_both_go_out(
    chosen, programme, agree_alone, client
):
    agree_alone(programme)
    (one,) = agreements_from_iati(text(client.get("/api/v1/iati.xml")).encode())
    (activity,) = one.programmes[0].activities
    assert [(line.kind, line.amount) for line in activity.budget] == [
        ("cash", Amount(Decimal(1000), "COP")),
        ("in_kind", None),
    ]
    assert isinstance(activity.budget[0], BudgetLine)
