"""Written names find their territory, or say why not."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from twinpact.places import Place, resolve

NAMES = yaml.safe_load(Path(__file__).with_name("written_names.yaml").read_text("utf-8"))
HINTS = ("country", "region", "level")


def case_name(case):
    return " | ".join([case["written"], *(str(case[hint]) for hint in HINTS if hint in case)])


@pytest.mark.parametrize("case", NAMES, ids=case_name)
def test_a_written_name_means_its_place(case):
    found = resolve(case["written"], **{hint: case[hint] for hint in HINTS if hint in case})
    if "means" in case:
        assert found.status == "matched", found.reason
        assert found.place.id == case["means"], found.reason
        assert 0 < found.confidence <= 1
    elif "ambiguous" in case:
        assert found.status == "ambiguous", found.place
        assert found.place is None
        assert set(case["ambiguous"]) <= {place.id for place in found.candidates}
    else:
        assert found.status == "not_found", found.place
    assert found.reason


def test_the_level_tells_the_province_from_its_city():
    province = resolve("Cordoba, Argentina", level="state").place
    city = resolve("Cordoba, Argentina", level="municipality").place
    assert (province.level, city.level) == ("state", "municipality")


def test_a_country_that_is_not_understood_makes_the_answer_a_question():
    found = resolve("Medellín", country="Absurdistan")
    assert found.status == "ambiguous"
    assert found.place is None
    assert "Absurdistan" in found.reason
    assert "gn3674962" in {place.id for place in found.candidates}


def test_a_region_narrows_the_search():
    found = resolve("Springfield", country="US", region="Illinois")
    assert found.status == "matched"
    assert resolve("Springfield", country="US").status == "ambiguous"


def test_a_name_known_only_at_another_level_is_shown_and_not_taken():
    found = resolve("Medellín", country="CO", level="state")
    assert found.status == "ambiguous"
    assert found.candidates[0].level == "municipality"


def test_a_text_too_long_for_a_name_is_refused_in_words():
    found = resolve("Medellín " * 500)
    assert found.status == "not_found"
    assert "long" in found.reason


@pytest.mark.parametrize(
    "written", ["", "   ", "()", ",", "(,)", "a", "\x00", "Medellín\x00", "A" * 199]
)
def test_odd_texts_are_answered_and_never_fail(written):
    assert resolve(written).status in {"matched", "ambiguous", "not_found"}


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=60),
    st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["CO", "Spanien", "Córdoba"])),
    st.sampled_from([None, "country", "state", "intermediate", "municipality", "metropolitan"]),
)
def test_resolving_any_text_never_fails(name, country, level):
    found = resolve(name, country=country, level=level)
    assert (found.place is not None) == (found.status == "matched")
    assert all(isinstance(place, Place) for place in found.candidates)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("Medellín,()/-; CórdobaSpain"), max_size=30).map("".join))
def test_resolving_any_mixture_of_marks_never_fails(name):
    assert resolve(name).reason


@pytest.mark.parametrize("name", ["San Nicolás de" + " los" * 40, "ﷺ" * 200])
def test_a_long_name_of_nothing_is_not_found(name):
    assert resolve(name).status == "not_found"
