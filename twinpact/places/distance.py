"""How far apart two places are, and the line between them on the globe.

Great circles on a sphere of the mean Earth radius, 6371.0088 km (IUGG); an agreement's distance
needs no ellipsoid, whose difference is under 0.6 %.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import asin, atan2, cos, degrees, floor, hypot, radians, sin, sqrt

from twinpact.places.place import Place

EARTH_RADIUS_KM = 6371.0088

Point = tuple[float, float]


def distance_km(a: Place | Point, b: Place | Point) -> float | None:
    """Kilometres between two places or points (latitude, longitude), None where one is unknown."""
    first, second = _point(a), _point(b)
    if first is None or second is None:
        return None
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(_haversine(first, second))))


def great_circle(a: Place | Point, b: Place | Point, points: int = 64) -> tuple[Point, ...]:
    """The shortest line between two places as points (latitude, longitude), both ends included.

    Longitudes run on past 180 degrees rather than jump, so that the line can be drawn without a
    band across the map. Unknown points give an empty line. Ed Williams, "Aviation Formulary",
    intermediate points on a great circle.
    """
    first, second = _point(a), _point(b)
    if first is None or second is None or points < 2:
        return ()
    angle = 2 * asin(min(1.0, sqrt(_haversine(first, second))))
    if angle < 1e-9 or angle > 3.14158:
        return (first, second)
    line = [_between(first, second, angle, step / (points - 1)) for step in range(points)]
    return tuple(_unrolled(line))


def cut_at_antimeridian(line: Sequence[Point]) -> list[list[Point]]:
    """A line of ``great_circle`` in pieces between -180 and 180 degrees (RFC 7946, 3.1.9).

    Points are latitude and longitude. An empty line gives no piece.
    """
    if not line:
        return []
    pieces = [[_on_the_map(line[0], _turn(line[0]))]]
    for before, after in pairwise(line):
        if _turn(before) != _turn(after):
            edge = 180.0 + 360 * min(_turn(before), _turn(after))
            part = (edge - before[1]) / (after[1] - before[1])
            meeting = (before[0] + part * (after[0] - before[0]), edge)
            pieces[-1].append(_on_the_map(meeting, _turn(before)))
            pieces.append([_on_the_map(meeting, _turn(after))])
        pieces[-1].append(_on_the_map(after, _turn(after)))
    return pieces


def _turn(point: Point) -> int:
    """How often a line has gone around the globe at a point: 0 between -180 and 180 degrees."""
    return floor((point[1] + 180) / 360)


def _on_the_map(point: Point, turn: int) -> Point:
    return point[0], point[1] - 360 * turn


def _between(first: Point, second: Point, angle: float, share: float) -> Point:
    near, far = sin((1 - share) * angle) / sin(angle), sin(share * angle) / sin(angle)
    x = y = z = 0.0
    for factor, (latitude, longitude) in ((near, first), (far, second)):
        x += factor * cos(radians(latitude)) * cos(radians(longitude))
        y += factor * cos(radians(latitude)) * sin(radians(longitude))
        z += factor * sin(radians(latitude))
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def _unrolled(line: list[Point]) -> list[Point]:
    unrolled = [line[0]]
    for latitude, longitude in line[1:]:
        turns = round((unrolled[-1][1] - longitude) / 360)
        unrolled.append((latitude, longitude + 360 * turns))
    return unrolled


def _haversine(first: Point, second: Point) -> float:
    (lat_1, lon_1), (lat_2, lon_2) = first, second
    across = sin(radians(lat_2 - lat_1) / 2) ** 2
    along = sin(radians(lon_2 - lon_1) / 2) ** 2
    return across + cos(radians(lat_1)) * cos(radians(lat_2)) * along


def _point(place: Place | Point) -> Point | None:
    if not isinstance(place, Place):
        return place
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude
