"""Whether an agreement lives: computed from dated evidence, never assumed.

The registers of the field take an agreement for active until somebody says otherwise, and find
hundreds of dead ones years later. Here an agreement without evidence is *unknown*. For how long
a piece of evidence shows life is a table: the list ``life_evidence``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from twinpact.agreements.date_words import date_in_words
from twinpact.agreements.partial_dates import PartialDate
from twinpact.vocabularies import label, sentence, term

Sign = Literal["active", "fading", "dormant", "ended", "unknown"]

END = "statement_of_end"
_FROM_BEST = ("active", "fading", "dormant")


@dataclass(frozen=True, slots=True)
class Trace:
    """A piece of evidence: a word of the list ``life_evidence``, its date, and what it is."""

    kind: str
    on: PartialDate
    what: str = ""


@dataclass(frozen=True, slots=True)
class LifeSign:
    """The sign, why (``code`` is a word of ``life_reasons``), and the evidence it rests on.

    ``perhaps`` is a better sign that holds if an imprecise date ("2025") means its latest day;
    the sign itself holds in any case. ``ignored`` is evidence without a date or of the future.
    ``months`` is the age of the evidence in full months, at most.
    """

    sign: Sign
    code: str
    traces: tuple[Trace, ...] = ()
    perhaps: Sign | None = None
    ignored: tuple[Trace, ...] = field(default=())
    months: int | None = None


def life_sign(traces: Iterable[Trace], *, on: date) -> LifeSign:
    """What the evidence says on a day.

    The sign of life is that of the best piece of evidence. A statement of end ends the agreement,
    unless something happened afterwards: then nobody can say, and both are named. Do not pass the
    signature as evidence: that an agreement was signed does not show that it is alive.
    """
    told = tuple(traces)
    dated = [one for one in told if one.on.earliest is not None and one.on.earliest <= on]
    ignored = tuple(one for one in told if one not in dated)
    ends = [one for one in dated if one.kind == END]
    life = [one for one in dated if one.kind != END]
    if ends:
        return _ended(max(ends, key=_earliest), life, ignored)
    if not life:
        return LifeSign("unknown", "no_evidence", ignored=ignored)
    best = min(life, key=lambda one: (_rank(_at(one, _earliest(one), on)), -_ordinal(one)))
    sign = _at(best, _earliest(best), on)
    hopes = [_at(one, min(one.on.latest or on, on), on) for one in life]
    hope = min(hopes, key=_rank)
    perhaps = hope if _rank(hope) < _rank(sign) else None
    age = _months_between(_earliest(best), on)
    return LifeSign(sign, f"last_{sign}", (best,), perhaps, ignored, age)


def say_life_sign(told: LifeSign, language: str) -> str:
    """Why, as a whole sentence that names the evidence."""
    values: dict[str, str | int] = {
        "evidence": "; ".join(_named(one, language) for one in told.traces),
        "months": "" if told.months is None else told.months,
    }
    return sentence(told.code, language, values, list_name="life_reasons")


def _ended(end: Trace, life: list[Trace], ignored: tuple[Trace, ...]) -> LifeSign:
    """An end counts unless something certainly happened after it."""
    later = [one for one in life if _earliest(one) > (end.on.latest or date.max)]
    if later:
        last = max(later, key=_earliest)
        return LifeSign("unknown", "life_after_end", (end, last), ignored=ignored)
    return LifeSign("ended", "stated_end", (end,), ignored=ignored)


def _at(trace: Trace, day: date, on: date) -> Sign:
    """The sign that a piece of evidence gives if it is of this day."""
    age = _months_between(day, on)
    limits = term("life_evidence", trace.kind).extra
    if age < limits["active"]:
        return "active"
    return "fading" if age < limits["fading"] else "dormant"


def _months_between(day: date, on: date) -> int:
    """Full months from a day to a later one."""
    months = (on.year - day.year) * 12 + on.month - day.month
    return months - (on.day < day.day)


def _rank(sign: Sign) -> int:
    return _FROM_BEST.index(sign)


def _earliest(trace: Trace) -> date:
    return trace.on.earliest or date.max


def _ordinal(trace: Trace) -> int:
    return _earliest(trace).toordinal()


def _named(trace: Trace, language: str) -> str:
    kind = label("life_evidence", trace.kind, language)
    day = date_in_words(trace.on, language)
    return f"{kind}, {day}: {trace.what}" if trace.what else f"{kind}, {day}"
