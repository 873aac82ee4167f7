"""Merging two places that are one: all or nothing, one winner, and a way back."""

from dataclasses import replace
from functools import partial

import pytest

from tests.website import threads
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.actors.models import Organization
from website.agreements.actions import (
    MergeRefusedError,
    merge_places,
    undo_merge,
)
from website.agreements.actions.merging import FURTHER, MOVES
from website.agreements.history import history
from website.agreements.models import Agreement, Party, PublishedCount
from website.places import territories
from website.places.actions import Facts, add_place, enter_places
from website.places.models import Place, PlaceAct

MEDELLIN, ENVIGADO = "gn3674962", "gn3682631"
at_once = partial(threads.at_once, refusals=(MergeRefusedError,))


@pytest.fixture
def reviewer(person, antioquia):
    return person(Role.REVIEWER, antioquia)


@pytest.fixture
def twin(reviewer, source, at):
    """A second record of Medellín, entered by hand."""
    enter_places([MEDELLIN])
    facts = Facts("Villa de Medellín", "municipality", "CO-ANT", latitude=6.24, longitude=-75.58)
    return add_place(facts=facts, reason="In an old list", source=source, by=reviewer, at=at)


@pytest.fixture
def of_twin(enter, twin, draft):
    """An agreement whose near side is the second record."""

    def make(**values):
        [near, far] = draft("Medellín", "Jalisco").parties
        near = replace(
            near,
            written="Villa de Medellín",
            place=territories.territory(twin.pk),
            status="matched",
            organization="Alcaldía",
        )
        return enter(parties=(near, far), **values)

    return make


def merge(twin, by, at, into=MEDELLIN):
    return merge_places(pk=twin.pk, into=into, reason="One city", by=by, at=at)


def test_everything_that_pointed_at_the_merged_place_points_at_the_other(
    of_twin, twin, reviewer, source, at
):
    row = of_twin()
    count = PublishedCount.objects.create(territory=twin, unit="count", value=3, source=source)
    act = merge(twin, reviewer, at)
    assert row.parties.get(position=1).place_id == MEDELLIN
    assert Organization.objects.get(name="Alcaldía").place_id == MEDELLIN
    count.refresh_from_db()
    assert count.territory_id == MEDELLIN
    twin.refresh_from_db()
    assert (twin.merged_into_id, act.changes["parties"]) == (MEDELLIN, [row.parties.first().pk])
    assert territories.territory(twin.pk).id == MEDELLIN
    assert "villa de medellin" in Place.objects.get(pk=MEDELLIN).search


def test_every_way_of_pointing_at_a_place_is_moved_or_left_on_purpose():
    left = {"placeact", "differentplaces", "settledname", "placeevent", "placeactevent"}
    moved = {"party", "organization", "publishedcount", "place"}
    further = {one.model._meta.model_name for one in FURTHER.values()}
    pointing = {
        relation.related_model._meta.model_name
        for relation in Place._meta.get_fields(include_hidden=True)
        if relation.one_to_many and not relation.related_model._meta.model_name.endswith("event")
    }
    assert pointing - left == moved | further
    assert set(MOVES) == {"parties", "bodies", "signatures", "counts", "parts", "parent"}


def test_a_later_import_of_the_merged_place_lands_on_the_other(of_twin, twin, reviewer, at):
    merge(twin, reviewer, at)
    assert of_twin().parties.get(position=1).place_id == MEDELLIN


def test_the_agreements_are_found_by_the_name_that_stays_and_the_history_says_who(
    of_twin, twin, reviewer, at
):
    row = of_twin()
    merge(twin, reviewer, at)
    row.refresh_from_db()
    assert "medellin" in row.search.split()
    assert (row.version, row.changed_by) == (2, reviewer)


@pytest.mark.django_db(transaction=True)
def test_the_history_of_an_agreement_tells_both_names(of_twin, twin, reviewer, at):
    row = of_twin()
    merge(twin, reviewer, at)
    act = history(row.pk).acts[0]
    assert act.who == "Reviewer"
    [line] = act.lines
    assert line == (
        "Party 1: “Villa de Medellín, Antioquia, Colombia” became "
        "“Villa de Medellín = Medellín, Antioquia, Colombia”."
    )


def test_the_same_body_of_both_places_becomes_one_signer(of_twin, twin, reviewer, at):
    stays = Organization.objects.create(name="Alcaldía", kind="government", place_id=MEDELLIN)
    row = of_twin()
    was = row.parties.get(position=1).organization
    act = merge(twin, reviewer, at)
    assert row.parties.get(position=1).organization == stays
    undo_merge(pk=act.pk, reason="Two after all", by=reviewer, at=at)
    assert row.parties.get(position=1).organization == was


