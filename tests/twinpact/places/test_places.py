"""Places by id, what holds them, regions, distances, and the search while typing."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinpact.places import (
    UnknownPlaceError,
    ancestors,
    countries,
    distance_km,
    great_circle,
    place,
    resolve,
    search,
    subregions,
    within_region,
)
from twinpact.places.gazetteer_tables import gazetteer
from twinpact.places.titles import title_levels, without_title
from twinpact.vocabularies import UnknownWordError

MEDELLIN = "gn3674962"


def test_a_place_is_found_by_its_id():
    assert place("CO").name_in("es") == "Colombia"
    assert place("CO-ANT").level == "state"
    assert place(MEDELLIN).name == "Medellín"


@pytest.mark.parametrize("unknown", ["", "XX", "CO-XXX", "gn", "gn0", "gn12x", "medellin"])
def test_an_unknown_id_is_refused_by_name(unknown):
    with pytest.raises(UnknownPlaceError):
        place(unknown)


def test_what_holds_a_place_ends_with_its_country():
    assert [holder.id for holder in ancestors(MEDELLIN)] == ["CO-ANT", "CO"]
    assert ancestors("CO") == ()
    assert ancestors(place("CO-ANT")) == (place("CO"),)


def test_every_country_lies_in_a_region_of_the_world():
    assert len(countries()) > 240
    for country in countries():
        assert country.level == "country"
        assert within_region(country, "001"), country.id


def test_latin_america_holds_colombia_and_mexico_and_not_spain():
    assert within_region("CO", "419")
    assert within_region(place(MEDELLIN), "419")
    assert within_region("MX", "419")
    assert not within_region("ES", "419")
    assert not within_region("US", "419")
    assert "005" in subregions("419")


def test_a_region_that_m49_does_not_have_is_refused():
    with pytest.raises(UnknownWordError):
        within_region("CO", "999")


def test_countries_and_provinces_are_named_in_spanish_english_and_portuguese():
    assert place("DE").name_in("es") == "Alemania"
    assert place("DE").name_in("pt") == "Alemanha"
    assert place("IT-21").name == "Piemonte"
    assert place("IT-21").name_in("es") == "Piamonte"
    assert place("IT-21").name_in("en") == "Piedmont"


def test_the_founding_provinces_have_a_point():
    codes = "CO-ANT MX-JAL BR-MG CN-JS JP-19 CA-QC AU-QLD AR-X IT-21 KR-27 DE-BB"
    for code in codes.split():
        assert place(code).latitude is not None, code


def test_every_stored_point_lies_on_the_globe_and_every_parent_exists():
    book = gazetteer()
    for row in range(0, len(book.level), 499):
        here = book.place(row)
        assert here.latitude is None or -90 <= here.latitude <= 90
        assert here.longitude is None or -180 <= here.longitude <= 180
        assert book.row(here.id) is not None, here
        if here.parent is not None:
            assert place(here.parent).country == here.country


def test_ids_are_not_given_twice():
    book = gazetteer()
    ids = [book.id(row) for row in range(len(book.level))]
    assert len(ids) == len(set(ids))


def test_medellin_and_bilbao_are_eight_thousand_kilometres_apart():
    assert distance_km(place(MEDELLIN), place("gn3128026")) == pytest.approx(8130, abs=10)
    assert distance_km((0, 0), (0, 180)) == pytest.approx(20015, abs=1)


def test_the_distance_to_an_unknown_point_is_unknown():
    nowhere = next(
        here
        for here in map(gazetteer().place, range(len(countries()), 4400))
        if here.latitude is None
    )
    assert distance_km(place("CO"), nowhere) is None
    assert great_circle(place("CO"), nowhere) == ()


def test_a_great_circle_over_the_pacific_does_not_jump_at_the_antimeridian():
    line = great_circle((35.7, 139.7), (37.8, -122.4), points=50)
    assert len(line) == 50
    assert all(abs(b[1] - a[1]) < 20 for a, b in pairwise(line))
    assert line[-1][1] == pytest.approx(-122.4 + 360)


angles = st.tuples(st.floats(-89, 89), st.floats(-180, 180))


@given(angles, angles)
def test_a_great_circle_begins_and_ends_at_its_places(a, b):
    line = great_circle(a, b, points=9)
    assert distance_km(line[0], a) == pytest.approx(0, abs=0.01)
    assert distance_km(line[-1], b) == pytest.approx(0, abs=0.01)


def test_typing_offers_the_best_known_places_first():
    assert search("mede")[0].id == MEDELLIN
    assert search("são p")[0].name == "São Paulo"
    assert [found.country for found in search("cordoba", country="AR")] == ["AR"] * len(
        search("cordoba", country="AR")
    )
    assert all(found.level == "state" for found in search("b", level="state", limit=5))
    assert len(search("san", limit=4)) == 4


@pytest.mark.parametrize("typed", ["", " ", "!?", "qqqqqqq"])
def test_typing_nothing_that_is_a_name_offers_nothing(typed):
    assert search(typed) == []


def test_a_title_is_told_from_the_name():
    assert [titled.name for titled in without_title("departamento de antioquia")] == ["antioquia"]
    assert [titled.name for titled in without_title("yamanashi prefecture")] == ["yamanashi"]
    assert title_levels("Kreis") == ("intermediate",)
    assert list(without_title("medellin")) == []


def test_importing_places_reads_no_gazetteer():
    code = "import sys, twinpact.places; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_answer_names_the_place_and_every_candidate():
    found = resolve("Cadiz, Spain")
    assert found.place == found.candidates[0]
    assert found.place.country == "ES"
    assert found.place.region == "039"


def test_every_point_lies_on_the_earth():
    book = gazetteer()
    rows = range(len(book.level))
    known = [row for row in rows if book.latitude[row] == book.latitude[row]]
    assert len(known) > 300_000
    assert all(-90 <= book.latitude[row] <= 90 for row in known)
    assert all(-180 <= book.longitude[row] <= 180 for row in known)


def test_an_id_is_one_place_and_no_longer_than_a_register_keeps():
    book = gazetteer()
    ids = [book.id(row) for row in range(len(book.level))]
    assert len(set(ids)) == len(ids)
    assert max(map(len, ids)) <= 40
    assert [book.row(id_) for id_ in ids] == list(range(len(ids)))


def test_what_ended_says_when_and_is_no_country_to_choose_from():
    assert place("SU").ended == 1991
    assert place("poGB2009-penwith").ended == 2009
    assert place("CO").ended is None
    assert not {"SU", "CS", "YU", "DD"} & {country.id for country in countries()}
