"""What the database would refuse of a plan, said before it is tried."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from twinpact import plans as library
from twinpact.plans.indicators import Value
from website.priorities.models.indicator import FIRST_YEAR, LAST_YEAR
from website.priorities.models.plan import LONGEST_CODE, LONGEST_TITLE
from website.priorities.models.value import DIGITS, LONGEST_WORDS, PLACES

LONGEST_UNIT = 200


class NotStorableError(Exception):
    """The plan cannot stand in the register; the message is a whole sentence."""


def check_storable(plan: library.DevelopmentPlan) -> None:
    """Refuse aloud what cannot be stored.

    Raises:
        NotStorableError: With the first reason.
    """
    for reason in refused(plan):
        raise NotStorableError(reason)


def refused(plan: library.DevelopmentPlan) -> Iterator[str]:
    """Each reason for which a plan cannot stand in the register, as a whole sentence."""
    yield from _named(plan.code, plan.title)
    within = {one.code: one.within for one in plan.priorities}
    for one in plan.priorities:
        yield from _named(one.code, one.title)
        if _is_within_itself(one.code, within):
            yield _("%(code)s would be a part of itself.") % {"code": one.code}
    for programme in plan.programmes:
        yield from _named(programme.code, programme.title)
    for codes in (
        [one.code for one in plan.priorities],
        [one.code for one in plan.programmes],
        [one.indicator.code for one in plan.indicators],
    ):
        for code in (code for code, n in Counter(codes).items() if n > 1):
            yield _("The code %(code)s is there twice.") % {"code": code}
    for key in plan.indicators:
        yield from _indicator(key)


def _indicator(key: library.KeyIndicator) -> Iterator[str]:
    indicator, code = key.indicator, key.indicator.code
    yield from _named(code, indicator.title)
    yield from _short(code, indicator.unit, LONGEST_UNIT)
    yield from _short(code, key.body, LONGEST_TITLE)
    for text in (key.source, indicator.verification):
        yield from _short(code, text, LONGEST_WORDS)
    if indicator.baseline is not None:
        yield from _value(code, indicator.baseline.value)
        year = indicator.baseline.year
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            yield _("%(code)s: %(year)s is no year of a baseline.") % {"code": code, "year": year}
    periods = [one.period for one in indicator.targets]
    for target in indicator.targets:
        yield from _value(code, target.value)
    for period in dict.fromkeys(periods):
        if periods.count(period) > 1:
            yield _("%(code)s has two targets for %(starts)s to %(ends)s.") % {
                "code": code,
                "starts": period.starts.isoformat(),
                "ends": period.ends.isoformat(),
            }


def _named(code: str, title: str) -> Iterator[str]:
    if not code.strip() or not title.strip():
        yield _("“%(name)s” has no code or no title.") % {"name": title or code}
    yield from _short(code, code, LONGEST_CODE)
    yield from _short(code, title, LONGEST_TITLE)


def _short(code: str, text: str, limit: int) -> Iterator[str]:
    if len(text) > limit:
        yield _("%(code)s: a text has %(length)d signs; at most %(limit)d can be stored.") % {
            "code": code[:LONGEST_CODE],
            "length": len(text),
            "limit": limit,
        }
    if "\x00" in text:
        yield _("%(code)s: a text holds a sign that cannot be stored (the NUL sign).") % {
            "code": code.replace("\x00", "")[:LONGEST_CODE]
        }


def _value(code: str, value: Value | None) -> Iterator[str]:
    if isinstance(value, str):
        yield from _short(code, value, LONGEST_WORDS)
        if not value:
            yield _("%(code)s: an empty text is no figure.") % {"code": code}
    elif isinstance(value, Decimal) and not fits(value):
        yield _("%(code)s: a number has more digits than can be stored.") % {"code": code}


def fits(value: Decimal) -> bool:
    """Whether the database keeps a number to the digit."""
    if not value.is_finite():
        return False
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return places <= PLACES and abs(value) < Decimal(10) ** (DIGITS - PLACES)


def _is_within_itself(code: str, within: dict[str, str | None]) -> bool:
    current, seen = within.get(code), set()
    while current is not None and current not in seen:
        if current == code:
            return True
        seen.add(current)
        current = within.get(current)
    return False
