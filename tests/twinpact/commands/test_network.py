"""``twinpact network``: a table of links in, measures out."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from twinpact.commands import main
from twinpact.network import MEASURES, TERRITORY_COLUMNS

FIRST = [
    "nodes", "edges", "mean_degree", "max_degree", "components", "largest_component", "triangles",
    "transitivity", "degree_assortativity", "diameter", "mean_distance",
]  # fmt: skip
"""What programs rely on, in this order."""


@pytest.fixture
def links(tmp_path):
    file = tmp_path / "links.csv"
    file.write_text("a,b,source\n1,2,x\n1,3,x\n2,3,y\n3,4,y\n", "utf-8")
    return file


@pytest.fixture
def places(tmp_path):
    file = tmp_path / "places.csv"
    lines = ["id,name,country_iso2,lat,lon,population"]
    lines += [f"{n},Town {n},A{'ABBB'[n]},{n},{n},{n}000" for n in range(1, 4)]
    file.write_text("\n".join([*lines, "4,=CMD(),AB,,,"]), "utf-8")
    return file


def run(*arguments):
    return CliRunner().invoke(main, ["network", *map(str, arguments)])


def test_one_line_has_every_measure_in_its_order(links):
    result = run(links)
    assert result.exit_code == 0
    header, line = csv.reader(io.StringIO(result.stdout))
    assert header == [measure.__name__ for measure in MEASURES]
    assert header[: len(FIRST)] == FIRST
    told = dict(zip(header, line, strict=True))
    assert (told["nodes"], told["edges"], told["triangles"], told["diameter"]) == (
        "4", "4", "1", "2",
    )  # fmt: skip
    assert told["mean_km"] == ""
    assert float(told["degree_assortativity"]) < 0


def test_json_has_the_values_and_what_they_rest_on(links, places):
    told = json.loads(run(links, "--places", places, "--json").stdout)
    assert told["nodes"] == 4
    measures = {one["name"]: one for one in told["measures"]}
    assert (measures["mean_km"]["known"], measures["mean_km"]["total"]) == (3, 4)
    assert told["distance_distribution"] == {"1": 4, "2": 2}
    assert told["findings"] == []


def test_findings_are_told_and_change_the_exit_code(tmp_path):
    file = tmp_path / "links.csv"
    file.write_text("a,b\n1,2\n2,1\n3,3\n", "utf-8")
    result = run(file, "--language", "es")
    assert result.exit_code == 1
    assert "ya está en otra fila" in result.stderr
    assert "consigo mismo" in result.stderr
    told = json.loads(run(file, "--json").stdout)
    assert [(one["row"], one["code"]) for one in told["findings"]] == [
        (3, "repeated_link"),
        (4, "self_link"),
    ]


def test_one_territory_is_shown_among_its_peers(links, places):
    told = json.loads(run(links, "--places", places, "--for", "3", "--json").stdout)
    assert told["among"]["all"]["degree"]["rank"] == 1
    result = run(links, "--for", "3")
    assert "all,degree,3,3,2.0,1,1.0" in result.stdout


def test_values_stand_beside_those_of_random_networks(links):
    first = run(links, "--null", "3", "--seed", "4")
    assert first.stdout == run(links, "--null", "3", "--seed", "4").stdout
    assert first.stdout.startswith("name,value,expected,spread,z,share_as_high,share_as_low,")


def test_every_territory_has_its_centralities_and_no_cell_runs(links, places, tmp_path):
    out = tmp_path / "territories.csv"
    run(links, "--places", places, "--territories", out)
    header, *rows = csv.reader(io.StringIO(out.read_text("utf-8")))
    assert tuple(header) == TERRITORY_COLUMNS
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert rows[3][1] == "'=CMD()"
    assert float(rows[2][4]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nothing.csv",), "nothing.csv"),
        (("{links}", "--for", "99"), "'99'"),
        (("{links}", "--for", "1", "--null", "3"), "one at a time"),
        (("{links}", "--null", "1"), "2<=x<=10000"),
        (("{links}", "--places", "{links}"), "no column id"),
        (("{places}",), "no column a and b"),
    ],
)
def test_what_cannot_be_done_is_one_line(links, places, arguments, says):
    given = [one.format(links=links, places=places) for one in arguments]
    result = run(*given)
    assert result.exit_code == 2
    assert says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
