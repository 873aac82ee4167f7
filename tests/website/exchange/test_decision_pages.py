"""The pages on which people choose rows, answer questions, correct columns and take back."""

import io

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from xlsxwriter import Workbook

from tests.website.exchange.conftest import ROWS
from twinpact.formats.tables import read_table, read_tables
from website.accounts.models import Role
from website.agreements.models import Agreement
from website.exchange import actions
from website.exchange.models import ImportState, SameQuestion, SavedMapping
from website.exchange.queries import open_questions
from website.sources.models import Source

pytestmark = pytest.mark.django_db
CHANGED = ["Medellín, Colombia;Bilbao, España;1999;Urbanismo", *ROWS[1:]]
TOWNS = ("Medellín", "Bello", "Rionegro", "Envigado")
POSTED = ("choose", "accept", "discard", "again", "undo", "questions", "columns")
SHOWN = ("preview", "undo", "questions", "columns", "columns_file", "findings")


def address(name: str, batch) -> str:
    return reverse(f"exchange:{name}", args=[batch.pk])


def test_a_change_stands_with_its_old_value_its_source_and_its_new_value(read, write, signed_in):
    write(read())
    page = signed_in().get(address("preview", read(CHANGED)), {"field": "signed"})
    assertContains(page, "June 1998")
    assertContains(page, "The yearly list, list.csv, row 2")
    assertContains(page, "<strong>1999</strong>", html=True)
    assertContains(page, "Leave “Signed” as it is")


def test_rows_are_chosen_one_by_one_and_by_what_the_list_shows(read, signed_in):
    batch, client = read(), signed_in()
    pks = list(batch.rows.values_list("pk", flat=True))
    client.post(address("choose", batch), {"shown": pks, "row": pks[:1]})
    assert batch.rows.filter(taken=True).count() == 1
    client.post(address("choose", batch) + "?q=turismo", {"all": "take"})
    assert batch.rows.filter(taken=True).count() == 3
    bar = client.post(
        address("choose", batch), {"shown": pks, "row": pks}, headers={"HX-Request": "true"}
    )
    assertContains(bar, "Add 4 agreements to the register")


def test_a_field_is_left_in_all_rows_that_the_list_shows(read, write, signed_in):
    write(read())
    batch = read(CHANGED)
    client = signed_in()
    client.post(address("choose", batch) + "?field=signed", {"all": "leave", "field": "signed"})
    row = batch.rows.get(outcome="changed")
    assert row.left_fields == ["signed"]
    client.post(
        address("choose", batch),
        {
            "shown": [row.pk],
            "row": [row.pk],
            "shown_field": [f"{row.pk}:signed"],
            "take": [f"{row.pk}:signed"],
        },
    )
    row.refresh_from_db()
    assert row.left_fields == []


def test_questions_are_answered_side_by_side_one_or_several(enter, read, antioquia, signed_in):
    enter()
    other = Source.objects.create(office=antioquia, kind="file", title="Another list")
    batch, client = read(["Antioquia;São Paulo;2010;Salud"], source=other), signed_in()
    page = client.get(address("questions", batch))
    assertContains(page, "August 2010")
    assertContains(page, "“Antioquia” and “Antioquia” are the same territory.")
    question = SameQuestion.objects.get()
    client.post(address("questions", batch), {f"verdict-{question.pk}": "same"})
    assert batch.rows.get().outcome == "joins"
    client.post(address("questions", batch), {"all": "different", "chosen": [question.pk]})
    assert batch.rows.get().outcome == "new"
    client.post(address("questions", batch), {"all": "nonsense", "chosen": ["x", question.pk]})
    assert SameQuestion.objects.get().verdict == "different"


def test_all_questions_of_a_band_are_answered_at_once_also_those_on_other_pages(
    read, write, antioquia, signed_in
):
    partners = ("Bilbao", "Sevilla", "Valencia", "Zaragoza", "Murcia", "Gijón", "Vigo", "León")
    rows = [f"{own}, Colombia;{far}, España;2001;Turismo" for own in TOWNS for far in partners]
    write(read(rows))
    other = Source.objects.create(office=antioquia, kind="file", title="Another list")
    batch, client = (
        read([*rows[:23], f"{TOWNS[3]}, Colombia;Bilbao;s/f;"], source=other),
        signed_in(),
    )
    plain = open_questions(batch, "plain").count()
    others = open_questions(batch).count() - plain
    assert (plain, others) == (23, 1)
    page = client.get(address("questions", batch), {"alike": "plain"})
    assertContains(page, f"all {plain} of this list, also on its other pages")
    assertContains(page, f"{plain} plainly alike")
    client.post(address("questions", batch) + "?alike=plain", {"all": "same", "listed": "1"})
    assert batch.rows.filter(outcome="joins").count() == 23
    assert open_questions(batch).count() == others


