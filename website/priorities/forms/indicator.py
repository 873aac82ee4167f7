"""A key indicator with its baseline and its targets."""

from dataclasses import replace
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from twinpact import plans as library
from website.agreements.convert import LONGEST_NAME
from website.priorities.forms.parts import PartForm, priority_choices
from website.priorities.forms.plan import code_field, title_field, version_field
from website.priorities.models.indicator import FIRST_YEAR, LAST_YEAR
from website.priorities.models.plan import LONGEST_TITLE
from website.priorities.models.value import LONGEST_WORDS
from website.priorities.storable import LONGEST_UNIT
from website.priorities.values import ValueField, by_length, period_words, typed
from website.sources.forms import words_of
from website.sources.plain_text import PlainTextField, long_text

MOST_YEARS = 12
UNIT = min(LONGEST_UNIT, LONGEST_NAME)


class IndicatorForm(PartForm):
    """A key indicator. A target for each year of the term and for the whole of it."""

    says_optional_once = True

    code = code_field()
    title = title_field()
    priority = forms.ChoiceField(label=gettext_lazy("Priority"))
    programme = forms.ChoiceField(label=gettext_lazy("Programme"), required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=lambda: words_of("indicator_kinds")
    )
    counting = forms.ChoiceField(
        label=gettext_lazy("What a figure counts"), choices=lambda: words_of("countings")
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Which is better"), choices=lambda: words_of("directions")
    )
    unit = PlainTextField(label=gettext_lazy("Unit"), required=False, max_length=UNIT)
    baseline = ValueField(
        label=gettext_lazy("Baseline"),
        help_text=gettext_lazy(
            "A number, yes or no, or words, as the kind says. Write “unknown” where the source "
            "does not know it; leave it empty where there is none."
        ),
    )
    baseline_year = forms.IntegerField(
        label=gettext_lazy("Year of the baseline"),
        required=False,
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
    )
    body = PlainTextField(
        label=gettext_lazy("Responsible body"), required=False, max_length=LONGEST_TITLE
    )
    source = PlainTextField(label=gettext_lazy("Source"), required=False, max_length=LONGEST_WORDS)
    verification = PlainTextField(
        label=gettext_lazy("Means of verification"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=long_text(2),
    )
    version = version_field()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].choices = priority_choices(self.plan)
        self.fields["programme"].choices = [
            ("", _("none")),
            *((one.code, f"{one.code} {one.title}") for one in self.plan.programmes),
        ]
        self.before = next(
            (one for one in self.plan.indicators if one.indicator.code == self.code), None
        )
        self.periods = target_periods(self.plan, self.before)
        for number, period in enumerate(self.periods):
            self.fields[f"target_{number}"] = ValueField(
                label=_("Target %(period)s") % {"period": period_words(period)}
            )

    def taken(self) -> set[str]:
        return {one.indicator.code for one in self.plan.indicators}

    def targets(self) -> list[forms.BoundField]:
        """The fields of the targets, in order."""
        return [self[f"target_{number}"] for number in range(len(self.periods))]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        for name in ("baseline", *(f"target_{n}" for n in range(len(self.periods)))):
            written = str(cleaned.get(name) or "")
            if kind is None or name in self.errors or not written:
                continue
            try:
                cleaned[f"{name}_value"] = self.fields[name].read(written, kind)
            except forms.ValidationError as refused:
                self.add_error(name, refused)
        programme = next(
            (one for one in self.plan.programmes if one.code == cleaned.get("programme")), None
        )
        if programme is not None and cleaned.get("priority") not in (None, programme.priority):
            self.add_error("programme", _("This programme is under another priority."))
        return cleaned

    def whole(self) -> library.DevelopmentPlan:
        """The plan with this indicator."""
        said = self.cleaned_data
        old = None if self.before is None else self.before.indicator
        indicator = library.Indicator(
            code=said["code"],
            title=said["title"],
            kind=said["kind"],
            counting=said["counting"],
            direction=said["direction"],
            unit=said["unit"],
            baseline=self._baseline(old),
            targets=self._targets(old),
            verification=said["verification"],
        )
        part = library.KeyIndicator(
            indicator, said["priority"], said["programme"] or None, said["body"], said["source"]
        )
        if self.before is None:
            return replace(self.plan, indicators=(*self.plan.indicators, part))
        kept = tuple(part if one is self.before else one for one in self.plan.indicators)
        return replace(self.plan, indicators=kept)

    def _baseline(self, old: library.Indicator | None) -> library.Baseline | None:
        said = self.cleaned_data
        if not said["baseline"] and said["baseline_year"] is None:
            return None
        comment = "" if old is None or old.baseline is None else old.baseline.comment
        return library.Baseline(said.get("baseline_value"), said["baseline_year"], comment)

    def _targets(self, old: library.Indicator | None) -> tuple[library.Target, ...]:
        """The targets in the order in which they stood, new ones after them."""
        comments = {} if old is None else {one.period: one.comment for one in old.targets}
        told = {
            period: library.Target(
                period,
                self.cleaned_data.get(f"target_{number}_value"),
                comments.get(period, ""),
            )
            for number, period in enumerate(self.periods)
            if self.cleaned_data[f"target_{number}"]
        }
        order = [*(period for period in comments if period in told), *told]
        return tuple(told[period] for period in dict.fromkeys(order))


def target_periods(
    plan: library.DevelopmentPlan, key: library.KeyIndicator | None
) -> list[library.Period]:
    """The years of the term, the term itself, and the periods that the indicator has besides."""
    found = set() if key is None else {one.period for one in key.indicator.targets}
    first, last = plan.starts.earliest, plan.ends.latest
    if first is not None and last is not None and first <= last:
        found.add(library.Period(first, last))
        years = range(first.year, last.year + 1)[:MOST_YEARS]
        found |= {library.Period(date(year, 1, 1), date(year, 12, 31)) for year in years}
    return sorted(found, key=by_length)


def indicator_initial(plan: library.DevelopmentPlan, code: str) -> dict[str, object]:
    """What the form shows of an indicator before anybody changes it."""
    key = next(one for one in plan.indicators if one.indicator.code == code)
    indicator = key.indicator
    told = {one.period: one for one in indicator.targets}
    targets = {
        f"target_{number}": typed(told[period].value) or pgettext("a figure", "unknown")
        for number, period in enumerate(target_periods(plan, key))
        if period in told
    }
    baseline = indicator.baseline
    return {
        **{
            name: getattr(indicator, name)
            for name in ("code", "title", "kind", "counting", "direction", "unit", "verification")
        },
        "priority": key.priority,
        "programme": key.programme or "",
        "body": key.body,
        "source": key.source,
        "baseline": ""
        if baseline is None
        else typed(baseline.value) or pgettext("a figure", "unknown"),
        "baseline_year": None if baseline is None else baseline.year,
        **targets,
    }
