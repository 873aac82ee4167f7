"""The command line: file in, answer out, one line for what goes wrong."""

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from twinpact.commands import main

FOUNDING = Path(__file__).parents[3] / "data" / "founding"


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def findings(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("table_1", {"date_unknown": 2, "theme_unknown": 2, "country_as_party": 1}),
        ("table_3", {"date_unknown": 1, "copied_focus": 2}),
        ("published_counts",
         {"counts_disagree": 2, "part_not_in_whole": 1, "share_impossible": 1}),
    ],
)  # fmt: skip
def test_the_founding_tables_are_checked_with_the_map_beside_them(name, codes):
    result = run("check", FOUNDING / f"{name}.csv")
    assert result.exit_code == 1
    found = [finding["code"] for finding in findings(result)]
    assert {code: found.count(code) for code in codes} == codes
    assert ("using the map" in result.stderr) == (name != "published_counts")


def test_findings_have_five_columns_and_are_said_in_a_language():
    result = run("check", FOUNDING / "table_1.csv", "--language", "es")
    assert result.stdout.splitlines()[0] == "row,column,severity,code,message"
    assert "es un país" in result.stdout


def test_a_json_answer_says_how_the_columns_were_read():
    told = json.loads(run("check", FOUNDING / "table_3.csv", "--json").stdout)
    assert told["rows"] == told["agreements"] == told["placed"] == 8
    assert told["columns"]["DATE"] == "signed"
    assert told["counts_by_code"]["copied_focus"] == 2
    copied = next(one for one in told["findings"] if one["code"] == "copied_focus")
    assert (copied["row"], copied["rows"]) == (5, [6])


def test_findings_go_to_a_file(tmp_path):
    out = tmp_path / "findings.csv"
    result = run("check", FOUNDING / "table_1.csv", "-o", out)
    assert result.stdout == ""
    assert out.read_text("utf-8").startswith("row,column,severity,code,message")


def test_a_table_without_findings_is_done(tmp_path):
    file = tmp_path / "good.csv"
    file.write_text(
        "party_1,party_2,form,signed,themes\n"
        '"Jalisco, Mexico","Antioquia, Colombia",twinning,2010-08,culture\n',
        encoding="utf-8",
    )
    file.with_suffix(".map.yaml").write_text("constants: {party_1_level: state}", "utf-8")
    result = run("check", file, "--on", "2026-11-23")
    assert findings(result) == []
    assert result.exit_code == 0


def test_a_numeralia_has_totals_and_the_unknown():
    result = run("numeralia", FOUNDING / "table_1.csv", "--language", "es")
    assert result.exit_code == 0
    assert list(csv.reader(io.StringIO(result.stdout))) == [
        ["Nivel", "Sin dato", "Total"], ["Municipio", "8", "8"], ["Total", "8", "8"],
    ]  # fmt: skip


def test_a_numeralia_in_json_has_the_codes():
    result = run("numeralia", FOUNDING / "table_3.csv", "--columns", "partner_country", "--json")
    told = json.loads(result.stdout)
    assert told["rows"] == ["state"]
    assert told["columns"] == ["AR", "AU", "CA", "CN", "DE", "IT", "JP", "KR"]
    assert told["cells"] == [[1] * 8]
    assert told["total"] == 8


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_converted_table_has_the_same_findings(tmp_path, ending):
    out = tmp_path / f"out.{ending}"
    assert run("convert", FOUNDING / "table_1.csv", out).exit_code == 0
    before = findings(run("check", FOUNDING / "table_1.csv"))
    assert findings(run("check", out)) == before


def test_a_table_becomes_a_map(tmp_path):
    out = tmp_path / "out.geojson"
    assert run("convert", FOUNDING / "table_3.csv", out).exit_code == 0
    assert len(json.loads(out.read_text("utf-8"))["features"]) == 8


@pytest.mark.parametrize("first", ["csv", "xlsx", "json", "jsonl", "geojson"])
@pytest.mark.parametrize("second", ["csv", "xlsx", "json", "jsonl", "geojson"])
def test_every_format_becomes_every_other_without_loss(tmp_path, first, second):
    plain, back = tmp_path / "plain.csv", tmp_path / "back.csv"
    one, other = tmp_path / f"one.{first}", tmp_path / f"other.{second}"
    steps = [(FOUNDING / "table_1.csv", plain), (FOUNDING / "table_1.csv", one)]
    for source, target in [*steps, (one, other), (other, back)]:
        assert run("convert", source, target).exit_code == 0
    rows = [list(csv.DictReader(path.read_text("utf-8").splitlines())) for path in (plain, back)]
    assert rows[0] == rows[1]


