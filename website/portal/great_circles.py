"""The shortest line over the globe between two points, cut where a flat map ends."""

from twinpact import places as gazetteer

Point = tuple[float, float]  # longitude, latitude; degrees WGS84
STEPS = 33
STEPS_IN_SMALL = 13


def line(near: Point, far: Point, points: int = STEPS) -> list[list[Point]]:
    """The great circle in pieces, so that nothing crosses the map at the antimeridian."""
    steps = gazetteer.great_circle(near[::-1], far[::-1], points)
    return [
        [(longitude, latitude) for latitude, longitude in piece]
        for piece in gazetteer.cut_at_antimeridian(steps)
    ]
