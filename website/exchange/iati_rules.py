"""What the rules of IATI say of a file that somebody brings, counted by rule."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from twinpact.formats.iati_checking import check_iati
from twinpact.formats.iati_elements import read_iati_file, write_iati_file
from twinpact.formats.iati_findings import IatiFinding
from twinpact.formats.iati_upgrade import upgraded
from website.agreements.words import reader_language
from website.exchange.models import Import

NAMED = 5


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule that the file breaks: its number, name, how often, and the first places."""

    rule: str
    label: str
    severity: str
    sentence: str
    about: str
    times: int
    activities: list[str]


def iati_rules_of(content: bytes, *, on: date) -> list[dict[str, object]]:
    """The findings of a file of activities by rule, to be kept with the import.

    A file of version 1 is checked as the 2.03 that it is turned into.
    """
    found = check_iati(content, on=on)
    if any(one.rule == "version" for one in found):
        found += check_iati(write_iati_file(upgraded(read_iati_file(content))), on=on)
    by_rule: dict[tuple[str, str], list[IatiFinding]] = {}
    for one in found:
        by_rule.setdefault((one.rule, one.code), []).append(one)
    return [_kept(some) for some in by_rule.values()]


def _kept(found: list[IatiFinding]) -> dict[str, object]:
    first = found[0]
    activities = dict.fromkeys(one.activity for one in found if one.activity)
    return {
        "rule": first.rule,
        "code": first.code,
        "list": first.list_name,
        "severity": first.severity,
        "about": first.about,
        "values": dict(first.values),
        "times": len(found),
        "activities": [one[:200] for one in list(activities)[:NAMED]],
    }


def shown_rules(batch: Import) -> list[ShownRule]:
    """The kept findings in the reader's language, the gravest and most frequent first."""
    language = reader_language()
    kept: Iterable[dict] = batch.summary.get("iati", ())
    ordered = sorted(kept, key=lambda one: (one["severity"] != "error", -one["times"]))
    return [_shown(one, language) for one in ordered]


def _shown(one: dict, language: str) -> ShownRule:
    found = IatiFinding(
        one["rule"], one["code"], one["severity"], one["about"], one["list"], values=one["values"]
    )
    return ShownRule(
        rule=found.rule,
        label=found.label(language),
        severity=found.severity,
        sentence=found.say(language),
        about=found.about,
        times=one["times"],
        activities=one["activities"],
    )
