"""What a spreadsheet would change of a plan, part by part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from twinpact import plans as library
from website.priorities import values

Kind = Literal["priority", "programme", "indicator"]
Part = library.Priority | library.PlanProgramme | library.KeyIndicator

FIELDS = {
    "title": gettext_lazy("title"),
    "within": gettext_lazy("part of"),
    "themes": gettext_lazy("themes"),
    "priority": gettext_lazy("priority"),
    "programme": gettext_lazy("programme"),
    "kind": gettext_lazy("kind"),
    "counting": gettext_lazy("counting"),
    "direction": gettext_lazy("direction"),
    "unit": gettext_lazy("unit"),
    "verification": gettext_lazy("means of verification"),
    "body": gettext_lazy("responsible body"),
    "source": gettext_lazy("source"),
}
LISTS = {"kind": "indicator_kinds", "counting": "countings", "direction": "directions"}


@dataclass(frozen=True, slots=True)
class Change:
    """A field that would change: what stands in the plan, and what the file says."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that is new, would change, or is not in the file and stays."""

    kind: Kind
    code: str
    title: str
    change: Literal["new", "changed", "absent"]
    changes: tuple[Change, ...] = ()


def merged(
    plan: library.DevelopmentPlan, read: library.DevelopmentPlan
) -> library.DevelopmentPlan:
    """The plan with what a file says of it. What the file does not have stays.

    A priority that the file has keeps what only people can say of it: of which it is a part.
    Targets of periods that the file does not name, and the comments of the others, stay, too.
    """
    kept = {one.code: one for one in plan.priorities}
    found = {
        one.code: replace(one, within=kept[one.code].within) if one.code in kept else one
        for one in read.priorities
    }
    found = {
        code: one if one.themes or code not in kept else replace(one, themes=kept[code].themes)
        for code, one in found.items()
    }
    keys = {one.indicator.code: one for one in plan.indicators}
    read_keys = {
        one.indicator.code: _with_kept(keys.get(one.indicator.code), one)
        for one in read.indicators
    }
    return replace(
        plan,
        priorities=tuple((kept | found).values()),
        programmes=tuple(
            (
                {one.code: one for one in plan.programmes}
                | {one.code: one for one in read.programmes}
            ).values()
        ),
        indicators=tuple((keys | read_keys).values()),
    )


def _with_kept(
    before: library.KeyIndicator | None, after: library.KeyIndicator
) -> library.KeyIndicator:
    if before is None:
        return after
    old = {one.period: one for one in before.indicator.targets}
    new = {
        one.period: replace(one, comment=old[one.period].comment) if one.period in old else one
        for one in after.indicator.targets
    }
    same_kind = before.indicator.kind == after.indicator.kind
    targets = tuple((old | new).values()) if same_kind else tuple(new.values())
    baseline = after.indicator.baseline
    told = before.indicator.baseline
    if baseline is None and same_kind:
        baseline = told
    elif baseline is not None and told is not None:
        baseline = replace(baseline, comment=told.comment)
    return replace(after, indicator=replace(after.indicator, targets=targets, baseline=baseline))


def differences(
    before: library.DevelopmentPlan, after: library.DevelopmentPlan, read: library.DevelopmentPlan
) -> list[Difference]:
    """What would change of a plan; ``read`` is what the file holds, ``after`` both merged."""
    return [
        *_of_kind("priority", before.priorities, after.priorities, read.priorities),
        *_of_kind("programme", before.programmes, after.programmes, read.programmes),
        *_of_kind("indicator", before.indicators, after.indicators, read.indicators),
    ]


def _of_kind(
    kind: Kind, before: Sequence[Part], after: Sequence[Part], read: Sequence[Part]
) -> Iterator[Difference]:
    old = {code_of(one): one for one in before}
    named = {code_of(one) for one in read}
    for one in after:
        code = code_of(one)
        if code not in old:
            yield Difference(kind, code, title_of(one), "new")
        elif changes := tuple(_changes(old[code], one)):
            yield Difference(kind, code, title_of(one), "changed", changes)
        elif code not in named:
            yield Difference(kind, code, title_of(one), "absent")


def code_of(part: Part) -> str:
    """The code of a priority, programme or indicator."""
    return part.indicator.code if isinstance(part, library.KeyIndicator) else part.code


def title_of(part: Part) -> str:
    """The title of a priority, programme or indicator."""
    return part.indicator.title if isinstance(part, library.KeyIndicator) else part.title


def _changes(before: Part, after: Part) -> Iterator[Change]:
    old, new = _told(before), _told(after)
    for field in dict.fromkeys((*old, *new)):
        if old.get(field) != new.get(field):
            yield Change(field, old.get(field, ""), new.get(field, ""))


def _told(part: Part) -> Mapping[str, str]:
    """Each field of a part in words."""
    if not isinstance(part, library.KeyIndicator):
        return {
            str(FIELDS[one.name]): _plain(one.name, getattr(part, one.name))
            for one in fields(part)
            if one.name != "code"
        }
    indicator = part.indicator
    told = {
        str(FIELDS[name]): _plain(name, getattr(owner, name))
        for owner, names in (
            (part, ("priority", "programme")),
            (indicator, ("title", "kind", "counting", "direction", "unit", "verification")),
            (part, ("body", "source")),
        )
        for name in names
    }
    if indicator.baseline is not None:
        told[_("baseline")] = values.shown(indicator.baseline.value) or pgettext(
            "a figure", "unknown"
        )
        told[_("year of the baseline")] = str(indicator.baseline.year or "")
    for target in indicator.targets:
        name = _("target %(period)s") % {"period": values.period_words(target.period)}
        told[name] = values.shown(target.value) or pgettext("a figure", "unknown")
    return told


def _plain(name: str, value: object) -> str:
    if name in LISTS:
        return values.word(LISTS[name], str(value))
    if isinstance(value, tuple):
        return ", ".join(values.word("themes", one) for one in value)
    return "" if value is None else str(value)
