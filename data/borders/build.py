"""Builds the borders of the map: ``python data/borders/build.py [FOLDER OF PACKAGES]``.

Reads the 1:50m countries of Natural Earth from the npm package ``world-atlas`` (TopoJSON) and
writes GeoJSON with two decimals. A shape that crosses the antimeridian is cut there: on a
Mercator map it would otherwise draw a band around the world.
"""

import json
import subprocess
import sys
import tarfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "website" / "portal" / "static" / "portal" / "borders.geojson"
PACKAGE, VERSION = "world-atlas", "2.0.2"
LEFT_OUT = {"Antarctica"}
WITHOUT_NUMBER = {"Kosovo": "XK"}
SMALLEST = 0.0005  # square degrees: smaller rings are specks on any map of the world

Point = tuple[float, float]
Ring = list[Point]


def topology(folder: Path) -> dict[str, Any]:
    """The package's TopoJSON, fetched if it is not in the folder."""
    file = folder / f"{PACKAGE}-{VERSION}.tgz"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True)
    with tarfile.open(file) as archive:
        member = archive.extractfile("package/countries-50m.json")
        if member is None:
            raise FileNotFoundError("countries-50m.json")
        found: dict[str, Any] = json.load(member)
    return found


def arcs(source: dict[str, Any]) -> list[Ring]:
    """The lines of the topology in degrees. TopoJSON 1.0: each point is a step from the last."""
    scale, shift = source["transform"]["scale"], source["transform"]["translate"]
    lines = []
    for arc in source["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        lines.append(line)
    return lines


def ring(numbers: list[int], lines: list[Ring]) -> Ring:
    """A closed line joined from arcs; a negative number is an arc run backwards."""
    points: Ring = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points.extend(line[1:] if points else line)
    return points


def cut(points: Ring) -> list[Ring]:
    """A ring as one ring or several that do not cross the antimeridian."""
    whole = unrolled(points)
    west, east = min(x for x, _ in whole), max(x for x, _ in whole)
    parts = []
    for turn in range(int((west + 180) // 360), int((east + 180) // 360) + 1):
        left, right = 360 * turn - 180, 360 * turn + 180
        part = clipped(clipped(whole, left, sign=1), right, sign=-1)
        if len(part) > 3:
            parts.append([(x - 360 * turn, y) for x, y in part])
    return parts


def unrolled(points: Ring) -> Ring:
    """The ring with longitudes that run on past 180 degrees instead of jumping."""
    found = [points[0]]
    for x, y in points[1:]:
        turns = round((found[-1][0] - x) / 360)
        found.append((x + 360 * turns, y))
    return found


def clipped(points: Ring, edge: float, *, sign: int) -> Ring:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman, 1974)."""
    kept: Ring = []
    for (x1, y1), (x2, y2) in pairwise(points):
        inside_1, inside_2 = sign * (x1 - edge) >= 0, sign * (x2 - edge) >= 0
        if inside_1 != inside_2:
            share = (edge - x1) / (x2 - x1)
            kept.append((edge, y1 + share * (y2 - y1)))
        if inside_2:
            kept.append((x2, y2))
    return [*kept, kept[0]] if kept else []


def rounded(points: Ring) -> Ring:
    """Two decimals, without points that fall on the one before."""
    found: Ring = []
    for x, y in points:
        point = (round(x, 2), round(y, 2))
        if not found or point != found[-1]:
            found.append(point)
    return found


def area(points: Ring) -> float:
    """Square degrees inside a ring."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(points))) / 2


def polygons(geometry: dict[str, Any], lines: list[Ring]) -> list[list[Ring]]:
    """The polygons of a country: each an outer ring and its holes."""
    several = {"Polygon": [geometry.get("arcs")], "MultiPolygon": geometry.get("arcs")}
    found = []
    for outline, *holes in several[geometry["type"]]:
        outer = [rounded(part) for part in cut(ring(outline, lines))]
        inner = [rounded(part) for hole in holes for part in cut(ring(hole, lines))]
        large = [part for part in outer if len(part) > 3 and area(part) >= SMALLEST]
        # A country with holes is never one that the antimeridian cuts.
        found.extend([[part, *inner] if len(outer) == 1 else [part] for part in large])
    return found


def feature(geometry: dict[str, Any], lines: list[Ring]) -> dict[str, Any] | None:
    """A country as a GeoJSON feature, None where nothing of it is left."""
    name = geometry["properties"]["name"]
    shapes = polygons(geometry, lines) if name not in LEFT_OUT else []
    if not shapes:
        return None
    country = pycountry.countries.get(numeric=str(geometry.get("id", "")).zfill(3))
    return {
        "type": "Feature",
        "properties": {
            "iso": country.alpha_2 if country else WITHOUT_NUMBER.get(name, ""),
            "name": name,
        },
        "geometry": {"type": "MultiPolygon", "coordinates": shapes},
    }


def main() -> None:
    """Write the file and say how large it is."""
    source = topology(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / "packages")
    lines = arcs(source)
    found = [feature(shape, lines) for shape in source["objects"]["countries"]["geometries"]]
    features = [one for one in found if one is not None]
    collection = {"type": "FeatureCollection", "features": features}
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(text + "\n", "utf-8")
    print(
        f"{TARGET.relative_to(ROOT)}: {len(features)} countries, {TARGET.stat().st_size:,} bytes"
    )


if __name__ == "__main__":
    main()
