"""Small maps and bars as plain SVG: an arc between two territories, how much is known.

The land itself is the file ``static/portal/land.svg`` that ``data/borders/small_map.py`` builds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from website.agreements.counting import Known
from website.agreements.models import Agreement
from website.agreements.queries import Arc
from website.places.models import Place
from website.portal.equal_earth import HEIGHT, WIDTH, Point, project
from website.portal.great_circles import STEPS, STEPS_IN_SMALL, line

SMALLEST_FRAME = 260.0  # of the world's 1000, so that the reader knows where it is
FRAME_RATIO = 0.62
MARGIN = 0.18


Spot = tuple[str, str]  # a drawn point, as SVG writes it: always with a decimal point


@dataclass(frozen=True, slots=True)
class DrawnArc:
    """A line from the near to the far side; its tint runs between the two ends."""

    path: str
    near: Spot
    far: Spot


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map in small: the frame in the world's units, the arcs and the points, each once."""

    frame: str
    arcs: Sequence[DrawnArc]
    near: Sequence[Spot]
    far: Sequence[Spot]
    dot: str
    left_out: int = 0


def path(pieces: Iterable[Sequence[Point]]) -> str:
    """The SVG path of a line in pieces."""
    drawn = []
    for piece in pieces:
        steps = (project(point) for point in piece)
        drawn.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in steps))
    return "".join(drawn)


def _arc(near: Point, far: Point, points: int = STEPS) -> DrawnArc:
    return DrawnArc(path(line(near, far, points)), _spot(near), _spot(far))


def _spot(point: Point) -> Spot:
    x, y = project(point)
    return f"{x:.1f}", f"{y:.1f}"


def _drawing(
    frame: str,
    arcs: Sequence[DrawnArc],
    *,
    dot: float,
    here: Sequence[Spot] = (),
    left_out: int = 0,
) -> Drawing:
    near = dict.fromkeys([*here, *(arc.near for arc in arcs)])
    far = dict.fromkeys(arc.far for arc in arcs if arc.far not in near)
    return Drawing(frame, arcs, tuple(near), tuple(far), f"{dot:.1f}", left_out)


def world(lines: Sequence[Arc], *, most: int) -> Drawing:
    """The whole world with its busiest lines."""
    busiest = sorted(lines, key=lambda arc: -arc.agreements)[:most]
    drawn = [_arc(arc.near_point, arc.far_point, STEPS_IN_SMALL) for arc in busiest]
    frame = f"0 0 {WIDTH:.0f} {HEIGHT:.0f}"
    return _drawing(frame, drawn, dot=2.2, left_out=len(lines) - len(busiest))


def agreement(row: Agreement) -> Drawing | None:
    """The parties of an agreement; None where fewer than two have a point."""
    drawn = _arcs(row)
    return _close_up(drawn, ()) if drawn else None


def place(row: Place, agreements: Iterable[Agreement]) -> Drawing | None:
    """A territory and the lines to its partners; None where its point is not known."""
    here = _point(row)
    if here is None:
        return None
    return _close_up([arc for found in agreements for arc in _arcs(found)], (_spot(here),))


def _arcs(row: Agreement) -> list[DrawnArc]:
    points = [_point(party.place) for party in row.parties.all()]
    placed = [point for point in points if point]
    return [_arc(placed[0], far) for far in placed[1:]]


def _point(row: Place | None) -> Point | None:
    if row is None or row.longitude is None or row.latitude is None:
        return None
    return row.longitude, row.latitude


def _close_up(drawn: Sequence[DrawnArc], here: Sequence[Spot]) -> Drawing:
    """A frame around the arcs and points, wide enough to recognise where it is."""
    corners = [corner for arc in drawn for corner in _corners(arc)]
    corners += [(float(x), float(y)) for x, y in here]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    width = max(right - left, (bottom - top) / FRAME_RATIO, SMALLEST_FRAME) * (1 + 2 * MARGIN)
    width = min(width, WIDTH)
    height = width * FRAME_RATIO
    x = min(max((left + right - width) / 2, 0), WIDTH - width)
    y = min(max((top + bottom - height) / 2, -height / 4), HEIGHT - height * 0.75)
    frame = f"{x:.0f} {y:.0f} {width:.0f} {height:.0f}"
    return _drawing(frame, drawn, dot=width / 130, here=here)


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
