"""Agreements as lines on a map (GeoJSON, RFC 7946)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from twinpact.agreements import Agreement
from twinpact.places import Place, cut_at_antimeridian, great_circle

POINTS = 32
"""How many points draw a great circle."""


def agreements_as_geojson(agreements: Iterable[Agreement]) -> str:
    """One line for each pair of the first party and a partner, both with a known point.

    Lines follow the great circle and are cut where they cross the antimeridian (RFC 7946,
    section 3.1.9). Agreements without two known points draw no line.
    """
    lines = [feature for agreement in agreements for feature in features(agreement)]
    collection = {"type": "FeatureCollection", "features": lines}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def features(agreement: Agreement) -> Iterator[dict[str, Any]]:
    """The lines of one agreement, from its first party to each partner."""
    placed = [party.place for party in agreement.parties if party.place is not None]
    for partner in placed[1:]:
        line = _geometry(placed[0], partner)
        if line is not None:
            yield {
                "type": "Feature",
                "geometry": line,
                "properties": _properties(agreement, placed[0], partner),
            }


def _properties(agreement: Agreement, near: Place, far: Place) -> dict[str, Any]:
    return {
        "row": agreement.row,
        "key": agreement.key,
        "form": agreement.form,
        "signed": agreement.signed.isoformat() or None,
        "from": near.name,
        "from_id": near.id,
        "to": far.name,
        "to_id": far.id,
        "themes": [theme.theme for theme in agreement.themes if theme.theme is not None],
    }


def _geometry(near: Place, far: Place) -> dict[str, Any] | None:
    """The line in longitude and latitude, cut at the antimeridian."""
    lines = [
        [[round(longitude, 5), round(latitude, 5)] for latitude, longitude in piece]
        for piece in cut_at_antimeridian(great_circle(near, far, POINTS))
    ]
    if not lines:
        return None
    if len(lines) == 1:
        return {"type": "LineString", "coordinates": lines[0]}
    return {"type": "MultiLineString", "coordinates": lines}
