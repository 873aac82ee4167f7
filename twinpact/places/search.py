"""Places whose name begins with what somebody has typed so far."""

from collections.abc import Iterator

from twinpact.places.gazetteer_tables import ALTERNATE, CORE, LEVELS, Gazetteer, gazetteer, key
from twinpact.places.place import Level, Place

# Names looked at before the best are taken: enough for two letters in one country.
_LOOKED_AT = 60_000


def search(
    prefix: str, *, limit: int = 10, level: Level | None = None, country: str | None = None
) -> list[Place]:
    """The places to offer for a beginning, the best known first.

    ``country`` is a code. A place counts by its people; one called exactly so comes before the
    others, and one that only has the beginning in another name comes after those with it in
    their own.
    """
    typed = key(prefix)
    if not typed or limit < 1:
        return []
    best: dict[int, float] = {}
    for row, score in _scored(gazetteer(), typed, level, country):
        best[row] = max(score, best.get(row, 0.0))
    rows = sorted(best, key=lambda row: (-best[row], row))[:limit]
    return [gazetteer().place(row) for row in rows]


def _scored(
    book: Gazetteer, typed: str, level: Level | None, country: str | None
) -> Iterator[tuple[int, float]]:
    exact = {name.row: name.kind for name in book.called(typed)}
    for line, name in enumerate(book.beginning(typed)):
        if line >= _LOOKED_AT:
            break
        if level is not None and LEVELS[book.level[name.row]] != level:
            continue
        if country is not None and book.country(name.row) != country:
            continue
        factor = {ALTERNATE: 0.2, CORE: 0.2}.get(name.kind, 1.0)
        bonus = 50.0 if exact.get(name.row, CORE) < CORE else 1.0
        yield name.row, factor * bonus * (book.weight[name.row] + 1)
