"""Builds the land of the small maps: ``python data/borders/small_map.py``.

Reads the borders that ``build.py`` wrote, projects them as ``website/portal/drawing.py`` projects
its points (Equal Earth, 1000 units wide), leaves out what is too small to be seen, and writes one
SVG symbol that the pages colour themselves.
"""

import json
import sys
from math import hypot
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from website.portal.equal_earth import HEIGHT, WIDTH, project  # noqa: E402

FOLDER = ROOT / "website" / "portal" / "static" / "portal"
TOLERANCE = 0.22  # units of the drawing
SMALLEST = 0.5  # square units

Point = tuple[float, float]


def simplified(ring: list[Point]) -> list[Point]:
    """The ring with fewer points (Douglas and Peucker 1973), none further off than TOLERANCE."""
    keep = {0, len(ring) - 1}
    middle = max(range(len(ring)), key=lambda n: hypot(*_minus(ring[n], ring[0])))
    keep.add(middle)
    waiting = [(0, middle), (middle, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda n: _off(ring[n], ring[first], ring[last]))
        if _off(ring[far], ring[first], ring[last]) > TOLERANCE:
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [ring[n] for n in sorted(keep)]


def _minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1]


def _off(point: Point, start: Point, end: Point) -> float:
    (x, y), (a, b) = _minus(point, start), _minus(end, start)
    length = a * a + b * b
    along = 0.0 if length == 0 else max(0.0, min(1.0, (x * a + y * b) / length))
    return hypot(x - along * a, y - along * b)


def area(ring: list[Point]) -> float:
    """The area of a ring, by the shoelace formula."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def path(rings: list[list[Point]]) -> str:
    """The rings as an SVG path, in steps of a tenth."""
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "Z" for ring in rings
    )


def globe() -> list[Point]:
    """The outline of the whole earth in this projection."""
    up = [project((180.0, float(latitude))) for latitude in range(-90, 91, 3)]
    down = [project((-180.0, float(latitude))) for latitude in range(90, -91, -3)]
    return [*up, *down, up[0]]


def main() -> None:
    """Write ``land.svg``."""
    borders = json.loads((FOLDER / "borders.geojson").read_text("utf-8"))
    rings = []
    for country in borders["features"]:
        for polygon in country["geometry"]["coordinates"]:
            for degrees in polygon:
                ring = [project((x, y)) for x, y in degrees]
                if area(ring) >= SMALLEST:
                    rings.append(simplified(ring))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">'
        f'<path id="globe" d="{path([globe()])}"/><path id="land" d="{path(rings)}"/></svg>\n'
    )
    (FOLDER / "land.svg").write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
