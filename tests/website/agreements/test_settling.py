"""Names without a place: settled once, for all agreements and for later files."""

import pytest

from twinpact import agreements as library
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements.actions import merge_places, settle_name
from website.agreements.models import AgreementFinding, Party
from website.agreements.sameness import same_places
from website.agreements.settling import place_settled
from website.agreements.unplaced import unplaced_names, with_candidates
from website.places import territories
from website.places.actions import Facts, add_place, enter_places, keep_apart
from website.places.models import SettledName

MEDELLIN = "gn3674962"
NAME = "Villa de la Candelaria de Medellín"


@pytest.fixture
def reviewer(person, antioquia):
    return person(Role.REVIEWER, antioquia)


@pytest.fixture
def unplaced(enter):
    """Agreements whose near side no list knows; the source says that it is in Colombia."""

    def make(written=NAME, country="Colombia", **values):
        said = (library.Statement("party_1", written),)
        if country:
            said += (library.Statement("party_1_country", country),)
        return enter(written, "São Paulo", statements=said, **values)

    return make


def settle(by, at, written=(NAME,), country="CO", place=MEDELLIN):
    return settle_name(written=written, country=country, place=place, by=by, at=at)


def test_spellings_of_one_name_and_country_stand_together(unplaced, reviewer):
    for written, country in ((NAME, "Colombia"), (NAME.upper(), "CO"), (NAME, "")):
        unplaced(written, country)
    together, alone = unplaced_names(reviewer)
    assert (together.country, together.agreements) == ("CO", 2)
    assert sorted(together.spellings) == sorted([NAME, NAME.upper()])
    assert (alone.country, alone.agreements) == ("", 1)


def test_a_name_is_offered_with_what_it_may_mean(unplaced, reviewer):
    unplaced("Springfield", "United States")
    [name] = with_candidates(unplaced_names(reviewer))
    assert len(name.candidates) > 1


def test_a_name_settled_once_is_settled_in_all_agreements_and_read_so(unplaced, reviewer, at):
    rows = [unplaced(), unplaced(), unplaced(country="")]
    done = settle(reviewer, at)
    assert (done.placed, done.left) == (2, 0)
    assert [row.parties.get(position=1).place_id for row in rows] == [MEDELLIN, MEDELLIN, None]
    assert rows[0].statements.get(field="party_1", preferred=True).value == MEDELLIN
    assert not AgreementFinding.objects.filter(agreement=rows[0], code="place_not_found").exists()


def test_an_agreement_that_names_the_territory_already_is_left_alone(enter, reviewer, at, draft):
    [known] = draft("Antioquia", "x").parties[:1]
    row = enter(parties=(known, library.Party(written=NAME)))
    done = settle(reviewer, at, country="", place="CO-ANT")
    assert (done.placed, done.left) == (0, 1)
    assert row.parties.get(position=2).place is None


def test_later_files_read_the_name_as_it_was_settled(unplaced, reviewer, at, draft):
    settle(reviewer, at)
    said = (library.Statement("party_1_country", "Colombia"),)
    parties = (library.Party(written=NAME.upper()), library.Party(written="Nowhere"))
    [placed] = place_settled([draft(parties=parties, statements=said)])
    assert placed.parties[0].place.id == MEDELLIN
    assert placed.parties[0].written == NAME.upper()
    assert placed.parties[1].place is None
    [elsewhere] = place_settled([draft(parties=parties, statements=())])
    assert elsewhere.parties[0].place is None, "of another country it may be another place"


def test_a_settled_name_follows_the_place_through_a_merge(reviewer, at, source, draft):
    facts = Facts("Candelaria", "municipality", "CO-ANT")
    enter_places([MEDELLIN])
    twin = add_place(facts=facts, reason="x", source=source, by=reviewer, at=at)
    settle(reviewer, at, country="", place=twin.pk)
    merge_places(pk=twin.pk, into=MEDELLIN, reason="x", by=reviewer, at=at)
    [placed] = place_settled([draft(parties=(library.Party(written=NAME),))])
    assert placed.parties[0].place.id == MEDELLIN


def test_a_place_entered_by_hand_is_found_in_later_files(reviewer, at, source, draft):
    facts = Facts("Vereda El Salado", "municipality", "CO-ANT")
    row = add_place(facts=facts, reason="x", source=source, by=reviewer, at=at)
    said = (library.Statement("party_1_country", "Colombia"),)
    parties = (library.Party(written="vereda el salado"),)
    [placed] = place_settled([draft(parties=parties, statements=said)])
    assert placed.parties[0].place.id == row.pk


def test_an_officer_may_not_settle_and_other_offices_stay_as_they_are(
    unplaced, reviewer, person, antioquia, jalisco, at
):
    other = unplaced(office=jalisco)
    with pytest.raises(NotAllowedError):
        settle(person(Role.OFFICER, antioquia), at)
    assert unplaced_names(reviewer) == []
    assert settle(reviewer, at).placed == 0
    assert other.parties.get(position=1).place is None
    assert SettledName.objects.count() == 1


@pytest.fixture
def twin(reviewer, at, source, enter, draft):
    """Two records of Medellín, each with an agreement."""
    facts = Facts("Medellin", "municipality", "CO-ANT", latitude=6.25, longitude=-75.57)
    enter_places([MEDELLIN])
    row = add_place(facts=facts, reason="x", source=source, by=reviewer, at=at)
    far = draft("a", "São Paulo").parties[1]
    for id_ in (MEDELLIN, row.pk):
        near = library.Party(
            written="Medellín", place=territories.territory(id_), status="matched"
        )
        enter(parties=(near, far))
    return row


def test_two_records_of_one_place_are_suggested_with_reasons(twin):
    [pair], total = same_places(most=10)
    assert total == 1
    assert {pair.likeness.first, pair.likeness.second} == {MEDELLIN, twin.pk}
    assert set(pair.likeness.reasons) == {
        "same_name",
        "very_near",
        "written_alike",
        "same_partner",
    }
    assert pair.likeness.score == 100
    assert pair.likeness.km < 2
    assert (pair.first_agreements, pair.second_agreements) == (1, 1)


def test_a_pair_that_was_told_apart_is_never_suggested_again(twin, reviewer, at):
    keep_apart(one=twin.pk, other=MEDELLIN, by=reviewer, at=at)
    assert same_places(most=10) == ([], 0)


def test_a_pair_that_was_merged_is_suggested_no_more(twin, reviewer, at):
    merge_places(pk=twin.pk, into=MEDELLIN, reason="x", by=reviewer, at=at)
    assert same_places(most=10) == ([], 0)
    assert Party.objects.filter(place=MEDELLIN).count() == 2


def test_a_town_and_the_state_of_its_name_are_two_places(enter, draft):
    far = draft("a", "Jalisco").parties[1]
    for id_, written in (("AR-X", "Provincia"), ("gn3860259", "Ciudad")):
        place = territories.territory(id_)
        enter(parties=(library.Party(written=written, place=place, status="matched"), far))
    assert same_places(most=10) == ([], 0)
