"""Annual programmes out of IATI: our own without loss, others as far as they say."""

from collections.abc import Iterable, Mapping

from twinpact.agreements.parsing.words import split_words
from twinpact.formats.iati_elements import Element, ours
from twinpact.formats.iati_parts import CODE, day, money, number, said, whole, words
from twinpact.formats.table import UnreadableFileError
from twinpact.plans.indicators import (
    Baseline,
    Counting,
    Direction,
    Indicator,
    Kind,
    Period,
    Target,
    Value,
    WrongPeriodError,
    WrongValueError,
)
from twinpact.plans.programme import (
    Activity,
    ActivityState,
    BudgetLine,
    Line,
    People,
    Programme,
    RepeatedCodeError,
    Responsible,
    Result,
    WrongActivityError,
)
from twinpact.plans.updates import Update
from twinpact.vocabularies import terms

_KINDS: Mapping[str, Kind] = {"1": "quantitative", "2": "percentage", "5": "qualitative"}
_STATES: Mapping[str, ActivityState] = {
    "1": "planned", "2": "under_way", "3": "under_way", "4": "done", "5": "cancelled",
    "6": "postponed",
}  # fmt: skip
_YEARS = range(1900, 2200)


def programmes_of(agreement: Element, activities: Iterable[Element]) -> tuple[Programme, ...]:
    """The programmes of an agreement, with the activities that name them, in their order.

    Raises:
        UnreadableFileError: Our own elements contradict each other.
    """
    there = list(activities)
    try:
        return tuple(_programme(one, agreement, there) for one in agreement.all(ours("programme")))
    except (RepeatedCodeError, WrongActivityError, WrongValueError, WrongPeriodError) as problem:
        raise UnreadableFileError(f"a programme in the file is damaged: {problem}") from None


def activity_of(element: Element, *, code: str | None = None) -> Activity:
    """An activity of an annual programme out of an activity of IATI, also of somebody else's.

    What the file does not say stays unknown: months, people, responsible bodies by side.
    """
    own = element.first(ours("activity")) or Element("none")
    status = element.first("activity-status")
    state = _word("activity_states", own.get("state"))
    if state is None:
        state = _STATES.get("" if status is None else status.get("code") or "", "planned")
    texts = {one.get("type"): said(one) for one in reversed(element.all("description"))}
    identifier = element.first("iati-identifier")
    return Activity(
        code=own.get("code") or code or ("" if identifier is None else identifier.text),
        title=said(element.first("title")),
        objective=texts.get("2", ""),
        modality=_word("modalities", own.get("modality")),
        place=own.get("place") or "",
        months=frozenset(n for one in words(own.get("months")) if (n := whole(one)) is not None),
        responsible=tuple(_responsible(element)),
        expected=_people(own.first(ours("expected"))),
        reached=_people(own.first(ours("reached"))),
        themes=words(own.get("themes")),
        goal_targets=tuple(
            one.get("code") or "" for one in element.all("tag") if one.get("vocabulary") == "3"
        ),
        results=tuple(_result(one, n) for n, one in enumerate(element.all("result"), 1)),
        budget=tuple(_budgets(element, None)),
        state=state,  # type: ignore[arg-type]
        carried_from=own.get("carried-from"),
    )


def updates_of(elements: Iterable[Element]) -> tuple[Update, ...]:
    """The approved updates that our own files hold."""
    found: dict[str, Update] = {}
    for element in elements:
        for result in element.all("result"):
            for indicator in result.all("indicator"):
                holders = (*indicator.all("period"), indicator)
                for one in (u for holder in holders for u in holder.all(ours("update"))):
                    if update := _update(one, indicator.get(CODE) or ""):
                        found.setdefault(update.code, update)
    return tuple(found.values())


def _programme(own: Element, agreement: Element, activities: list[Element]) -> Programme:
    code = own.get("code") or ""
    year = whole(own.get("year"))
    if year is None or year not in _YEARS:
        raise UnreadableFileError("a programme in the file names no year.")
    mine: dict[str, list[Activity]] = {}
    for element in activities:
        told = element.first(ours("activity"))
        if told is not None and told.get("programme") == code:
            mine.setdefault(told.get("line") or "", []).append(activity_of(element))
    lines = tuple(
        Line(
            line.get("code") or "",
            line.get("title") or "",
            tuple(split_words(line.get("priorities") or "")),
            tuple(mine.get(line.get("code") or "", ())),
        )
        for line in own.all(ours("line"))
    )
    identifier = agreement.first("iati-identifier")
    sides = tuple(n for one in words(own.get("sides")) if (n := whole(one)) is not None)
    return Programme(
        code=code,
        agreement="" if identifier is None else identifier.text,
        year=year,
        title=own.get("title") or "",
        sides=sides,
        lines=lines,
        budget=tuple(_budgets(agreement, code)),
        carried_from=own.get("carried-from"),
        carried_to=own.get("carried-to"),
    )


def _responsible(element: Element) -> Iterable[Responsible]:
    for one in element.all("participating-org"):
        side = whole(one.get(ours("side")))
        if side is not None:
            yield Responsible(side, said(one), one.get(ours("post")) or "")


