"""Small maps and bars as plain SVG: an arc between two territories, how much is known.

The land itself is the file ``static/portal/land.svg`` that ``data/borders/small_map.py`` builds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from website.agreements import words
from website.agreements.counting import Known
from website.agreements.models import Agreement
from website.agreements.queries import Arc
from website.places.models import Place
from website.portal.equal_earth import HEIGHT, WIDTH, Point, project
from website.portal.great_circles import line

SMALLEST_FRAME = 260.0  # of the world's 1000, so that the reader knows where it is
FRAME_RATIO = 0.62
MARGIN = 0.18


@dataclass(frozen=True, slots=True)
class DrawnArc:
    """A line from the near to the far side; its tint runs between the two ends."""

    path: str
    near: tuple[float, float]
    far: tuple[float, float]
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map in small: the frame in the world's units, the arcs, and points without an arc."""

    frame: str
    arcs: Sequence[DrawnArc]
    points: Sequence[tuple[float, float]]
    dot: float
    left_out: int = 0


def path(pieces: Iterable[Sequence[Point]]) -> str:
    """The SVG path of a line in pieces."""
    drawn = []
    for piece in pieces:
        steps = (project(point) for point in piece)
        drawn.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in steps))
    return "".join(drawn)


def _arc(near: Point, far: Point, label: str = "") -> DrawnArc:
    return DrawnArc(path(line(near, far)), _rounded(near), _rounded(far), label)


def _rounded(point: Point) -> tuple[float, float]:
    x, y = project(point)
    return round(x, 1), round(y, 1)


def world(lines: Sequence[Arc], *, most: int) -> Drawing:
    """The whole world with its busiest lines."""
    busiest = sorted(lines, key=lambda arc: -arc.agreements)[:most]
    drawn = [_arc(arc.near_point, arc.far_point) for arc in busiest]
    frame = f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"
    return Drawing(frame, drawn, (), 2.2, left_out=len(lines) - len(busiest))


def agreement(row: Agreement) -> Drawing | None:
    """The parties of an agreement; None where fewer than two have a point."""
    placed = [_point(party.place) for party in row.parties.all() if _point(party.place)]
    if len(placed) < 2:
        return None
    return _close_up([_arc(placed[0], far, words.title(row)) for far in placed[1:]], ())


def place(row: Place, agreements: Iterable[Agreement]) -> Drawing | None:
    """A territory and the lines to its partners; None where its point is not known."""
    here = _point(row)
    if here is None:
        return None
    drawn = []
    for found in agreements:
        points = [_point(party.place) for party in found.parties.all() if _point(party.place)]
        drawn += [_arc(points[0], far, words.title(found)) for far in points[1:]]
    return _close_up(drawn, (_rounded(here),))


def _point(row: Place | None) -> Point | None:
    if row is None or row.longitude is None or row.latitude is None:
        return None
    return row.longitude, row.latitude


def _close_up(drawn: Sequence[DrawnArc], points: Sequence[tuple[float, float]]) -> Drawing:
    """A frame around the arcs and points, wide enough to recognise where it is."""
    corners = [corner for arc in drawn for corner in _corners(arc)] + list(points)
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    width = max(right - left, (bottom - top) / FRAME_RATIO, SMALLEST_FRAME) * (1 + 2 * MARGIN)
    width = min(width, WIDTH)
    height = width * FRAME_RATIO
    x = min(max((left + right - width) / 2, 0), WIDTH - width)
    y = min(max((top + bottom - height) / 2, -height / 4), HEIGHT - height * 0.75)
    return Drawing(f"{x:.0f} {y:.0f} {width:.0f} {height:.0f}", drawn, points, width / 130)


def _corners(arc: DrawnArc) -> list[tuple[float, float]]:
    steps = arc.path.replace("M", "L").split("L")[1:]
    return [(float(x), float(y)) for x, y in (step.split() for step in steps)]


@dataclass(frozen=True, slots=True)
class Bar:
    """For how many agreements a field is known, as lengths of a bar of 100."""

    field: str
    known: int
    total: int
    share: float

    @property
    def unknown_share(self) -> float:
        """What is left of 100."""
        return round(100 - self.share, 2)


def bars(known: Iterable[Known]) -> list[Bar]:
    """The bars of completeness; none where there are no agreements."""
    return [
        Bar(row.field, row.known, row.total, round(100 * row.known / row.total, 2))
        for row in known
        if row.total
    ]
