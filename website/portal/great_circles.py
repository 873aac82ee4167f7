"""The shortest line over the globe between two points, cut where a flat map ends."""

from itertools import pairwise
from math import floor

from twinpact import places as gazetteer

Point = tuple[float, float]  # longitude, latitude; degrees WGS84
STEPS = 33
STEPS_IN_SMALL = 13


def line(near: Point, far: Point, points: int = STEPS) -> list[list[Point]]:
    """The great circle in pieces, so that nothing crosses the map at the antimeridian."""
    steps = [
        (longitude, latitude)
        for latitude, longitude in gazetteer.great_circle(near[::-1], far[::-1], points)
    ]
    pieces = [[_on_the_map(steps[0], _turn(steps[0]))]]
    for before, after in pairwise(steps):
        if _turn(before) != _turn(after):
            edge = 180.0 + 360 * min(_turn(before), _turn(after))
            part = (edge - before[0]) / (after[0] - before[0])
            meeting = (edge, before[1] + part * (after[1] - before[1]))
            pieces[-1].append(_on_the_map(meeting, _turn(before)))
            pieces.append([_on_the_map(meeting, _turn(after))])
        pieces[-1].append(_on_the_map(after, _turn(after)))
    return pieces


def _turn(point: Point) -> int:
    """How often the line has gone around the globe at this point: 0 between -180 and 180."""
    return floor((point[0] + 180) / 360)


def _on_the_map(point: Point, turn: int) -> Point:
    return point[0] - 360 * turn, point[1]