def test_what_was_converted_is_told_to_a_program(tmp_path):
    told = json.loads(
        run("convert", FOUNDING / "table_1.csv", tmp_path / "a.json", "--json").stdout
    )
    assert told["agreements"] == 8
    assert told["columns_kept"] == []


def two_sheets(path):
    """A workbook with a table of agreements for each year, and one of something else."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - for this test only

    with Workbook(path) as book:
        for year in ("2010", "2011"):
            page = book.add_worksheet(year)
            page.write_row(0, 0, ["Municipio", "Contraparte", "Fecha"])
            page.write_row(1, 0, ["Bello", "Bilbao", "31/02/2010"])
        book.add_worksheet("Siglas").write_row(0, 0, ["a", "b"])
        book.get_worksheet_by_name("Siglas").write_row(1, 0, ["1", "2"])
    return path


def test_every_sheet_with_agreements_is_checked_and_the_others_are_named(tmp_path):
    result = run("check", two_sheets(tmp_path / "years.xlsx"))
    assert result.stdout.splitlines()[0] == "row,column,severity,code,message,sheet"
    unread = [one for one in findings(result) if one["code"] == "date_unread"]
    assert [(one["row"], one["sheet"]) for one in unread] == [("2", "2010"), ("2", "2011")]
    assert "Siglas" in next(
        o["message"] for o in findings(result) if o["code"] == "sheet_not_read"
    )


def test_one_sheet_can_be_asked_for(tmp_path):
    file = two_sheets(tmp_path / "years.xlsx")
    result = run("check", file, "--sheet", "2011")
    assert result.stdout.splitlines()[0] == "row,column,severity,code,message"
    result = run("check", file, "--sheet", "2012")
    assert result.exit_code == 2
    assert "there are: 2010, 2011, Siglas" in result.stderr


def test_findings_come_as_the_same_spreadsheet(tmp_path):
    out = tmp_path / "checked.xlsx"
    result = run("check", FOUNDING / "table_1.csv", "-o", out, "--language", "es")
    assert (result.exit_code, result.stdout) == (1, "")
    assert out.read_bytes().startswith(b"PK")
    listed = run("check", out, "--sheet", "1").stderr
    assert "8 rows" in listed


def test_a_finding_in_json_names_the_heading_and_what_stands_there(tmp_path):
    told = json.loads(run("check", two_sheets(tmp_path / "years.xlsx"), "--json").stdout)
    unread = next(one for one in told["findings"] if one["code"] == "date_unread")
    assert (unread["heading"], unread["value"], unread["sheet"]) == ("Fecha", "31/02/2010", "2010")
    assert told["counts_by_severity"]["error"] == 2
    assert told["sheets"] == ["2010", "2011"]


PLACE_COLUMNS = (
    "place_id,place_name,place_level,place_country,place_iso_3166_2,place_geonames_id,place_lat,"
    "place_lon,place_status,place_confidence,place_reason,place_candidates"
)


def test_resolve_writes_the_place_of_each_name_behind_its_row(tmp_path):
    table, out = tmp_path / "list.csv", tmp_path / "places.csv"
    table.write_text(
        "Ort,Land,Was,place_id\n"
        "Mailand,Italien,Stadt,7\nKalifornien,USA,Bundesstaat,\nSpringfield,USA,,\nXqzv,Peru,,\n"
        "=1+1,,,\n,,,8\n",
        encoding="utf-8",
    )
    result = run(
        "resolve", table, "--name", "Ort", "--country", "Land", "--level", "Was", "-o", out
    )
    assert (result.exit_code, result.stdout) == (0, "")
    assert "6 names: 2 matched, 1 ambiguous, 3 not found" in result.stderr
    with out.open(encoding="utf-8", newline="") as file:
        assert file.readline().strip() == f"Ort,Land,Was,{PLACE_COLUMNS}"
        milan, california, springfield, unknown, formula, _ = csv.DictReader(
            file, fieldnames=["Ort", "Land", "Was", *PLACE_COLUMNS.split(",")]
        )
    assert (milan["place_id"], milan["place_level"]) == ("gn3173435", "municipality")
    assert float(milan["place_lat"]) == pytest.approx(45.46, abs=0.05)
    assert 0.9 < float(milan["place_confidence"]) <= 1
    assert (california["place_id"], california["place_iso_3166_2"]) == ("US-CA", "US-CA")
    assert springfield["place_status"] == "ambiguous"
    assert springfield["place_id"] == springfield["place_confidence"] == ""
    assert len(springfield["place_candidates"].split("|")) > 2
    assert unknown["place_status"] == "not_found"
    assert "Peru" in unknown["place_reason"]
    assert formula["Ort"] == "'=1+1"


def test_resolve_tells_a_name_by_the_rest_of_the_list():
    result = run("resolve", FOUNDING / "table_3.csv", "--name", "INTERNATIONAL PROVINCE")
    levels = [row["place_level"] for row in csv.DictReader(io.StringIO(result.stdout))]
    assert len(levels) == 8
    assert set(levels) == {"state"}


@pytest.fixture
def hostile(tmp_path):
    """A folder with files that are no tables, and maps that are no maps."""
    (tmp_path / "zero.csv").touch()
    (tmp_path / "image.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "nul.csv").write_bytes(b"a,b\n1,\x00\n")
    (tmp_path / "other.csv").write_text("weight,height\n1,2\n", encoding="utf-8")
    (tmp_path / "good.csv").write_text("Municipio,Contraparte\nBello,Trujillo\n", "utf-8")
    (tmp_path / "bad.yaml").write_text("columns: {Municipio: nowhere}", encoding="utf-8")
    (tmp_path / "latin.yaml").write_bytes(b"columns: {A\xf1o: signed}")
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        "check zero.csv", "check image.csv", "check nul.csv", "check missing.csv", "check .",
        "check other.csv", "check good.csv --map missing.yaml", "check good.csv --map bad.yaml",
        "check good.csv --map latin.yaml", "check good.csv --sheet Hoja1",
        "convert good.csv out.csv --sheet Hoja1", "convert zero.csv out.json",
        "check good.csv --language xx", "check",
        "check good.csv -o missing/out.csv", "check good.csv --on soon",
        "numeralia good.csv --rows weather", "numeralia good.csv --rows form",
        "numeralia zero.csv", "convert good.csv out.doc", "convert good.csv missing/out.csv",
        "convert good.csv", "chek good.csv", "--weather",
        "resolve good.csv", "resolve zero.csv --name a", "resolve good.csv --name Nombre",
        "resolve good.csv --name Municipio --country País",
        "resolve good.csv --name Municipio -o missing/out.csv",
    ],
)  # fmt: skip
def test_wrong_use_is_one_line_and_exit_code_2(hostile, monkeypatch, arguments):
    monkeypatch.chdir(hostile)
    result = run(*arguments.split())
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stderr.startswith("twinpact")
    assert result.stdout == ""


def test_a_reader_that_goes_away_is_no_error():
    command = [sys.executable, "-c", "from twinpact.commands import main; main()"]
    with subprocess.Popen(
        [*command, "check", str(FOUNDING / "table_1.csv")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        running.stdout.close()
        said = running.stderr.read().decode()
        running.wait(60)
    assert "Traceback" not in said
    assert "BrokenPipe" not in said


def test_help_names_every_command_and_comes_quickly():
    command = [sys.executable, "-c", "from twinpact.commands import main; main()", "--help"]
    took = []
    for _ in range(3):
        start = time.perf_counter()
        shown = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        took.append(time.perf_counter() - start)
    assert all(verb in shown for verb in ("check", "convert", "numeralia"))
    assert min(took) < 1, "start-up imports too much"


def test_start_up_imports_nothing_heavy():
    heavy = ("ibis", "rich", "yaml")
    code = f"import sys, twinpact.commands; print([m for m in {heavy} if m in sys.modules])"
    command = [sys.executable, "-c", code]
    shown = subprocess.run(command, capture_output=True, check=True, text=True)
    assert shown.stdout.strip() == "[]"
