"""Places of the register that may be one and the same, with what speaks for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db import connection
from django.db.models import Count, Q

from website.agreements.likeness import Evidence, Likeness, alike, folded_names
from website.agreements.models import Agreement, Party
from website.agreements.remembering import remembered
from website.places import convert
from website.places.models import DifferentPlaces, Place

Pair = tuple[str, str]

# One name written for two places of a country.
WRITTEN_ALIKE = """
    SELECT array_agg(DISTINCT party.place_id)
    FROM agreements_party party JOIN places_place place ON place.id = party.place_id
    WHERE place.level <> 'country'
    GROUP BY lower(party.written), place.country
    HAVING count(DISTINCT party.place_id) BETWEEN 2 AND 6
"""
# Two sources of one agreement that read the same party as two places.
TWO_READINGS = """
    SELECT array_agg(DISTINCT value #>> '{}')
    FROM agreements_agreementstatement
    WHERE field ~ '^party_[0-9]+$' AND value IS NOT NULL
    GROUP BY agreement_id, field HAVING count(DISTINCT value) > 1
"""
# A partner that has agreements with both.
SAME_PARTNER = """
    SELECT one.place_id, other.place_id
    FROM unnest(%s::text[], %s::text[]) AS pair(first, second)
    JOIN agreements_party one ON one.place_id = pair.first
    JOIN agreements_party far ON far.agreement_id = one.agreement_id AND far.id <> one.id
    JOIN agreements_party back ON back.place_id = far.place_id
    JOIN agreements_party other
      ON other.agreement_id = back.agreement_id AND other.place_id = pair.second
    GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Suspect:
    """Two places that may be one, with how many agreements each has."""

    likeness: Likeness
    first: Place
    second: Place
    first_agreements: int
    second_agreements: int


def same_places(*, most: int, skip: int = 0) -> tuple[list[Suspect], int]:
    """A page of the pairs that nobody has decided on yet, and how many there are."""
    decided = set(DifferentPlaces.objects.values_list("first", "second"))
    decided |= {(second, first) for first, second in decided}
    pairs = [
        pair
        for pair in _likenesses(Agreement.register.all())
        if (pair.first, pair.second) not in decided
    ]
    shown = pairs[skip : skip + most]
    ids = {pk for pair in shown for pk in (pair.first, pair.second)}
    rows = Place.objects.select_related("parent__parent").in_bulk(list(ids))
    counts = agreements_of(ids)
    return [
        Suspect(
            pair,
            rows[pair.first],
            rows[pair.second],
            counts.get(pair.first, 0),
            counts.get(pair.second, 0),
        )
        for pair in shown
    ], len(pairs)


def agreements_of(ids: Iterable[str]) -> dict[str, int]:
    """How many agreements name each of these places."""
    counted = Party.objects.filter(place__in=list(ids)).order_by().values_list("place")
    return dict(counted.annotate(n=Count("agreement_id", distinct=True)))


@remembered
def _likenesses(_register: object) -> list[Likeness]:
    """The likely pairs of the register, computed anew when an agreement or a place changed."""
    named = Party.objects.filter(place__isnull=False).order_by().values("place").distinct()
    rows = Place.objects.filter(Q(pk__in=named) | Q(pk__startswith="tp"), merged_into=None)
    places, names = {}, {}
    for row in rows.exclude(level="country"):
        places[row.pk] = convert.to_library(row)
        names[row.pk] = folded_names(row.name, *row.names.values(), *row.other_names)
    said = Evidence(frozenset(_pairs(WRITTEN_ALIKE)), frozenset(_pairs(TWO_READINGS)), frozenset())
    first = alike(places, names, said)
    partners = frozenset(_partners(first))
    if not partners:
        return first
    return alike(places, names, Evidence(said.written_alike, said.two_readings, partners))


def _pairs(query: str) -> Iterable[Pair]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        for (ids,) in cursor.fetchall():
            yield from combinations(sorted(ids), 2)


def _partners(pairs: Sequence[Likeness]) -> Iterable[Pair]:
    with connection.cursor() as cursor:
        cursor.execute(
            SAME_PARTNER, [[pair.first for pair in pairs], [pair.second for pair in pairs]]
        )
        return cursor.fetchall()
