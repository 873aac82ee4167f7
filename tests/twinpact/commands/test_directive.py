"""``twinpact directive``: rules with their source, and what they ask of a table."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from twinpact.commands import main
from twinpact.commands.directive_answers import rules_told
from twinpact.directives import directive_texts, directives

FOUNDING = Path(__file__).parents[3] / "data" / "founding"
TABLE_3 = FOUNDING / "table_3.csv"
ON = ("--on", "2026-11-24")


def run(*arguments):
    return CliRunner().invoke(main, ["directive", *map(str, arguments)])


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize("written", ["MX", "mx", "Mexico", "México"])
def test_a_country_is_named_by_its_code_or_its_name(written):
    result = run(written)
    assert result.exit_code == 0
    assert [row["rule"] for row in rows(result)][:3] == ["MX-1", "MX-2", "MX-3"]


def test_every_rule_is_shown_with_source_and_confidence_and_no_invented_deadline():
    told = {row["rule"]: row for row in rows(run("MX"))}
    assert all(row["source"] and row["confidence"] for row in told.values())
    opinion = told["MX-7"]
    assert (opinion["deadline"], opinion["silence"], opinion["confidence"]) == (
        "", "unknown", "confirmed",
    )  # fmt: skip
    assert opinion["article"] == "art. 7"


def test_the_rules_are_said_in_a_language_and_in_json():
    told = json.loads(run("CN", "--language", "pt", "--json").stdout)
    assert told["country"] == "CN"
    assert told["rules"][0]["title"] == "Relações diplomáticas"


def test_minas_gerais_and_its_partners_stand_under_the_rules_of_both_sides():
    result = run("Brazil", "--agreement", TABLE_3, *ON)
    assert result.exit_code == 1
    told = rows(result)
    assert {row["country"] for row in told} >= {"BR", "CN", "JP"}
    jiangsu = {row["rule"]: row for row in told if row["row"] == "2"}
    assert jiangsu["CN-1"]["standing"] == "cannot_be_said"
    assert "diplomatic relations" in jiangsu["CN-1"]["says"]
    assert jiangsu["BR-3"]["confidence"] == "unverified"
    assert "8 of 8 agreements" in result.stderr


def test_of_a_partner_without_a_directive_it_is_said_that_nothing_is_known():
    told = rows(run("BR", "--agreement", TABLE_3, *ON))
    whole = [row for row in told if not row["rule"] and row["country"] == "AU"]
    assert [row["standing"] for row in whole] == ["cannot_be_said"]
    assert whole[0]["says"] == "There is no directive of Australia: its rules are not known."


def test_a_union_is_asked_about_the_agreements_of_its_members():
    result = run("EU", "--agreement", TABLE_3, *ON, "--fact", "egtc=yes")
    told = rows(result)
    assert {row["rule"] for row in told if row["country"] == "EU"} >= {"EU-1", "EU-3"}
    assert next(row for row in told if row["rule"] == "EU-1")["standing"] == "fails"


def test_what_is_stated_and_done_is_taken_into_account():
    told = json.loads(
        run("CN", "--agreement", TABLE_3, *ON, "--json", "--fact", "diplomatic_relations=yes",
            "--done", "CN-5=2026-01-02").stdout
    )  # fmt: skip
    (agreement,) = told["agreements"]
    assert agreement["may"] == "yes"
    assert agreement["missing"] == ["2:CN-6", "2:CN-8", "2:CN-9"]
    assert agreement["turn"] == ["1:BR-3", "2:CN-6"]
    assert [side["directive"] for side in agreement["sides"]] == ["BR", "CN"]


def test_days_left_are_counted_to_the_last_day(tmp_path):
    own = directive_texts()["MX"].replace(
        "{counted_from: MX-5, unit: null, number: null}",
        "{counted_from: MX-5, unit: working_days, number: 10}",
    )
    (tmp_path / "ours.yaml").write_text(own, "utf-8")
    table = tmp_path / "table.csv"
    table.write_text('party_1,party_2\n"Jalisco, Mexico","Antioquia, Colombia"\n', "utf-8")
    table.with_suffix(".map.yaml").write_text("constants: {party_1_level: state}", "utf-8")
    result = run("MX", "--agreement", table, *ON, "--done", "MX-5=2026-11-13",
                 "--text", tmp_path / "ours.yaml", "--fact", "within_own_powers=yes")  # fmt: skip
    opinion = next(row for row in rows(result) if row["rule"] == "MX-7")
    # 16 November 2026 is a holiday in Mexico.
    assert (opinion["due"], opinion["days_left"]) == ("2026-11-30", "6")
    assert opinion["silence_counted"] == "no"


def test_the_answer_goes_to_a_file(tmp_path):
    out = tmp_path / "rules.csv"
    assert run("JP", "-o", out).stdout == ""
    assert out.read_text("utf-8").startswith("rule,kind,order")


def test_of_a_country_without_a_directive_nothing_is_said():
    result = run("Peru")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "nothing is known" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Atlantis",), "is not a country"),
        (("MX", "--agreement", "missing.csv"), "No such file"),
        (("MX", "--agreement", TABLE_3, "--fact", "love=yes"), "FACT=yes"),
        (("MX", "--agreement", TABLE_3, "--fact", "egtc=maybe"), "FACT=yes"),
        (("MX", "--agreement", TABLE_3, "--done", "MX-5=soon"), "RULE=DAY"),
        (("MX", "--agreement", TABLE_3, "--done", "MX-99=2026-01-01"), "no rule"),
        (("MX", "--text", "missing.yaml"), "No such file"),
        (("MX", "--text", TABLE_3), "table_3.csv"),
        (("MX", "--on", "someday"), "someday"),
    ],
)
def test_wrong_use_is_one_line(arguments, told):
    result = run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    lines = [line for line in result.stderr.splitlines() if "using the map" not in line]
    assert len(lines) == 1


def test_on_a_terminal_people_see_a_table_with_words_for_codes(capsys):
    told = rules_told(directives()["FR"], "es")
    told.show()
    shown = capsys.readouterr().out
    assert "FR-6" in shown
    assert "Confir" in shown
    assert "confirmed" not in shown
