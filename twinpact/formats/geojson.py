"""Agreements as lines on a map (GeoJSON, RFC 7946), and features of a map as records."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from twinpact.agreements import Agreement
from twinpact.formats.agreements import agreement_record
from twinpact.places import Place, cut_at_antimeridian, great_circle

POINTS = 32
"""How many points draw a great circle."""


def agreements_as_geojson(agreements: Iterable[Agreement], *, kept: Sequence[str] = ()) -> str:
    """One line for each pair of the first party and a partner, both with a known point.

    Lines follow the great circle and are cut where they cross the antimeridian (RFC 7946,
    section 3.1.9). An agreement without two known points is a feature without geometry
    (section 3.2), so that none is lost; the first feature of each holds its ``record``, which
    is the row of our own table.
    """
    lines = [feature for agreement in agreements for feature in features(agreement, kept=kept)]
    collection = {"type": "FeatureCollection", "features": lines}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def features(agreement: Agreement, *, kept: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
    """The lines of one agreement, from its first party to each partner; one feature at least."""
    record = agreement_record(agreement, kept=kept)
    placed = [party.place for party in agreement.parties if party.place is not None]
    lines = [(partner, _geometry(placed[0], partner)) for partner in placed[1:]]
    drawn = [(partner, line) for partner, line in lines if line is not None]
    for number, (partner, line) in enumerate(drawn):
        known = {"continues": True} if number else {"record": record}
        properties = _properties(agreement, placed[0], partner) | known
        yield {"type": "Feature", "geometry": line, "properties": properties}
    if not drawn:
        properties = {"row": agreement.row, "key": agreement.key, "record": record}
        yield {"type": "Feature", "geometry": None, "properties": properties}


def records_of_features(told: list[Any]) -> Iterator[dict[str, Any]]:
    """What the features of a map say of agreements: our own records, else their properties.

    The shape of a foreign feature is kept in words where it is a point.
    """
    for feature in told:
        properties = feature.get("properties") if isinstance(feature, dict) else None
        properties = properties if isinstance(properties, dict) else {}
        if isinstance(properties.get("record"), dict):
            yield properties["record"]
        elif not properties.get("continues"):
            yield properties | _point(feature)


def _point(feature: Any) -> dict[str, Any]:
    shape = feature.get("geometry") if isinstance(feature, dict) else None
    if not isinstance(shape, dict) or shape.get("type") != "Point":
        return {}
    match shape.get("coordinates"):
        case [int() | float() as longitude, int() | float() as latitude, *_]:
            return {"latitude": latitude, "longitude": longitude}
    return {}


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
