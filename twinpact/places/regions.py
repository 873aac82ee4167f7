"""The regions of the world by UN M49, and which hold which."""

from functools import cache

from twinpact.vocabularies import term, terms


@cache
def subregions(region: str) -> tuple[str, ...]:
    """The region and all that lie within it: ``419`` gives ``419``, ``005``, ``013``, ``029``.

    Raises:
        UnknownWordError: M49 has no such region.
    """
    term("regions", region)
    within = {region}
    for code, word in terms("regions").items():
        above = word.extra.get("parent")
        while above is not None:
            if above in within:
                within.add(code)
            above = terms("regions")[above].extra.get("parent")
    return tuple(code for code in terms("regions") if code in within)
