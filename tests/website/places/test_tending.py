"""Correcting places and entering those that the gazetteer lacks."""

from dataclasses import replace

import pytest

from twinpact.places import UnknownPlaceError
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements.actions import correct_place
from website.agreements.place_acts import acts_of
from website.places import territories
from website.places.actions import (
    Facts,
    HoldsItselfError,
    IdTakenError,
    NothingChangedError,
    PlaceChangedMeanwhileError,
    add_place,
    enter_places,
    facts_of,
    keep_apart,
)
from website.places.models import DifferentPlaces, Place, PlaceAct
from website.places.naming import full_name
from website.sources.models import Source

MEDELLIN = "gn3674962"


@pytest.fixture
def shared(db) -> Source:
    return Source.objects.create(office=None, kind="file", title="DANE, Divipola 2024")


@pytest.fixture
def reviewer(person, antioquia):
    return person(Role.REVIEWER, antioquia)


@pytest.fixture
def correct(reviewer, shared, at):
    def make(pk=MEDELLIN, version=1, by=None, **changes):
        row = enter_places([pk])[pk]
        facts = replace(facts_of(row), **changes)
        by = by or reviewer
        return correct_place(
            pk=pk, version=version, facts=facts, reason="So Divipola", source=shared, by=by, at=at
        )

    return make


@pytest.fixture
def add(reviewer, shared, at):
    def make(name="Vereda El Salado", by=None, **said):
        facts = Facts(name, "municipality", "CO-ANT", **said)
        return add_place(facts=facts, reason="New", source=shared, by=by or reviewer, at=at)

    return make


def test_a_correction_keeps_who_when_why_from_where_before_and_after(correct, at):
    act = correct(name="Distrito de Medellín", population=2_600_000)
    assert act.changes["name"] == ["Medellín", "Distrito de Medellín"]
    [told] = acts_of(act.place)
    assert (told.who, told.at, told.reason) == ("Reviewer", at, "So Divipola")
    assert told.source == "DANE, Divipola 2024"
    assert "Name in its own language: “Medellín” became “Distrito de Medellín”." in told.lines


def test_a_correction_survives_later_imports_and_is_what_pages_say(correct, enter):
    correct(name="Distrito de Medellín")
    assert enter_places([MEDELLIN])[MEDELLIN].name == "Distrito de Medellín"
    assert full_name(MEDELLIN, "es") == "Distrito de Medellín, Antioquia, Colombia"
    assert territories.search("distrito de med", limit=3)[0].id == MEDELLIN


def test_agreements_are_found_by_the_corrected_name(correct, enter):
    row = enter()
    correct(pk="CO-ANT", name="Antioquia la Grande")
    row.refresh_from_db()
    assert "antioquia la grande" in row.search


def test_of_two_corrections_of_one_version_the_second_is_told(correct):
    correct(name="One")
    with pytest.raises(PlaceChangedMeanwhileError, match="Somebody else"):
        correct(name="Two")
    assert Place.objects.get(pk=MEDELLIN).name == "One"


def test_what_cannot_be_true_is_refused(correct, add):
    with pytest.raises(NothingChangedError):
        correct()
    enter_places([MEDELLIN])
    with pytest.raises(HoldsItselfError):
        correct(pk="CO-ANT", parent=MEDELLIN)
    with pytest.raises(IdTakenError, match="Medellín"):
        add(geonames_id=3674962)


@pytest.mark.parametrize("role", [Role.READER, Role.OFFICER])
def test_readers_and_officers_may_not_change_places(role, person, antioquia, correct, add, at):
    by = person(role, antioquia)
    with pytest.raises(NotAllowedError):
        correct(by=by, name="x")
    with pytest.raises(NotAllowedError):
        add(by=by)
    with pytest.raises(NotAllowedError):
        keep_apart(one=MEDELLIN, other="CO-ANT", by=by, at=at)
    assert not PlaceAct.objects.exists()


def test_a_place_that_the_gazetteer_lacks_gets_a_number_and_is_offered(add):
    first, second = add(), add(name="Vereda La Honda", other_names=("Loma Honda",))
    assert first.pk.startswith("tp")
    assert int(second.pk[2:]) > int(first.pk[2:])
    assert (first.country, first.region) == ("CO", "005")
    assert [p.id for p in territories.search("vereda el s", limit=5)] == [first.pk]
    assert [p.id for p in territories.search("loma hon", limit=5, country="CO")] == [second.pk]
    assert territories.search("loma hon", limit=5, country="BR") == []
    assert full_name(first.pk, "en") == "Vereda El Salado, Antioquia, Colombia"
    with pytest.raises(UnknownPlaceError):
        territories.territory("tp999999")


def test_two_places_are_kept_apart_once(reviewer, at, db):
    enter_places([MEDELLIN])
    for pair in ((MEDELLIN, "CO-ANT"), ("CO-ANT", MEDELLIN)):
        keep_apart(one=pair[0], other=pair[1], by=reviewer, at=at)
    assert DifferentPlaces.objects.count() == 1


def test_a_point_that_is_not_on_earth_is_unknown(db):
    odd = "gn1843839"
    row = enter_places([odd])[odd]
    assert row.latitude is None or abs(row.longitude) <= 180