def test_a_merge_taken_back_moves_back_what_nobody_changed_since(of_twin, twin, reviewer, at):
    kept, edited = of_twin(), of_twin()
    enter_places([ENVIGADO])
    act = merge(twin, reviewer, at)
    Party.objects.filter(agreement=edited, position=1).update(place_id=ENVIGADO)
    back = undo_merge(pk=act.pk, reason="Two after all", by=reviewer, at=at)
    assert kept.parties.get(position=1).place_id == twin.pk
    assert edited.parties.get(position=1).place_id == ENVIGADO
    assert back.changes == {"parties": 1, "stayed": 1}
    twin.refresh_from_db()
    assert twin.merged_into_id is None
    assert Place.objects.get(pk=MEDELLIN).other_names == []
    with pytest.raises(MergeRefusedError, match="taken back already"):
        undo_merge(pk=act.pk, reason="again", by=reviewer, at=at)


def test_a_place_that_holds_the_other_gives_up_its_seat(reviewer, at, enter):
    enter_places([MEDELLIN])
    act = merge_places(pk="CO-ANT", into=MEDELLIN, reason="x", by=reviewer, at=at)
    assert Place.objects.get(pk=MEDELLIN).parent_id == "CO"
    undo_merge(pk=act.pk, reason="y", by=reviewer, at=at)
    assert Place.objects.get(pk=MEDELLIN).parent_id == "CO-ANT"


@pytest.mark.parametrize(
    ("pk", "into", "says"),
    [
        ("CO-ANT", "CO-ANT", "into itself"),
        ("CO-ANT", "BR-SP", "different countries"),
        ("CO", "CO-ANT", "country cannot be merged"),
    ],
)
def test_what_cannot_be_one_place_is_refused(pk, into, says, reviewer, at, db):
    enter_places([pk, into])
    with pytest.raises(MergeRefusedError, match=says):
        merge_places(pk=pk, into=into, reason="x", by=reviewer, at=at)


def test_two_parties_of_one_agreement_are_not_one_place(twin, enter, draft, reviewer, at):
    parties = tuple(
        replace(party, place=territories.territory(id_))
        for party, id_ in zip(draft("a", "b").parties, (twin.pk, MEDELLIN), strict=True)
    )
    row = enter(parties=parties)
    with pytest.raises(MergeRefusedError, match=f"number {row.pk} names both"):
        merge(twin, reviewer, at)


@pytest.mark.parametrize("role", [Role.READER, Role.OFFICER])
def test_readers_and_officers_may_not_merge(role, person, antioquia, twin, at):
    with pytest.raises(NotAllowedError):
        merge(twin, person(role, antioquia), at)
    assert not PlaceAct.objects.filter(kind="merged").exists()


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.AUTHORITY, Role.ADMINISTRATOR])
def test_those_who_answer_for_records_may_merge(role, person, antioquia, twin, at):
    assert merge(twin, person(role, antioquia), at).by.memberships.get().role == role


def test_a_chain_of_merges_leads_to_its_end(twin, reviewer, at, db):
    enter_places([ENVIGADO])
    first = merge(twin, reviewer, at, into=ENVIGADO)
    merge_places(pk=ENVIGADO, into=MEDELLIN, reason="x", by=reviewer, at=at)
    assert enter_places([twin.pk])[twin.pk].pk == MEDELLIN
    with pytest.raises(MergeRefusedError, match="Take that merge back first"):
        undo_merge(pk=first.pk, reason="x", by=reviewer, at=at)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_merge_at_once_one_wins_and_the_other_is_told(
    of_twin, twin, reviewer, at
):
    of_twin()
    enter_places([ENVIGADO])
    outcomes = at_once(
        lambda: merge(twin, reviewer, at),
        lambda: merge(twin, reviewer, at, into=ENVIGADO),
    )
    [refused] = [one for one in outcomes if isinstance(one, MergeRefusedError)]
    assert "was merged into" in str(refused)
    assert PlaceAct.objects.filter(kind="merged").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_merge_both_ways_at_once_one_wins(of_twin, twin, reviewer, at):
    of_twin()
    outcomes = at_once(
        lambda: merge(twin, reviewer, at),
        lambda: merge_places(pk=MEDELLIN, into=twin.pk, reason="x", by=reviewer, at=at),
    )
    assert sum(isinstance(one, MergeRefusedError) for one in outcomes) == 1
    assert Place.objects.exclude(merged_into=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_entry_during_a_merge_never_stays_on_the_merged_place(
    of_twin, twin, reviewer, at, draft, antioquia, source
):
    for _ in range(4):
        of_twin()

    def enter_more():
        return [of_twin().pk for _ in range(3)]

    at_once(lambda: merge(twin, reviewer, at), enter_more)
    assert not Party.objects.filter(place=twin).exists()
    assert Agreement.register.filter(parties__place=MEDELLIN).count() == 7
