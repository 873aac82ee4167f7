"""The ways to divide agreements: each dimension gives every agreement its words."""

from collections.abc import Callable

import ibis
from ibis import _

from twinpact.indicators.tables import AGREEMENTS, MOTIVATIONS, PARTIES, THEMES


def _own(column: str) -> Callable[[], ibis.Table]:
    """A column of the agreement itself."""
    return lambda: AGREEMENTS.select(agreement_id=_.id, word=AGREEMENTS[column])


def _near(column: str) -> Callable[[], ibis.Table]:
    """A column of the near side's place (position 1)."""
    return lambda: PARTIES.filter(_.position == 1).select("agreement_id", word=PARTIES[column])


def _far(column: str) -> Callable[[], ibis.Table]:
    """A column of the partners' places; two partners of one word count once."""
    return lambda: (
        PARTIES.filter(_.position > 1).select("agreement_id", word=PARTIES[column]).distinct()
    )


def _year() -> ibis.Table:
    """The year of signature; unknown where the date does not say one year."""
    year = AGREEMENTS.signed_earliest.year()
    one_year = year == AGREEMENTS.signed_latest.year()
    return AGREEMENTS.select(
        agreement_id=_.id, word=ibis.ifelse(one_year, year.cast("string"), ibis.null(str))
    )


def _decade() -> ibis.Table:
    """The decade of signature (``1990``); unknown where the date does not say one decade."""
    decade = AGREEMENTS.signed_earliest.year() // 10 * 10
    one_decade = decade == AGREEMENTS.signed_latest.year() // 10 * 10
    word = ibis.ifelse(one_decade, decade.cast("int32").cast("string"), ibis.null(str))
    return AGREEMENTS.select(agreement_id=_.id, word=word)


def _themes() -> ibis.Table:
    """The controlled themes; an agreement has several, or none that is known."""
    return THEMES.filter(_.theme.notnull()).select("agreement_id", word=_.theme).distinct()


def _motivations() -> ibis.Table:
    """The declared motivations; an agreement has several, or none that is known."""
    return MOTIVATIONS.select("agreement_id", word=_.motivation).distinct()


#: Each dimension: a table of ``agreement_id`` and ``word``. An agreement without a row is unknown.
DIMENSIONS: dict[str, Callable[[], ibis.Table]] = {
    "level": _near("level"),
    "partner_level": _far("level"),
    "form": _own("form"),
    "scope": _own("scope"),
    "state": _own("state"),
    "country": _near("country"),
    "partner_country": _far("country"),
    "partner_region": _far("region"),
    "year": _year,
    "decade": _decade,
    "motivation": _motivations,
    "theme": _themes,
}

#: The vocabulary that a dimension's words come from, where there is one.
VOCABULARY = {
    "level": "levels",
    "partner_level": "levels",
    "form": "forms",
    "scope": "scopes",
    "state": "states",
    "partner_region": "regions",
    "motivation": "motivations",
    "theme": "themes",
}


class UnknownDimensionError(ValueError):
    """There is no such dimension."""


def dimension(name: str) -> ibis.Table:
    """Every agreement with its words of a dimension; null where none is known.

    Raises:
        UnknownDimensionError: There is no such dimension.
    """
    try:
        words = DIMENSIONS[name]()
    except KeyError:
        known = ", ".join(DIMENSIONS)
        raise UnknownDimensionError(f"{name} is not a dimension; choose from {known}.") from None
    return (
        AGREEMENTS.select(agreement=_.id)
        .left_join(words, [("agreement", "agreement_id")])
        .select("agreement", "word")
    )
