"""``twinpact same``: which rows are one agreement."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from twinpact.commands import main

HEADER = "party_1,party_1_country,party_2,party_2_country,signed,form\n"
NEW = HEADER + (
    "Portland,United States,Guadalajara,Mexico,1983-09-23,twinning\n"
    "Guadalajara,Mexico,Portland,United States,1985,twinning\n"
    "Medellín,Colombia,Bilbao,Spain,1998,twinning\n"
)
KNOWN = HEADER + "Guadalajara,Mexico,Portland,United States,1983,twinning\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "new.csv").write_text(NEW, "utf-8")
    (tmp_path / "known.csv").write_text(KNOWN, "utf-8")
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["same", *(str(argument) for argument in arguments)])


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_pairs_are_written_with_the_surest_first(files):
    result = run(files / "new.csv", "--against", files / "known.csv", "--language", "es")
    assert result.exit_code == 1
    first = rows(result)[0]
    assert (first["row"], first["other_row"], first["other_file"]) == ("2", "2", "known.csv")
    assert (first["outcome"], first["relation"]) == ("same", "copy|swapped")
    assert "Los dos empiezan en el mismo año (23 de septiembre de 1983; 1983)." in first["reasons"]
    assert {(row["row"], row["other_file"], row["outcome"]) for row in rows(result)[1:]} == {
        ("2", "new.csv", "ask"),
        ("3", "known.csv", "ask"),
    }


def test_what_is_decided_is_left_out_when_the_file_is_brought_again(files):
    pairs = files / "pairs.csv"
    assert run(files / "new.csv", "--against", files / "known.csv", "-o", pairs).exit_code == 1
    again = run(files / "new.csv", "--against", files / "known.csv", "--decided", pairs)
    assert (again.exit_code, rows(again)) == (0, [])


def test_json_gives_each_reason_with_its_weight(files):
    told = json.loads(run(files / "new.csv", "--against", files / "known.csv", "--json").stdout)
    first = told["pairs"][0]
    assert first["relation"] == ["copy", "swapped"]
    assert first["reasons"][0]["code"] == "start_same_year"
    assert first["reasons"][0]["bits"] > 3


@pytest.mark.parametrize(
    ("option", "content", "problem"),
    [
        ("--decided", "one,other\n", "id and other_id"),
        ("--weights", "prior: {against: 60}\n", "weights cannot be read"),
        ("--weights", "[", "weights cannot be read"),
    ],
)
def test_what_cannot_be_used_is_one_line(files, option, content, problem):
    (files / "given").write_text(content, "utf-8")
    result = run(files / "new.csv", option, files / "given")
    assert result.exit_code == 2
    assert problem in result.stderr
    assert run(files / "new.csv", option, files / "missing").exit_code == 2
