"""Whether a directive of the right form also makes sense: its references, order, words, dates."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from twinpact.directives.calendars import has_calendar
from twinpact.directives.directive import SIGNATURE
from twinpact.vocabularies import terms

Fault = tuple[str, str, Mapping[str, str | int]]
"""The path, the code and the values of a finding."""

_STEP_KEYS = ("order", "after", "after_signature", "deadline", "silence", "effect", "amends")
_WORDS = (("actor", "procedure_actors"), ("artefact", "artefacts"), ("otherwise", "forms"))
_BINDINGS = {
    "levels": "levels",
    "counterpart_kinds": "organization_kinds",
    "counterpart_levels": "levels",
    "forms": "forms",
    "themes": "themes",
    "facts": "facts",
}
_TESTED = {
    "counterpart_kind": "organization_kinds",
    "counterpart_level": "levels",
    "own_level": "levels",
    "themes": "themes",
}


def unsound(told: Mapping[str, Any]) -> Iterator[Fault]:
    """Everything in a well-formed directive that cannot be meant."""
    rules: list[Mapping[str, Any]] = told["rules"]
    yield from _of_the_whole(told)
    yield from _ids(told["country"], rules)
    yield from _orders(rules)
    steps = {rule["id"]: rule for rule in rules if rule["kind"] == "step"}
    for number, rule in enumerate(rules):
        path = f"rules[{number}]"
        yield from _words(path, rule, told.get("authorities") or {})
        yield from _references(path, rule, steps)
        yield from _trust(path, rule)
        yield from _date(f"{path}.text_date", rule.get("text_date"))


def _of_the_whole(told: Mapping[str, Any]) -> Iterator[Fault]:
    yield from _date("text_date", told.get("text_date"))
    zone, regime = told.get("zone"), told.get("regime")
    if zone is not None and not is_zone(zone):
        yield "zone", "zone_unknown", {"written": zone}
    if regime is not None:
        yield from _word("regime", regime, "facts")


def is_zone(name: str) -> bool:
    """Whether this is the name of a time zone."""
    return name in available_timezones() and bool(ZoneInfo(name))


def _ids(country: str, rules: list[Mapping[str, Any]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, rule in enumerate(rules):
        path, rule_id = f"rules[{number}].id", rule["id"]
        if not rule_id.startswith(f"{country}-"):
            yield path, "id_foreign", {"written": rule_id, "country": country}
        if rule_id in seen:
            yield path, "id_twice", {"written": rule_id}
        seen.add(rule_id)


def _orders(rules: list[Mapping[str, Any]]) -> Iterator[Fault]:
    """Steps are numbered 1, 2, 3 …; a rule that amends another stands at the other's number."""
    main = [r["order"] for r in rules if r["kind"] == "step" and "amends" not in r]
    for number in range(1, max(main, default=0) + 1):
        if number not in main:
            yield "rules", "order_gap", {"number": number}
    twice = {number for number, times in Counter(main).items() if times > 1}
    for number, rule in enumerate(rules):
        if rule.get("order") in twice and "amends" not in rule:
            yield f"rules[{number}].order", "order_twice", {"number": rule["order"]}


def _words(path: str, rule: Mapping[str, Any], authorities: Mapping[str, Any]) -> Iterator[Fault]:
    for key, list_name in _WORDS:
        if key in rule:
            yield from _word(f"{path}.{key}", rule[key], list_name)
    if "authority" in rule and rule["authority"] not in authorities:
        known = ", ".join(authorities)
        yield f"{path}.authority", "not_a_word", {"written": rule["authority"], "known": known}
    for key, codes in rule.get("binds", {}).items():
        for code in codes:
            yield from _word(f"{path}.binds.{key}", code, _BINDINGS[key])
    yield from _test(f"{path}.test", rule.get("test", {}))


def _test(path: str, test: Mapping[str, Any]) -> Iterator[Fault]:
    facts: Iterable[str] = (
        *([test["fact"]] if "fact" in test else []),
        *([test["unless"]] if "unless" in test else []),
        *test.get("asks", {}).values(),
    )
    for fact in facts:
        yield from _word(path, fact, "facts")
    for code in (*test.get("allowed", ()), *test.get("unclear", ())):
        yield from _word(path, code, _TESTED.get(test["name"], "levels"))
    for code in test.get("asks", {}):
        yield from _word(f"{path}.asks", code, "levels")


def _references(
    path: str, rule: Mapping[str, Any], steps: Mapping[str, Mapping[str, Any]]
) -> Iterator[Fault]:
    if rule["kind"] != "step":
        for key in _STEP_KEYS:
            if key in rule:
                yield f"{path}.{key}", "not_a_step", {"key": key}
        return
    for where, other in _named(path, rule):
        if other not in steps:
            yield where, "rule_unknown", {"written": other}
        elif steps[other]["order"] >= rule["order"]:
            yield where, "rule_not_earlier", {"written": other}
    yield from _calendar(f"{path}.deadline.calendar", rule.get("deadline", {}).get("calendar"))
    if "amends" in rule:
        yield from _amends(path, rule, steps)


def _named(path: str, rule: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The steps that a step names as coming before it, and where."""
    for other in rule.get("after", ()):
        yield f"{path}.after", other
    counted_from = rule.get("deadline", {}).get("counted_from", SIGNATURE)
    if counted_from != SIGNATURE:
        yield f"{path}.deadline.counted_from", counted_from


def _amends(
    path: str, rule: Mapping[str, Any], steps: Mapping[str, Mapping[str, Any]]
) -> Iterator[Fault]:
    amended = rule["amends"]
    if amended not in steps or "amends" in steps[amended]:
        yield f"{path}.amends", "rule_unknown", {"written": amended}
    elif steps[amended]["order"] != rule["order"]:
        yield f"{path}.order", "order_differs", {"written": amended}


def _trust(path: str, rule: Mapping[str, Any]) -> Iterator[Fault]:
    """Nothing unverified blocks; what is confirmed says which text was read; silence has a day."""
    if rule["confidence"] == "unverified" and rule.get("blocking"):
        yield f"{path}.blocking", "unverified_blocks", {}
    if rule["confidence"] == "confirmed" and rule.get("text_date") is None:
        yield f"{path}.text_date", "confirmed_undated", {}
    counts = rule.get("silence") in {"approval", "refusal"}
    if counts and (rule.get("deadline") or {}).get("number") is None:
        yield f"{path}.silence", "silence_without_deadline", {}


def _calendar(path: str, country: str | None) -> Iterator[Fault]:
    if country is not None and not has_calendar(country):
        yield path, "calendar_unknown", {"written": country}


def _date(path: str, written: str | None) -> Iterator[Fault]:
    if written is None:
        return
    try:
        date.fromisoformat(f"{written}-01-01"[:10])
    except ValueError:
        yield path, "date_impossible", {"written": written}


def _word(path: str, code: str, list_name: str) -> Iterator[Fault]:
    if code not in terms(list_name):
        known = ", ".join(terms(list_name))
        yield path, "not_a_word", {"written": code, "known": known}