def _people(own: Element | None) -> People:
    if own is None:
        return People()
    return People(whole(own.get("women")), whole(own.get("men")), whole(own.get("others")))


def _budgets(element: Element, programme: str | None) -> Iterable[BudgetLine]:
    """Budget lines in money and in kind, in the order in which they stand."""
    names = {"budget", ours("budget")}
    there = [one for one in element.children if one.name in names]
    there.sort(key=lambda one: whole(one.get(ours("position"))) or 0)
    for position, one in enumerate(there, 1):
        if programme is None or one.get(ours("programme")) == programme:
            yield _budget(one, element, position)


def _budget(one: Element, element: Element, position: int) -> BudgetLine:
    value = one.first("value")
    if value is not None:
        currency = value.get("currency") or element.get("default-currency")
        amount = money(value.text, currency)
    else:
        amount = money(one.get("amount"), one.get("currency"))
    return BudgetLine(
        code=one.get(CODE) or f"B{position}",
        what=one.get(ours("what")) or "",
        source=one.get(ours("source")) or "",
        side=whole(one.get(ours("side"))),
        kind=_word("budget_kinds", one.get(ours("kind"))) or "cash",  # type: ignore[arg-type]
        amount=amount,
        spent=money(one.get(ours("spent")), one.get(ours("spent-currency"))),
        on=day(one.get(ours("on"))),
        carried_from=one.get(ours("carried-from")),
    )


def _result(result: Element, position: int) -> Result:
    return Result(
        result.get(CODE) or f"R{position}",
        said(result.first("title")),
        tuple(
            _indicator(one, f"R{position}.{number}")
            for number, one in enumerate(result.all("indicator"), 1)
        ),
    )


def _indicator(one: Element, code: str) -> Indicator:
    own = _word("indicator_kinds", one.get(ours("kind")))
    kind: Kind = own or _KINDS.get(one.get("measure") or "", "quantitative")  # type: ignore[assignment]
    counting: Counting = "cumulative"
    if own is not None and one.get(ours("counting")) == "per_period":
        counting = "per_period"
    direction: Direction = "down" if one.get("ascending") in {"0", "false"} else "up"
    return Indicator(
        code=one.get(CODE) or code,
        title=said(one.first("title")),
        kind=kind,
        counting=counting,
        direction=direction,
        unit=one.get(ours("unit")) or "",
        baseline=_baseline(one, kind),
        targets=tuple(t for period in one.all("period") if (t := _target(period, kind))),
        verification=one.get(ours("verification")) or "",
        feeds=one.get(ours("feeds")),
    )


def _baseline(indicator: Element, kind: Kind) -> Baseline | None:
    own = indicator.first(ours("baseline"))
    if own is not None:
        value = _value(kind, own.get("value"), own.text)
        comment = "" if kind == "qualitative" and value is not None else own.text
        return Baseline(value, whole(own.get("year")), comment)
    one = indicator.first("baseline")
    if one is None:
        return None
    value, comment = _told(one, kind)
    return Baseline(value, whole(one.get("year")), comment)


def _target(period: Element, kind: Kind) -> Target | None:
    """The target of a period; of several (by place or by sex) the first is for the whole."""
    dates = [period.first(name) for name in ("period-start", "period-end")]
    starts, ends = (None if one is None else day(one.get("iso-date")) for one in dates)
    if starts is None or ends is None or ends < starts:
        return None
    target = next((one for one in period.all("target") if one.first("dimension") is None), None)
    if target is None:
        own = period.first(ours("target"))
        return Target(Period(starts, ends), None, "" if own is None else own.text)
    value, comment = _told(target, kind)
    return Target(Period(starts, ends), value, comment)


def _told(one: Element, kind: Kind) -> tuple[Value | None, str]:
    """A value and the comment on it; of a qualitative indicator the words are the value."""
    comment = said(one.first("comment"))
    value = _value(kind, one.get("value"), comment)
    if kind == "qualitative" and value is not None:
        beside = one.first(ours("comment"))
        return value, "" if beside is None else beside.text
    return value, comment


def _value(kind: Kind, written: str | None, comment: str) -> Value | None:
    if kind == "qualitative":
        return comment or written or None
    if kind == "yes_no":
        return {"1": True, "0": False}.get((written or "").strip())
    return number(written)


def _update(one: Element, indicator: str) -> Update | None:
    starts, ends, on = (day(one.get(name)) for name in ("starts", "ends", "said-on"))
    if starts is None or ends is None or on is None or ends < starts:
        return None
    written = one.get("value")
    value: Value | None = number(written)
    if one.get("kind") == "yes_no":
        value = written == "1"
    elif one.get("kind") == "qualitative":
        value = written
    return Update(
        code=one.get("code") or "",
        indicator=indicator,
        period=Period(starts, ends),
        said_on=on,
        said_by="",
        value=value,
        part=number(one.get("part")),
        whole=number(one.get("whole")),
        comment=one.text,
        deviation_reason=one.get("deviation-reason") or "",
        evidence=words(one.get("evidence")),
        state="approved",
    )


def _word(list_name: str, code: str | None) -> str | None:
    return code if code is not None and code in terms(list_name) else None
