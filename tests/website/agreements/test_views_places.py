"""The staff's pages on places, and the public page of one, as a browser asks for them."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from twinpact import agreements as library
from website.accounts.models import Role
from website.agreements.actions import merge_places
from website.places import territories
from website.places.actions import Facts, add_place, enter_places
from website.places.models import DifferentPlaces, Place, PlaceAct

MEDELLIN = "gn3674962"
PAGES = ("same_places", "written_names", "add_place")


@pytest.fixture
def twin(person, antioquia, source, at):
    enter_places([MEDELLIN])
    facts = Facts("Medellin", "municipality", "CO-ANT", latitude=6.25, longitude=-75.57)
    by = person(Role.REVIEWER, antioquia)
    return add_place(facts=facts, reason="An old list", source=source, by=by, at=at)


def of(place_id, enter, draft, **values):
    far = draft("a", "São Paulo").parties[1]
    place = territories.territory(place_id)
    near = library.Party(written=place.name, place=place, status="matched")
    return enter(parties=(near, far), **values)


def form_of(row, **changes):
    return {
        "name": row.name,
        "level": row.level,
        "territory": "Antioquia, Colombia",
        "place": "CO-ANT",
        "latitude": str(row.latitude),
        "longitude": str(row.longitude),
        "reason": "So Divipola",
        "source_title": "DANE, Divipola 2024",
        "version": str(row.version),
    } | changes


@pytest.mark.parametrize("name", PAGES)
def test_only_those_who_tend_places_see_the_pages(signed_in, name):
    assert signed_in(Role.REVIEWER).get(reverse(f"agreements:{name}")).status_code == 200
    assert signed_in(Role.OFFICER).get(reverse(f"agreements:{name}")).status_code == 403
    assert Client().get(reverse(f"agreements:{name}")).status_code == 302


def test_a_place_is_corrected_and_the_page_tells_it(signed_in, twin):
    client = signed_in(Role.REVIEWER)
    url = reverse("agreements:edit_place", args=[twin.pk])
    assert client.get(url).status_code == 200
    client.post(url, form_of(twin, name="Medellín Viejo", other_names="Villa\nAburrá"))
    row = Place.objects.get(pk=twin.pk)
    assert (row.name, row.other_names) == ("Medellín Viejo", ["Villa", "Aburrá"])
    page = client.get(reverse("agreements:place", args=[twin.pk])).content.decode()
    for said in ("“Medellin” became “Medellín Viejo”", "So Divipola", "DANE, Divipola 2024"):
        assert said in page


@pytest.mark.parametrize(
    "wrong", [{"reason": ""}, {"source_title": ""}, {"latitude": ""}, {"wikidata_id": "x"}]
)
def test_a_wrong_form_is_told_and_changes_nothing(signed_in, twin, wrong):
    url = reverse("agreements:edit_place", args=[twin.pk])
    answer = signed_in(Role.REVIEWER).post(url, form_of(twin, name="x", **wrong))
    assert answer.status_code == 422
    assert Place.objects.get(pk=twin.pk).name == "Medellin"


def test_without_javascript_the_typed_territory_is_found_or_asked_for(signed_in, twin):
    url = reverse("agreements:merge_place", args=[twin.pk])
    client = signed_in(Role.REVIEWER)
    asked = client.post(url, {"territory": "Medellín", "place": "", "reason": "One city"})
    assert asked.status_code in (302, 422)
    if asked.status_code == 422:
        assert MEDELLIN in asked.content.decode()
        client.post(url, {"territory": "x", "choice": MEDELLIN, "reason": "One city"})
    assert Place.objects.get(pk=twin.pk).merged_into_id == MEDELLIN


def test_a_merge_and_its_undoing_from_the_pages(signed_in, twin, enter, draft):
    row = of(twin.pk, enter, draft)
    client = signed_in(Role.REVIEWER)
    url = reverse("agreements:merge_place", args=[twin.pk])
    into = {"territory": "Medellín", "place": MEDELLIN, "reason": "One city"}
    assert client.get(f"{url}?into={MEDELLIN}").status_code == 200
    assert client.post(url, into).url == reverse("agreements:place", args=[MEDELLIN])
    assert client.get(url).status_code == 302
    act = PlaceAct.objects.get(kind="merged")
    undo = reverse("agreements:undo_merge", args=[act.pk])
    page = client.get(reverse("agreements:place", args=[MEDELLIN])).content.decode()
    assert undo in page
    assert client.post(undo, {"reason": ""}).status_code == 422
    client.post(undo, {"reason": "Two after all"})
    assert row.parties.get(position=1).place_id == twin.pk
    assert client.post(undo, {"reason": "again"}).status_code == 422


def test_a_pair_is_shown_and_told_apart(signed_in, twin, enter, draft):
    of(twin.pk, enter, draft)
    of(MEDELLIN, enter, draft)
    client = signed_in(Role.REVIEWER)
    assert (
        "They bear the same name."
        in client.get(reverse("agreements:same_places")).content.decode()
    )
    client.post(reverse("agreements:keep_apart"), {"one": MEDELLIN, "other": twin.pk})
    assert DifferentPlaces.objects.count() == 1
    assert "No two places" in client.get(reverse("agreements:same_places")).content.decode()


def test_a_written_name_is_settled_from_the_page(signed_in, enter):
    row = enter("Villa Perdida", "São Paulo")
    client = signed_in(Role.REVIEWER)
    url = reverse("agreements:written_names")
    assert "Villa Perdida" in client.get(url).content.decode()
    form = {"key": "villa perdida|", "n0-territory": "Medellín", "n0-place": MEDELLIN}
    assert client.post(url, form | {"n0-territory": ""}).status_code == 422
    client.post(url, form)
    assert row.parties.get(position=1).place_id == MEDELLIN
    assert client.post(url, form).status_code == 302


def test_the_address_of_a_merged_place_leads_to_the_other_for_ever(
    client, twin, enter, draft, person, antioquia, at
):
    of(twin.pk, enter, draft, published=True)
    by = person(Role.REVIEWER, antioquia)
    merge_places(pk=twin.pk, into=MEDELLIN, reason="x", by=by, at=at)
    answer = client.get(f"/en/places/{twin.pk}/")
    assert (answer.status_code, answer.url) == (301, f"/en/places/{MEDELLIN}/")
    assert client.get(answer.url).status_code == 200
    assert client.get(f"/api/v1/places/{twin.pk}").json()["id"] == MEDELLIN
    assert client.get(f"/api/v1/agreements?place={twin.pk}").json()["count"] == 1


def test_the_public_page_counts_its_own_agreements_and_those_inside_apart(
    client, enter, draft, twin
):
    of("CO-ANT", enter, draft, published=True)
    of(MEDELLIN, enter, draft, published=True)
    of(MEDELLIN, enter, draft)
    page = client.get("/en/places/CO-ANT/").content.decode()
    assert "1 agreement of its own" in page
    assert "1 agreement of territories inside it" in page
    assert twin.pk not in page
    assert client.get(f"/en/places/{twin.pk}/").status_code == 404


def test_the_public_look_up_offers_only_places_of_published_agreements(client, enter, draft, twin):
    of(MEDELLIN, enter, draft, published=True)
    of(twin.pk, enter, draft)
    found = client.get("/en/places/find.json?q=medell").json()["places"]
    assert [place["id"] for place in found] == [MEDELLIN]


@pytest.mark.parametrize("name", ["same_places", "written_names"])
def test_a_list_asks_as_often_of_many_as_of_few(signed_in, enter, draft, twin, name):
    client = signed_in(Role.REVIEWER)
    counts = []
    for n in range(2):
        for k in range(1 + 6 * n):
            enter(f"Perdida {n} {k}", "São Paulo")
            of(twin.pk, enter, draft)
            of(MEDELLIN, enter, draft)
        client.get(reverse(f"agreements:{name}"))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"agreements:{name}"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