def test_corrected_columns_are_kept_for_the_next_file_of_the_source(read, signed_in, yearly):
    batch, client = read(), signed_in()
    assertContains(client.get(address("columns", batch)), "junio de 1998 · 2001 · 2005")
    answer = client.post(
        address("columns", batch),
        {"column_0": "party_1", "column_1": "party_2", "column_2": "in_force", "column_3": ""},
    )
    assert answer.status_code == 302
    batch = actions.read_import(pk=batch.pk)
    assert batch.mapping["columns"]["Fecha"] == "in_force"
    assert SavedMapping.objects.get(source=yearly).mapping["unread"] == ["Tema"]
    assert read().mapping["columns"] == {
        "Municipio": "party_1",
        "Contraparte": "party_2",
        "Fecha": "in_force",
    }


def test_the_map_of_the_columns_goes_out_and_comes_in_as_yaml(read, signed_in):
    batch, client = read(), signed_in()
    text = client.get(address("columns_file", batch)).content
    assert b"Municipio: party_1" in text
    changed = io.BytesIO(text.replace(b"signed", b"in_force"))
    changed.name = "map.yaml"
    client.post(address("columns", batch), {"by_file": "1", "map_file": changed})
    assert actions.read_import(pk=batch.pk).mapping["columns"]["Fecha"] == "in_force"
    wrong = io.BytesIO(b"columns: [1]")
    wrong.name = "map.yaml"
    answer = client.post(address("columns", batch), {"by_file": "1", "map_file": wrong})
    assert answer.status_code == 422


def test_of_a_workbook_with_several_sheets_somebody_says_which_are_read(
    antioquia, yearly, by, at, signed_in, tmp_path
):
    path = tmp_path / "book.xlsx"
    with Workbook(path) as book:
        for name, partner in (("2014", "Bilbao"), ("2015", "Kielce")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ["Municipio", "Contraparte"])
            sheet.write_row(1, 0, ["Medellín", partner])
    batch = actions.bring_file(
        office=antioquia,
        source=yearly,
        filename="book.xlsx",
        content=path.read_bytes(),
        by=by,
        at=at,
    )
    batch = actions.read_import(pk=batch.pk)
    assert (batch.sheets, batch.chosen_sheets, batch.rows.count()) == (
        ["2014", "2015"],
        ["2014"],
        1,
    )
    signed_in().post(
        address("columns", batch),
        {"column_0": "party_1", "column_1": "party_2", "sheets": ["2014", "2015"]},
    )
    batch = actions.read_import(pk=batch.pk)
    assert list(batch.rows.values_list("sheet", "row")) == [("2014", 2), ("2015", 2)]


def test_taking_back_is_shown_before_it_is_done(read, write, signed_in):
    batch, client = write(read()), signed_in()
    page = client.get(address("undo", batch))
    assertContains(page, "4 agreements that the import brought")
    client.post(address("undo", batch))
    batch.refresh_from_db()
    assert batch.state == ImportState.UNDOING
    assertContains(client.get(address("preview", batch)), "being taken back")
    actions.undo_import(pk=batch.pk, by=batch.undone_by, at=batch.undone_at)
    assert Agreement.register.count() == 0
    assertContains(client.get(address("preview", batch)), "Taken back.")


def test_entries_that_left_their_source_are_listed(read, write, signed_in, jalisco):
    write(read())
    write(read(ROWS[1:]))
    page = signed_in().get(reverse("exchange:absent"))
    assertContains(page, "Bilbao")
    assertContains(page, "Say that it ended")
    assertNotContains(signed_in(Role.OFFICER, jalisco).get(reverse("exchange:absent")), "Bilbao")


def test_findings_lead_to_their_field_and_come_as_a_spreadsheet(read, write, signed_in):
    batch, client = write(read(["Guatapé, Colombia;Cuenca;No disponible;Turismo"])), signed_in()
    row = batch.rows.get()
    edit = reverse("agreements:edit", args=[row.agreement_id])
    assertContains(client.get(address("preview", batch)), f"{edit}#id_signed")
    book = client.get(address("findings", batch)).content
    listed = read_table(book, name="findings.xlsx", sheet="Findings")
    said = [cells["message"] for _number, cells in listed.rows]
    assert any("The date of signature is not known" in sentence for sentence in said)
    rows = read_tables(book, name="findings.xlsx")[0]
    assert "Guatapé, Colombia" in rows.rows[0][1].values()


@pytest.mark.parametrize("name", SHOWN)
def test_another_offices_pages_do_not_exist(read, signed_in, jalisco, name):
    stranger = signed_in(Role.ADMINISTRATOR, jalisco)
    assert stranger.get(address(name, read())).status_code == 404


@pytest.mark.parametrize("name", POSTED)
def test_another_offices_decisions_do_not_exist(read, signed_in, jalisco, name):
    stranger = signed_in(Role.ADMINISTRATOR, jalisco)
    assert stranger.post(address(name, read()), {"all": "take"}).status_code == 404


@pytest.mark.parametrize("name", ["choose", "accept", "discard"])
def test_who_only_reads_decides_nothing(read, signed_in, name):
    batch = read()
    assert signed_in(Role.READER).post(address(name, batch), {"all": "leave"}).status_code == 403
    assert batch.rows.filter(taken=True).count() == 4
