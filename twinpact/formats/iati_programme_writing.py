"""The annual programmes of an agreement as IATI: its activities at hierarchy 2.

Money in cash is ``budget``, so that totals of the standard hold only money; contributions in kind,
and whatever IATI has no room for, stand in our own namespace.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from twinpact.agreements.parsing.words import join_words
from twinpact.formats.iati_agreement import PublishedAgreement
from twinpact.formats.iati_elements import Element, element, ours
from twinpact.formats.iati_names import LANGUAGE
from twinpact.formats.iati_parts import (
    CODE,
    countries_elements,
    own_attributes,
    plain,
    sectors,
    shown,
    texts,
)
from twinpact.plans.actuals import actual_of_period
from twinpact.plans.indicators import Indicator, Target, Value
from twinpact.plans.programme import Activity, BudgetLine, Line, People, Programme, Result
from twinpact.plans.updates import Update, by_indicator
from twinpact.vocabularies import term

_MEASURES_WITHOUT_VALUE = frozenset({"qualitative"})


def programme_elements(programme: Programme) -> list[Element]:
    """What goes with the agreement itself: the programme, its lines, and money for the whole."""
    told = {
        "code": programme.code,
        "year": str(programme.year),
        "title": programme.title,
        "sides": " ".join(map(str, programme.sides)),
        "carried-from": programme.carried_from,
        "carried-to": programme.carried_to,
    }
    lines = [
        element(
            ours("line"),
            {
                "code": line.code,
                "title": line.title,
                "priorities": join_words(list(line.priorities)) or None,
            },
        )
        for line in programme.lines
    ]
    money = [_budget(one, n, programme, whole=True) for n, one in enumerate(programme.budget)]
    return [element(ours("programme"), _nothing_empty(told), lines), *money]


def activity_identifier(agreement: str, programme: Programme, activity: Activity) -> str:
    """The IATI identifier of an activity: that of its agreement, the year and its own code."""
    own = "".join(c if c.isalnum() or c in "-_.:" else "-" for c in activity.code)
    return f"{agreement}-{programme.year}-{own}"


def activity_elements(published: PublishedAgreement) -> Iterable[Element]:
    """Every activity of every programme, in their order.

    Programmes of two years may use one code for two indicators; then an update is of the one in
    whose year its period begins.
    """
    codes = Counter(one.code for p in published.programmes for one in p.indicators)
    for programme in published.programmes:
        updates = by_indicator(
            one
            for one in published.updates
            if codes[one.indicator] < 2 or one.period.starts.year == programme.year
        )
        for line in programme.lines:
            for activity in line.activities:
                results = [_result(one, updates) for one in activity.results]
                yield _activity(published, programme, line, activity, results)


def _activity(
    published: PublishedAgreement,
    programme: Programme,
    line: Line,
    activity: Activity,
    results: list[Element],
) -> Element:
    period = activity.period(programme.year) or programme.period
    identifier = activity_identifier(published.identifier, programme, activity)
    status = term("activity_states", activity.state).extra["iati"]
    publisher = published.publisher
    about = {"ref": publisher.ref, "type": publisher.kind}
    parts: list[Element | None] = [
        element("iati-identifier", text=identifier),
        texts("reporting-org", publisher.names, **about) or element("reporting-org", about),
        plain("title", activity.title),
        plain("description", activity.title, type="1"),
        plain("description", activity.objective, type="2"),
        *_organizations(published, activity),
        element("activity-status", {"code": status}),
        element("activity-date", {"type": "1", "iso-date": period.starts.isoformat()}),
        element("activity-date", {"type": "3", "iso-date": period.ends.isoformat()}),
        *countries_elements(published.countries),
        *sectors(activity.themes),
        *_tags(activity),
        *(_budget(one, n, programme) for n, one in enumerate(activity.budget)),
        element("related-activity", {"ref": published.identifier, "type": "1"}),
        *results,
        _own(programme, line, activity),
    ]
    told = {"hierarchy": "2", LANGUAGE: published.language, "default-currency": published.currency,
            "last-updated-datetime": published.updated}  # fmt: skip
    return element("iati-activity", told, parts)


def _organizations(published: PublishedAgreement, activity: Activity) -> list[Element]:
    """Who answers on each side; the publisher where the programme names nobody."""
    found = [
        element(
            "participating-org",
            {"role": "4", **own_attributes({"side": str(one.side), "post": one.post})},
            [element("narrative", text=one.body)],
        )
        for one in activity.responsible
    ]
    if found:
        return found
    publisher = published.publisher
    told = {"role": "2", "ref": publisher.ref, "type": publisher.kind}
    return [texts("participating-org", publisher.names, **told)
            or element("participating-org", told)]  # fmt: skip


def _tags(activity: Activity) -> list[Element]:
    return [element("tag", {"vocabulary": "3", "code": one}) for one in activity.goal_targets]


def _own(programme: Programme, line: Line, activity: Activity) -> Element:
    told = {
        "programme": programme.code,
        "line": line.code,
        "code": activity.code,
        "state": activity.state,
        "modality": activity.modality,
        "place": activity.place,
        "months": " ".join(str(month) for month in sorted(activity.months)),
        "themes": " ".join(activity.themes),
        "carried-from": activity.carried_from,
    }
    people = [_people("expected", activity.expected), _people("reached", activity.reached)]
    return element(ours("activity"), {**_nothing_empty(told), CODE: activity.code}, people)


def _people(name: str, people: People) -> Element | None:
    if people == People():
        return None
    told = {"women": people.women, "men": people.men, "others": people.others}
    return element(ours(name), {key: None if n is None else str(n) for key, n in told.items()})


def _budget(
    line: BudgetLine, position: int, programme: Programme, *, whole: bool = False
) -> Element:
    spent = line.spent
    told = {
        "code": line.code,
        "position": str(position),
        "what": line.what,
        "source": line.source,
        "side": None if line.side is None else str(line.side),
        "kind": line.kind,
        "spent": None if spent is None else shown(spent.amount),
        "spent-currency": None if spent is None else spent.currency,
        "on": None if line.on is None else line.on.isoformat(),
        "carried-from": line.carried_from,
        "programme": programme.code if whole else None,
    }
    amount = line.amount
    if line.kind != "cash" or amount is None:
        worth = {} if amount is None else {"amount": shown(amount.amount),
                                           "currency": amount.currency}  # fmt: skip
        return element(ours("budget"), {**own_attributes(told), **worth})
    value_date = line.on or date(programme.year, 1, 1)
    parts = [
        element("period-start", {"iso-date": programme.period.starts.isoformat()}),
        element("period-end", {"iso-date": programme.period.ends.isoformat()}),
        element(
            "value",
            {"currency": amount.currency, "value-date": value_date.isoformat()},
            text=shown(amount.amount),
        ),
    ]
    return element("budget", {"type": "1", "status": "1", **own_attributes(told)}, parts)


def _result(result: Result, updates: Mapping[str, tuple[Update, ...]]) -> Element:
    indicators = [_indicator(one, updates.get(one.code, ())) for one in result.indicators]
    return element(
        "result", {"type": "1", CODE: result.code}, [plain("title", result.title), *indicators]
    )


def _indicator(indicator: Indicator, updates: tuple[Update, ...]) -> Element:
    told = {
        "code": indicator.code,
        "kind": indicator.kind,
        "counting": indicator.counting,
        "unit": indicator.unit,
        "verification": indicator.verification,
        "feeds": indicator.feeds,
    }
    measure = term("indicator_kinds", indicator.kind).extra["iati"]
    ascending = "1" if indicator.direction == "up" else "0"
    periods = [_period(indicator, target, updates) for target in indicator.targets]
    known = {target.period for target in indicator.targets}
    loose = [
        _update(one)
        for one in updates
        if one.indicator == indicator.code and one.is_approved and one.period not in known
    ]
    return element(
        "indicator",
        {"measure": measure, "ascending": ascending, **own_attributes(told)},
        [plain("title", indicator.title), *_baseline(indicator), *periods, *loose],
    )


def _baseline(indicator: Indicator) -> list[Element | None]:
    """The baseline, in our namespace where the standard asks for more than is known."""
    baseline = indicator.baseline
    if baseline is None:
        return []
    value, comment = _written(indicator, baseline.value, baseline.comment)
    year = None if baseline.year is None else str(baseline.year)
    if year is None or (value is None and indicator.kind not in _MEASURES_WITHOUT_VALUE):
        told = {"year": year, "value": value}
        return [None, element(ours("baseline"), told, text=comment)]
    beside = _beside(indicator, baseline.value, baseline.comment)
    parts = [plain("comment", comment), beside]
    return [element("baseline", {"year": year, "value": value}, parts)]


def _period(indicator: Indicator, target: Target, updates: tuple[Update, ...]) -> Element:
    period = target.period
    value, comment = _written(indicator, target.value, target.comment)
    words_only = indicator.kind in _MEASURES_WITHOUT_VALUE
    promised: Element | None = None
    own: list[Element] = []
    if value is not None or (words_only and comment):
        beside = _beside(indicator, target.value, target.comment)
        promised = element("target", {"value": value}, [plain("comment", comment), beside])
    elif comment:
        own.append(element(ours("target"), text=comment))
    reached = actual_of_period(indicator, period, updates).value
    came, said = _written(indicator, reached, "")
    actual: Element | None = None
    if came is not None or (words_only and said):
        actual = element("actual", {"value": came}, [plain("comment", said)])
    own += [
        _update(one)
        for one in updates
        if one.is_approved and one.indicator == indicator.code and one.period == period
    ]
    dates = [
        element("period-start", {"iso-date": period.starts.isoformat()}),
        element("period-end", {"iso-date": period.ends.isoformat()}),
    ]
    return element("period", {}, [*dates, promised, actual, *own])


def _update(update: Update) -> Element:
    """An approved update as it stands, without who reported it; drafts stay in the office."""
    kind = {bool: "yes_no", str: "qualitative"}.get(type(update.value), "number")
    told = {
        "code": update.code,
        "starts": update.period.starts.isoformat(),
        "ends": update.period.ends.isoformat(),
        "said-on": update.said_on.isoformat(),
        "kind": None if update.value is None else kind,
        "value": None if update.value is None else _value(update.value),
        "part": None if update.part is None else shown(update.part),
        "whole": None if update.whole is None else shown(update.whole),
        "deviation-reason": update.deviation_reason or None,
        "evidence": " ".join(one for one in update.evidence if one.startswith("http")) or None,
    }
    return element(ours("update"), told, text=update.comment)


def _written(indicator: Indicator, value: Value | None, comment: str) -> tuple[str | None, str]:
    """The value as the standard wants it, and the words beside it."""
    if value is None or indicator.kind in _MEASURES_WITHOUT_VALUE:
        return None, comment if value is None else str(value)
    return _value(value), comment


def _beside(indicator: Indicator, value: Value | None, comment: str) -> Element | None:
    """The comment on a value that is itself told in words."""
    if indicator.kind not in _MEASURES_WITHOUT_VALUE or value is None or not comment:
        return None
    return element(ours("comment"), text=comment)


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return shown(value) if isinstance(value, Decimal) else value


def _nothing_empty(told: dict[str, str | None]) -> dict[str, str | None]:
    return {name: value or None for name, value in told.items()}
