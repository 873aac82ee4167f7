"""Bringing a file, looking at what was read, and deciding."""

import os
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from xlsxwriter import Workbook

from website.accounts.models import Role
from website.agreements.models import Agreement, Publication
from website.exchange import actions
from website.exchange.models import Import, ImportProgress, ImportRow, ImportState

ROOT = Path(__file__).parents[3]
SHARED = Path(os.environ.get("TWINPACT_SHARED", ROOT.parent / "shared"))
GERMAN = SHARED / "data" / "german_partnership_register_2015" / "agreements.csv"
TABLE = (
    "Municipio;Contraparte;Fecha;Tema\n"
    "Medellín, Colombia;Bilbao, España;junio de 1998;Urbanismo\n"
    "Bello, Colombia;;;\n"
    "Guatapé, Colombia;Cuenca;No disponible;Turismo\n"
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(signed_in):
    """A file that an officer brought, read as the worker would."""

    def make(content: bytes = TABLE.encode(), name: str = "Convenios 2012.csv", role=Role.OFFICER):
        client = signed_in(role)
        answer = client.post(
            reverse("exchange:add"),
            {"source_title": "The office's own table", "file": SimpleUploadedFile(name, content)},
        )
        assert answer.status_code == 302, answer.context["form"].errors
        batch = Import.objects.latest("id")
        return actions.read_import(pk=batch.pk), client

    return make


def preview(batch: Import, client, **query: str):
    return client.get(reverse("exchange:preview", args=[batch.pk]), query)


def test_a_file_waits_for_the_worker_and_the_page_says_so(signed_in):
    client = signed_in()
    answer = client.post(
        reverse("exchange:add"),
        {"source_title": "A table", "file": SimpleUploadedFile("a.csv", TABLE.encode())},
    )
    page = client.get(answer["Location"])
    assertContains(page, "The file waits for a worker to read it.")
    assertContains(page, '<noscript><meta http-equiv="refresh" content="3"></noscript>')
    assert Agreement.register.count() == 0


def test_the_bar_follows_the_reading_and_then_the_page_loads_anew(bring):
    batch, client = bring()
    address = reverse("exchange:preview", args=[batch.pk])
    Import.objects.update(state=ImportState.READING)
    ImportProgress.objects.update(done=2, total=3)
    bar = client.get(address, headers={"HX-Request": "true"})
    assertContains(bar, "2 of 3 rows are read.")
    assert "HX-Refresh" not in bar
    Import.objects.update(state=ImportState.READY)
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_each_row_stands_as_in_the_file_beside_what_was_read(bring):
    answer = preview(*bring())
    assertContains(answer, "junio de 1998")
    assertContains(answer, "June 1998")
    assertContains(answer, "Bilbao, Biscay, Basque Country, Spain")
    assertContains(answer, "“Cuenca”, which can be:")
    assertContains(answer, "How the columns were understood")


def test_rows_can_be_chosen_by_outcome_and_by_finding(bring):
    batch, client = bring()
    kept_out = preview(batch, client, outcome="kept_out")
    assertContains(kept_out, "Bello")
    assertNotContains(kept_out, "Bilbao")
    unknown = preview(batch, client, code="date_unknown")
    assertContains(unknown, "Guatap")
    assertNotContains(unknown, "Bilbao")
    assert preview(batch, client, outcome="\x00", code="'", page="x").status_code == 200


def test_adding_the_rows_puts_them_in_the_register_and_leads_to_them(bring):
    batch, client = bring()
    assertContains(preview(batch, client), "Add 2 agreements to the register")
    client.post(reverse("exchange:accept", args=[batch.pk]))
    assertContains(preview(batch, client), "being written to the register")
    batch.refresh_from_db()
    actions.commit_import(pk=batch.pk, by=batch.started_by, at=batch.decided_at)
    assert Agreement.register.filter(publication=Publication.DRAFT).count() == 2
    row = ImportRow.objects.filter(outcome="new").first()
    assertContains(preview(batch, client), reverse("agreements:sheet", args=[row.agreement_id]))


def test_discarding_changes_nothing_and_cannot_be_undone_by_accepting(bring):
    batch, client = bring()
    client.post(reverse("exchange:discard", args=[batch.pk]))
    answer = client.post(reverse("exchange:accept", args=[batch.pk]), follow=True)
    assertContains(answer, "This import is not waiting for a decision.")
    assert Agreement.register.count() == 0


@pytest.mark.parametrize(
    ("role", "step", "status"),
    [
        (Role.READER, "accept", 403),
        (Role.AUTHORITY, "discard", 403),
        (Role.OFFICER, "discard", 302),
        (Role.REVIEWER, "accept", 302),
    ],
)
def test_only_who_may_write_decides(bring, signed_in, role, step, status):
    batch, _ = bring()
    address = reverse(f"exchange:{step}", args=[batch.pk])
    assert signed_in(role).post(address).status_code == status


def test_an_officer_cannot_publish_by_sending_the_reviewers_box(bring):
    batch, client = bring()
    address = reverse("exchange:accept", args=[batch.pk])
    assert client.post(address, {"publish": "on"}).status_code == 403
    batch.refresh_from_db()
    assert batch.state == ImportState.READY


def test_another_offices_import_does_not_exist(bring, signed_in, jalisco):
    batch, _ = bring()
    stranger = signed_in(Role.ADMINISTRATOR, jalisco)
    assert preview(batch, stranger).status_code == 404
    for step in ("accept", "discard"):
        assert stranger.post(reverse(f"exchange:{step}", args=[batch.pk])).status_code == 404
    assertNotContains(stranger.get(reverse("exchange:list")), "Convenios")


def test_a_file_in_windows_1252_is_read_with_its_accents(bring):
    answer = preview(*bring(TABLE.encode("windows-1252")))
    assertContains(answer, "Medellín, Antioquia, Colombia")


def test_a_spreadsheet_with_merged_headers_is_read(bring, tmp_path):
    path = tmp_path / "convenios.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 3, "Convenios de hermanamiento")
        sheet.merge_range(1, 0, 1, 1, "Parte propia")
        sheet.merge_range(1, 2, 1, 3, "Contraparte")
        sheet.write_row(2, 0, ["Municipio", "País", "Ciudad extranjera", "País socio"])
        sheet.write_row(3, 0, ["Medellín", "Colombia", "Bilbao", "España"])
    batch, client = bring(path.read_bytes(), path.name)
    assert batch.state == ImportState.READY
    answer = preview(batch, client)
    assertContains(answer, "Medellín, Antioquia, Colombia")
    assertContains(answer, "Bilbao, Biscay, Basque Country, Spain")


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ("Medellín;Bilbao;2010;2005", "ends_before_start"),
        (f"Medellín;{'B' * 301};2010;2015", "text_too_long"),
        ("Medellín;;2010;2015", "party_missing"),
    ],
)
def test_a_row_that_the_database_would_refuse_is_kept_out_and_the_others_go_in(bring, cells, code):
    header = "Municipio;Contraparte;Fecha de firma;Vencimiento\n"
    batch, client = bring(f"{header}{cells}\nMedellín;Bilbao;2010;2015\n".encode())
    assert [row.outcome for row in batch.rows.all()] == ["kept_out", "new"]
    assert code in {found["code"] for found in batch.rows.first().findings}
    client.post(reverse("exchange:accept", args=[batch.pk]))
    batch.refresh_from_db()
    actions.commit_import(pk=batch.pk, by=batch.started_by, at=batch.decided_at)
    assert Agreement.register.count() == 1


