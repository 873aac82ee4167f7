"""The public pages answer, and show the public what is published and nothing else."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from website.agreements.models import AgreementStatement, PublishedCount
from website.places.models import Place
from website.sources.models import Source

PAGES = ("home", "agreements", "places", "map", "arcs", "numeralia", "counts", "guides", "about")


@pytest.fixture
def public() -> Client:
    return Client()


def address(name: str, *arguments: object, language: str = "en") -> str:
    with translation.override(language):
        return reverse(f"portal:{name}", args=arguments)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_in_an_empty_register(public, name, language):
    assert public.get(address(name, language=language)).status_code == 200


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_answers_in_a_register_with_agreements(public, enter, name, language):
    enter(published=True)
    response = public.get(address(name, language=language))
    assert response.status_code == 200


def test_a_draft_does_not_exist_for_the_public(public, enter):
    draft = enter("Jalisco", "Córdoba")
    assert public.get(address("agreement", draft.pk)).status_code == 404
    assert public.get(address("place", "MX-JAL")).status_code == 404
    assert public.get(address("source", Source.objects.get().pk)).status_code == 404
    for name in PAGES:
        text = public.get(address(name)).content.decode()
        assert "Jalisco" not in text, name


def test_a_published_agreement_shows_both_its_sides_and_its_source(public, enter):
    row = enter(published=True)
    text = public.get(address("agreement", row.pk)).content.decode()
    for words in ("Antioquia", "São Paulo", "August 2010", "Twinning", "Mora Aguirre"):
        assert words in text


def test_the_sheet_speaks_the_language_of_the_reader(public, enter):
    row = enter(published=True)
    text = public.get(address("agreement", row.pk, language="es")).content.decode()
    assert "agosto de 2010" in text
    assert 'lang="es"' in text


def test_what_no_source_says_is_a_dash_with_a_word(public, enter):
    row = enter(published=True, form=None)
    text = public.get(address("agreement", row.pk)).content.decode()
    assert '<span aria-hidden="true">—</span><span class="visually-hidden">unknown</span>' in text


def test_sources_that_disagree_stand_side_by_side(public, enter, antioquia, at):
    row = enter(published=True)
    other = Source.objects.create(office=antioquia, kind="press", title="Gaceta 14")
    AgreementStatement.objects.create(
        agreement=row,
        source=other,
        field="signed",
        written="1999",
        value="1999",
        entered_at=at,
    )
    text = public.get(address("agreement", row.pk)).content.decode()
    assert "The sources do not agree; all of them stay." in text
    assert "“August 2010”" in text
    assert "“1999”" in text


def test_a_document_that_is_not_public_is_not_named(public, enter):
    row = enter(published=True)
    row.documents.create(kind="opinion", title="Secret opinion", url="https://example.org/1")
    row.documents.create(
        kind="agreement", title="Signed text", url="https://example.org/2", public=True
    )
    text = public.get(address("agreement", row.pk)).content.decode()
    assert "Signed text" in text
    assert "Secret opinion" not in text


def test_what_an_agreement_says_is_never_run_as_html(public, enter):
    row = enter(published=True, focus="<script>alert(1)</script>")
    for page in (address("agreement", row.pk), address("agreements")):
        assert "<script>alert" not in public.get(page).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=999999999999",
        "page=x",
        "sort=drop",
        "form=nonsense",
        "country=%00",
        "signed_from=9999999",
        "signed_to=2010-13-45",
        "q=%27%22%3B--",
        "region=999",
        "rows=nothing&columns=form",
        "rows=form&columns=form",
    ],
)
@pytest.mark.parametrize("name", ["agreements", "map", "arcs", "numeralia"])
def test_an_address_that_cannot_be_meant_is_never_an_error(public, name, query):
    assert public.get(f"{address(name)}?{query}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/en/agreements/999999999999999999999999/",
        "/en/places/NO-WHERE/",
        "/en/places/%00/",
        "/en/sources/0/",
        "/en/numeralia.exe",
        "/es/nada/",
    ],
)
def test_what_is_not_there_is_said_so_in_a_page(public, path):
    response = public.get(path)
    assert response.status_code == 404
    assert b'<main id="main"' in response.content


@pytest.mark.django_db
def test_a_forged_form_is_refused_with_a_sentence():
    response = Client(enforce_csrf_checks=True).post("/en/accounts/login/", {"login": "a"})
    assert response.status_code == 403
    assert "Nothing was changed" in response.content.decode()


def test_the_list_answers_htmx_with_the_list_alone_and_the_plain_address(public, enter):
    enter(published=True)
    response = public.get(
        f"{address('agreements')}?q=&form=twinning&country=", headers={"HX-Request": "true"}
    )
    assert response["HX-Push-Url"] == "/en/agreements/?form=twinning"
    assert b"<html" not in response.content
    assert b'id="list"' in response.content


def test_a_place_shows_the_agreements_of_what_it_holds(public, enter):
    enter(published=True)
    text = public.get(address("place", "CO-ANT")).content.decode()
    assert "São Paulo" in text
    assert "Brazil" in text


def test_a_published_count_stands_beside_the_counted_one(public, enter, antioquia):
    enter(published=True)
    source = Source.objects.create(office=antioquia, kind="press", title="Gaceta 14")
    PublishedCount.objects.create(
        territory=Place.objects.get(pk="CO-ANT"),
        level="state",
        form_class="twinning",
        unit="count",
        value=8,
        written="eight twinnings",
        source=source,
        published=True,
    )
    text = public.get(address("counts")).content.decode()
    assert "−7" in text
    assert "eight twinnings" in text
    assert public.get(address("source", source.pk)).status_code == 200


def test_a_count_that_is_not_published_stays_inside(public, enter, antioquia):
    enter(published=True)
    source = Source.objects.create(office=antioquia, kind="press", title="Gaceta 14")
    PublishedCount.objects.create(
        territory=Place.objects.get(pk="CO-ANT"),
        unit="count",
        value=8,
        written="eight twinnings",
        source=source,
    )
    assert "eight twinnings" not in public.get(address("counts")).content.decode()
    assert public.get(address("source", source.pk)).status_code == 404


def test_the_language_links_lead_to_the_same_page(public, enter):
    row = enter(published=True)
    text = public.get(f"/en/agreements/{row.pk}/?from=map").content.decode()
    assert f'href="/es/agreements/{row.pk}/?from=map"' in text
    assert f'href="/pt/agreements/{row.pk}/?from=map"' in text


@pytest.mark.django_db
def test_no_page_carries_script_or_style_of_its_own(public):
    for name in PAGES:
        if name != "arcs":
            text = public.get(address(name)).content.decode()
            assert "<style" not in text
            assert ' style="' not in text
            assert "onclick" not in text
            assert "<script>" not in text
