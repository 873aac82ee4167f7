"""``twinpact match``, ``match-eval`` and ``match-learn`` on small tables."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from tests.twinpact.matching.small_world import LINKS, PLACES
from twinpact.commands import main

COLUMNS = "rank,place_id,score,known,motivations,reasons"


@pytest.fixture
def files(tmp_path):
    places = [
        f"{p.id},{p.name},{p.country},{p.admin1 or ''},{p.latitude or ''},{p.longitude or ''},"
        f"{p.population or ''}"
        for p in PLACES
    ]
    header = "id,name,country_iso2,admin1,lat,lon,population"
    (tmp_path / "places.csv").write_text("\n".join([header, *places]) + "\n", "utf-8")
    write(tmp_path / "links.csv", LINKS)
    write(tmp_path / "held.csv", [("med", "bar"), ("cal", "osa")])
    return tmp_path


def write(path, links):
    path.write_text("a,b\n" + "".join(f"{a},{b}\n" for a, b in links), "utf-8")


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def network(files):
    return ("--places", files / "places.csv", "--links", files / "links.csv")


def test_a_shortlist_has_the_columns_of_the_design_first(files):
    done = run("match", *network(files), "--for", "med", "--only-places", "--language", "es")
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(COLUMNS)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 8
    assert rows[0]["place_id"] == "bar"
    assert "Socios en común" in rows[0]["reasons"]


def test_the_whole_gazetteer_is_searched_without_any_table():
    done = run("match", "--for", "CO-ANT", "--top", "5", "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)["candidates"]
    assert [one["rank"] for one in found] == [1, 2, 3, 4, 5]
    assert all(one["country"] != "CO" for one in found)
    assert "no tie of CO-ANT is known" in done.stderr


def test_own_places_and_the_gazetteer_are_one_world(files):
    done = run("match", *network(files), "--for", "med", "--top", "400", "--json")
    ids = [one["place_id"] for one in json.loads(done.stdout)["candidates"]]
    assert "bar" in ids
    assert any(one.startswith("gn") for one in ids)


def test_an_unknown_territory_is_not_found(files):
    done = run("match", *network(files), "--for", "nowhere")
    assert done.exit_code == 1
    assert "nowhere" in done.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [("a,c\nmed,bar\n", "'b'"), ("", "'a'")],
)  # fmt: skip
def test_a_table_of_links_without_its_columns_is_refused_in_one_line(files, text, says):
    (files / "links.csv").write_text(text, "utf-8")
    done = run("match", *network(files), "--for", "med")
    assert done.exit_code == 2
    assert says in done.stderr
    assert done.stderr.strip().count("\n") == 0


def test_places_with_an_id_twice_are_refused(files):
    (files / "places.csv").write_text("id,name\nx,A\nx,B\n", "utf-8")
    assert run("match", *network(files), "--for", "x").exit_code == 2


def test_the_skill_is_measured_for_all_and_by_group(files):
    done = run("match-eval", *network(files), "--held", files / "held.csv", "--json")
    assert done.exit_code == 0, done.output
    skill = json.loads(done.stdout)
    assert skill["n"] == 4
    assert 0 < skill["mrr"] <= 1
    assert {"auc", "hit_at_10", "hit_at_20", "hit_at_100", "median_percentile"} <= set(skill)
    assert skill["latam"]["n"] == 2
    assert skill["cold_start"]["n"] == 0


def test_a_held_out_link_among_the_known_ones_is_taken_out_first(files):
    write(files / "held.csv", [("med", "bil")])
    done = run("match-eval", *network(files), "--held", files / "held.csv", "--json")
    assert json.loads(done.stdout)["n"] == 2


def test_nothing_to_ask_is_said_by_the_exit_code(files):
    write(files / "held.csv", [("med", "unknown")])
    done = run("match-eval", *network(files), "--held", files / "held.csv")
    assert done.exit_code == 1


def test_too_few_links_teach_nothing(files):
    done = run("match-learn", *network(files))
    assert done.exit_code == 2
    assert "200" in done.stderr
