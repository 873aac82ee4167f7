"""Points that a source gives wrongly: what the name itself says against them."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz

from benchmarks.gold_sets import NEAR_KM, REGIONS, Asked, Point
from twinpact.places import Place, Resolution, ancestors, distance_km
from twinpact.places.gazetteer_tables import gazetteer, key
from twinpact.places.titles import without_title
from twinpact.vocabularies import fold

ALIKE, BY_SO_MUCH = 85, 8
A_FALLBACK_HAS = 3
MIDDLE_KM = 40
KM_OF_A_DEGREE = 111.2


class SourcePoints:
    """Which of the points of a source the names contradict.

    A point is contradicted by an answer when the answer bears the written name (85 of 100 letters
    alike and more) and nothing within 25 km of the point bears it nearly as well; when both bear
    it, but what stands beside the name is the answer's and not the point's; when the answer is a
    region around the point, and nothing at the point bears the name; or when the source gives the
    point to three names and more, no place near it bears them, and none bears this name: then the
    source gave it where it knew no other. So it is, too, when the point is the middle (within
    40 km) of the state or district of the same name that the answer lies in.
    """

    def __init__(self, asked: Iterable[Asked]) -> None:
        book = gazetteer()
        self.latitude = np.array(book.latitude)
        self.longitude = np.array(book.longitude)
        named = np.array(book.named)
        self.order = np.argsort(named, kind="stable")
        self.starts = np.searchsorted(named[self.order], np.arange(len(self.latitude) + 1))
        self.written_at: dict[Point, set[str]] = defaultdict(set)
        for one in asked:
            for point in one.right.points:
                self.written_at[point].add(one.written.name)
        self.is_fallback = cache(self._is_fallback)

    def contradicted(self, one: Asked, answer: Resolution) -> bool:
        """Whether a name and its answer say that the source's point is not the place's."""
        place = answer.place
        if place is None or len(one.right.points) != 1 or one.right.levels or one.right.codes:
            return False
        (point,) = one.right.points
        name = one.written.name
        mine, there = set(self.names_of(gazetteer().row(place.id))), self.names_near(point)
        if _is_better(name, mine, there) or _is_better(head(name), mine, there):
            return True
        if alike(head(name), mine) >= ALIKE and self._is_beside(name, place, point, there):
            return True
        if _holds(place, name, self.rows_near(point), there):
            return True
        fallback = alike(name, there) < ALIKE and self.is_fallback(point)
        return fallback or _is_middle_of_its_region(place, point, name)

    def _is_beside(self, name: str, place: Place, point: Point, there: set[str]) -> bool:
        """Whether what stands beside the name is the answer's, or holds it, and not the point's.

        "Susice (Schüttenhofen)" is the town that Germans call so; "Vienne (Isère)" lies in Isère.
        """
        beside = head(name, beside=True)
        if not beside:
            return False
        mine = set(self.names_of(gazetteer().row(place.id)))
        around = {key(one) for region in regions_of(place) for one in _names(region)}
        return _is_better(beside, mine | around, there | self.regions_near(point))

    def regions_near(self, point: Point) -> set[str]:
        """The folded names of what holds the places within 25 km."""
        book = gazetteer()
        holders = {row for near in self.rows_near(point) for row in book.holders(near)}
        return {name for row in holders for name in self.names_of(row)}

    def _is_fallback(self, point: Point) -> bool:
        names = self.written_at.get(point, set())
        strange = sum(alike(name, self.names_near(point)) < ALIKE for name in names)
        return strange >= A_FALLBACK_HAS

    def names_near(self, point: Point) -> set[str]:
        """The folded names of all that lies within 25 km."""
        return {name for row in self.rows_near(point) for name in self.names_of(row)}

    def rows_near(self, point: Point) -> list[int]:
        """What lies within 25 km."""
        north = self.latitude - point[0]
        east = (self.longitude - point[1]) * np.cos(np.radians(point[0]))
        near = np.nonzero(north**2 + east**2 <= (NEAR_KM / KM_OF_A_DEGREE) ** 2)[0]
        return [int(row) for row in near]

    def names_of(self, row: int) -> Iterator[str]:
        """The folded names of a place."""
        keys = gazetteer().keys
        for at in self.order[self.starts[row] : self.starts[row + 1]]:
            yield keys[int(at)]

    def write(self, path: Path, sets: Mapping[str, Iterable[Asked]]) -> None:
        """The points that names contradict, with the place that bears the name, as CSV."""
        from twinpact.places import resolve_all  # noqa: PLC0415

        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(("set", "name", "country", "lat", "lon", "place", "place_name", "km"))
            for name, asked in sets.items():
                some = list(asked)
                for one, answer in zip(some, resolve_all([x.written for x in some]), strict=True):
                    place = answer.place
                    if place is None or one.right.is_(place):
                        continue
                    if self.contradicted(one, answer):
                        written = (one.written.name, one.written.country, *one.right.points[0])
                        table.writerow((name, *written, *_told(place, one.right.points[0])))


def _is_middle_of_its_region(place: Place, point: Point, name: str) -> bool:
    regions = regions_of(place)
    near = (region for region in regions if (distance_km(region, point) or 0) <= MIDDLE_KM)
    names = (name, head(name, beside=True))
    return any(
        alike(one, {key(other) for other in _names(region)}) >= ALIKE
        for region in near
        for one in names
        if one
    )


def regions_of(place: Place) -> tuple[Place, ...]:
    """The states and districts that hold a place."""
    return tuple(one for one in ancestors(place) if one.level in {"state", "intermediate"})


def _names(place: Place) -> set[str]:
    return {place.name, *place.names.values()}


def _told(place: Place, point: Point) -> tuple[str, str, str]:
    away = distance_km(place, point)
    return place.id, place.name, "" if away is None else f"{away:.0f}"


def _holds(place: Place, name: str, near: Iterable[int], there: set[str]) -> bool:
    """Whether the answer is a region around the point, and nothing at the point is called so."""
    book = gazetteer()
    row = book.row(place.id)
    inside = any(row in book.holders(one) for one in near)
    return place.level in REGIONS and inside and key(name) not in there


def _is_better(name: str, mine: set[str], there: set[str]) -> bool:
    """Whether a name is that of the answer, and nothing near the point is called nearly so."""
    own = alike(name, mine)
    return own >= ALIKE and own > alike(name, there) + BY_SO_MUCH


def head(name: str, *, beside: bool = False) -> str:
    """What stands before a comma or bracket, or beside it, without titles of territories."""
    before, _, after = re.sub(r"[,()/]", "\0", name).partition("\0")
    text = after.replace("\0", " ") if beside else before
    shorter = (titled.name for titled in without_title(fold(text)))
    return next(shorter, text.strip())


def alike(name: str, keys: Iterable[str]) -> float:
    """How nearly a written name, or a part of it, is one of the folded names, 0 to 100."""
    parts = {key(part) for part in (name, *re.split(r"[,(/)]", name))}
    long_enough = [part for part in parts if len(part) > 2]
    scores = (fuzz.ratio(part, other) for other in keys for part in long_enough)
    return max(scores, default=0.0)