def test_a_workbook_that_is_none_is_refused_in_one_sentence(bring):
    batch, client = bring(b"PK\x03\x04 and nothing more", "convenios.xlsx")
    assert batch.state == ImportState.REFUSED
    assertContains(preview(batch, client), "This file could not be read")
    assert batch.rows.count() == Agreement.register.count() == 0


def test_the_list_of_imports_asks_the_database_equally_often(bring):
    _, client = bring()
    address = reverse("exchange:list")
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for n in range(4):
        bring(TABLE.encode(), f"table {n}.csv")
    with CaptureQueriesContext(connection) as more:
        assertContains(client.get(address), "table_3.csv")
    assert len(more) == len(few)


def test_the_preview_of_many_rows_comes_in_pages_and_with_as_many_queries(bring):
    lines = "".join(f"Medellín, Colombia;Partner {n};{1900 + n};Turismo\n" for n in range(120))
    few, client = bring()
    with CaptureQueriesContext(connection) as short:
        preview(few, client)
    many, _ = bring(("Municipio;Contraparte;Fecha;Tema\n" + lines).encode(), "many.csv")
    with CaptureQueriesContext(connection) as long:
        answer = preview(many, client, page="3")
    assertContains(answer, "Partner 119")
    assertNotContains(answer, "Partner 99;")
    assert len(long) == len(short)


@pytest.mark.skipif(not GERMAN.exists(), reason="the German register is not at hand")
def test_no_row_of_the_german_register_goes_missing(bring):
    batch, client = bring(GERMAN.read_bytes(), "agreements.csv")
    assert batch.state == ImportState.READY
    assert batch.rows.count() == batch.rows_total == 4411
    answer = preview(batch, client, code="placeholder_year")
    assertContains(answer, "2000")
    assert preview(batch, client, page="89").status_code == 200
