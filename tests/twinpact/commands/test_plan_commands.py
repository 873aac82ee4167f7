"""``twinpact iati-check`` and ``twinpact plan-check``: files in, findings out, exit codes."""

import csv
import gzip
import io
import json

import pytest
from click.testing import CliRunner

from twinpact.commands import main

OLD = """<iati-activities version="1.01"><iati-activity xml:lang="en" default-currency="GBP">
<reporting-org ref="GB-1" type="10">Department</reporting-org>
<participating-org ref="GB" role="Funding">United Kingdom</participating-org>
<iati-identifier>GB-1-1</iati-identifier><title>Programme</title><description>Good</description>
<activity-date type="start-actual">2005-04-01Z</activity-date><activity-status code="2"/>
<recipient-country code="ZW"/></iati-activity></iati-activities>"""
POA = "Actividad;Meses;Mujeres\nTaller;feb-abr;30\nFeria;pronto;muchas\n"
PLAN = "Prioridad;Indicador;Meta 2009;Meta\nTurismo;Guías;5;20\n"


@pytest.fixture
def run(tmp_path):
    def call(verb, content, *options, name="file.xml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return CliRunner().invoke(main, [verb, str(path), *options], standalone_mode=False)

    return call


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_file_of_an_old_version_is_told_and_can_be_turned_into_the_new_one(run, tmp_path):
    told = run("iati-check", OLD)
    assert told.return_value == 1
    assert [one["rule"] for one in rows(told)] == ["version"]
    out = tmp_path / "new.xml"
    told = run("iati-check", OLD, "--upgrade", "--on", "2026-11-25", "-o", str(out))
    assert [one["rule"] for one in rows(told)] == ["6.2.2"]
    assert b'version="2.03"' in out.read_bytes()
    again = run("iati-check", out.read_bytes(), "--json", "--language", "es")
    (found,) = json.loads(again.stdout)["findings"]
    assert (found["rule"], found["activity"]) == ("6.2.2", "GB-1-1")
    assert found["message"].startswith("Falta el sector")


def test_a_packed_file_is_unpacked_and_a_damaged_one_refused(run):
    assert run("iati-check", gzip.compress(OLD.encode())).return_value == 1
    for content, said in ((gzip.compress(OLD.encode())[:-20], "gzip"), ("nonsense", "XML")):
        problem = run("iati-check", content).exception
        assert problem.exit_code == 2
        assert said in problem.message


def test_a_day_to_come_is_told_by_the_day_that_counts_as_today(run):
    told = run("iati-check", OLD, "--upgrade", "--on", "2005-03-01")
    assert "11.1.4" in {one["rule"] for one in rows(told)}


def test_a_programme_is_read_and_what_is_not_plain_is_told(run):
    told = run("plan-check", POA, "--year", "2026", name="poa.csv")
    assert told.return_value == 1
    assert [(one["row"], one["code"]) for one in rows(told)] == [
        ("3", "months_unread"), ("3", "number_unread"),
    ]  # fmt: skip
    assert "2 activities" in told.stderr


def test_a_plan_is_read_with_its_term(run):
    told = run("plan-check", PLAN, "--term", "2008-2011", "--json", name="plan.csv")
    assert told.return_value == 0
    facts = json.loads(told.stdout)
    assert (facts["priorities"], facts["indicators"], facts["findings"]) == (1, 1, [])


@pytest.mark.parametrize(
    "options", [[], ["--year", "2026", "--term", "2008-2011"], ["--term", "soon"]]
)
def test_wrong_use_is_told_in_one_line(run, options):
    problem = run("plan-check", PLAN, *options, name="plan.csv").exception
    assert problem.exit_code == 2
    assert "--term" in problem.message
