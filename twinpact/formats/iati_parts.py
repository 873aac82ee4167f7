"""Parts of an IATI activity that agreements and programmes write and read alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from twinpact.agreements.parsing.dates import UnreadDateError, parse_partial_date
from twinpact.agreements.partial_dates import PartialDate
from twinpact.formats.iati_elements import (
    Element,
    element,
    narrative_elements,
    narratives,
    ours,
)
from twinpact.formats.table import UnreadableFileError
from twinpact.plans.amounts import Amount, NoAmountError
from twinpact.vocabularies import terms

CODE = ours("code")
_HUNDREDTH = Decimal("0.01")


def texts(name: str, told: Iterable[tuple[str | None, str]], **more: str | None) -> Element | None:
    """An element of narratives; None where nothing is said."""
    said = narrative_elements(told)
    return element(name, {**more}, said) if said else None


def plain(name: str, text: str, **more: str | None) -> Element | None:
    """An element of one narrative in the language of the activity; None of an empty text."""
    return texts(name, ((None, text),), **more)


def said(holder: Element | None) -> str:
    """The first narrative of an element; the empty text where there is none."""
    return next((text for _, text in narratives(holder)), "")


def sectors(themes: Sequence[str]) -> list[Element]:
    """The purpose codes of the DAC to which themes cross, in equal shares that add up to 100.

    The standard asks for shares; nobody knows them, so each purpose has the same. Our own words
    for the themes go along in our namespace.
    """
    known = terms("themes")
    codes = list(dict.fromkeys(known[t].extra["sector"] for t in themes if t in known))
    shares = equal_shares(len(codes))
    return [
        element("sector", {"vocabulary": "1", "code": code, "percentage": share})
        for code, share in zip(codes, shares, strict=True)
    ]


def countries_elements(codes: tuple[str, ...]) -> list[Element]:
    """The countries by ISO 3166-1, in equal shares."""
    shares = equal_shares(len(codes))
    return [
        element("recipient-country", {"code": code, "percentage": share})
        for code, share in zip(codes, shares, strict=True)
    ]


def equal_shares(number: int) -> list[str | None]:
    """So many percentages, as equal as hundredths allow, that add up to 100; of one, none."""
    if number < 2:
        return [None] * number
    each = (Decimal(100) / number).quantize(_HUNDREDTH)
    last = Decimal(100) - each * (number - 1)
    return [*([shown(each)] * (number - 1)), shown(last)]


def shown(number: Decimal) -> str:
    """A number in plain digits."""
    return f"{number:f}"


def number(written: str | None) -> Decimal | None:
    """A number as IATI writes it; None where there is none."""
    if written is None:
        return None
    try:
        found = Decimal(written.strip().replace(",", ""))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def money(written: str | None, currency: str | None) -> Amount | None:
    """An amount; None where the number or the currency is missing or none."""
    found = number(written)
    if found is None or not currency:
        return None
    try:
        return Amount(found, currency)
    except NoAmountError:
        return None


def day(written: str | None) -> date | None:
    """A day as IATI writes it ("2011-12-31", "2011-12-31Z"); None where there is none."""
    try:
        return date.fromisoformat((written or "").strip()[:10])
    except ValueError:
        return None


def whole(written: str | None) -> int | None:
    """A whole number; None where there is none."""
    try:
        return int(written or "")
    except ValueError:
        return None


def partial(written: str | None) -> PartialDate:
    """A date as :func:`PartialDate.isoformat` writes it.

    Raises:
        UnreadableFileError: Our own element holds no date.
    """
    try:
        return parse_partial_date(written)
    except UnreadDateError:
        raise UnreadableFileError(f"{written!r} is not a date.") from None


def words(told: str | None) -> tuple[str, ...]:
    """The words of an attribute that holds several."""
    return tuple((told or "").split())


def own_attributes(told: dict[str, str | None]) -> dict[str, str | None]:
    """Attributes in our own namespace; empty texts say nothing."""
    return {ours(name): value for name, value in told.items() if value}
