"""The indicators of an activity as people fill them in, each under its result."""

from dataclasses import replace

from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from twinpact.plans import Activity, Baseline, Indicator, Result, Target
from twinpact.plans.indicators import Value
from website.plans.forms import periods
from website.plans.forms.figures import plain_text, read_figure
from website.sources.forms import words_of
from website.sources.plain_text import PlainTextField

MOST_INDICATORS = 40
BETWEEN = "; "


class IndicatorForm(forms.Form):
    """What is measured, from where, and how far it is to come."""

    says_optional_once = True

    code = PlainTextField(required=False, max_length=40, widget=forms.HiddenInput)
    own_periods = PlainTextField(required=False, max_length=4000, widget=forms.HiddenInput)
    result = PlainTextField(
        label=_("Result"),
        required=False,
        max_length=500,
        help_text=_("What the activity is to bring about."),
    )
    title = PlainTextField(
        label=_("Indicator"), required=False, max_length=500, help_text=_("By what it is seen.")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=lambda: words_of("indicator_kinds"))
    counting = forms.ChoiceField(label=_("It counts"), choices=lambda: words_of("countings"))
    direction = forms.ChoiceField(label=_("Direction"), choices=lambda: words_of("directions"))
    unit = PlainTextField(label=_("Unit"), required=False, max_length=100)
    baseline = PlainTextField(
        label=_("Baseline"),
        required=False,
        max_length=500,
        help_text=_("Where it stood before; empty where nobody knows."),
    )
    baseline_year = forms.IntegerField(
        label=_("Year of the baseline"), required=False, min_value=1900, max_value=2200
    )
    rhythm = forms.ChoiceField(label=_("It is reported"), choices=periods.RHYTHM_WORDS)
    targets = PlainTextField(
        label=_("Targets"),
        required=False,
        max_length=4000,
        help_text=_(
            "One for each period in order, with semicolons between them: 10; 20. "
            "Leave a place empty where no target was set."
        ),
    )
    verification = PlainTextField(
        label=_("Means of verification"), required=False, max_length=2000
    )
    feeds = PlainTextField(
        label=_("Key indicator of the development plan"),
        required=False,
        max_length=40,
        help_text=_("The code of the one to which it contributes."),
    )

    def __init__(self, *args: object, year: int, **options: object) -> None:
        super().__init__(*args, **options)
        self.year = year
        if self["own_periods"].value():
            choices = [*periods.RHYTHM_WORDS, (periods.OWN, _("in periods of its own"))]
            self.fields["rhythm"].choices = choices

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("title"):
            if any(cleaned.get(name) for name in ("result", "targets", "baseline", "unit")):
                self.add_error("title", gettext("Say by what the result is seen."))
            return cleaned
        cleaned["read_baseline"] = self._read("baseline", cleaned.get("baseline") or "")
        cleaned["read_targets"] = self._targets(cleaned)
        return cleaned

    def _read(self, field: str, text: str) -> Value | None:
        try:
            return read_figure(self.cleaned_data.get("kind", "quantitative"), text)
        except forms.ValidationError as error:
            self.add_error(field, error)
            return None

    def _targets(self, cleaned: dict[str, object]) -> tuple[Target, ...]:
        wanted = self._periods(cleaned)
        text = str(cleaned.get("targets") or "")
        told = [piece.strip() for piece in text.split(";")] if text.strip() else []
        if len(told) > len(wanted):
            self.add_error(
                "targets",
                gettext("There are %(told)d targets for %(n)d periods.")
                % {"told": len(told), "n": len(wanted)},
            )
        told += [""] * (len(wanted) - len(told))
        values = [self._read("targets", piece) for piece in told]
        return tuple(Target(period, value) for period, value in zip(wanted, values, strict=False))

    def _periods(self, cleaned: dict[str, object]) -> list[periods.Period]:
        rhythm = str(cleaned.get("rhythm") or "year")
        if rhythm != periods.OWN:
            return periods.periods_of(rhythm, self.year)
        try:
            return periods.read(str(cleaned.get("own_periods") or ""))
        except (ValueError, TypeError):
            self.add_error("rhythm", gettext("Choose how often it is reported."))
            return []

    def told(self, code: str) -> Indicator:
        """The indicator as the person filled it in."""
        cleaned = self.cleaned_data
        start, year = cleaned["read_baseline"], cleaned["baseline_year"]
        return Indicator(
            code=code,
            title=cleaned["title"],
            kind=cleaned["kind"],
            counting=cleaned["counting"],
            direction=cleaned["direction"],
            unit=cleaned["unit"],
            baseline=None if start is None and year is None else Baseline(start, year),
            targets=cleaned["read_targets"],
            verification=cleaned["verification"],
            feeds=cleaned["feeds"] or None,
        )

    @staticmethod
    def initial_of(activity: Activity | None, year: int) -> list[dict[str, object]]:
        """The rows of an activity's indicators for the form."""
        results = () if activity is None else activity.results
        return [
            _initial(result, indicator, year)
            for result in results
            for indicator in result.indicators
        ]


def _initial(result: Result, one: Indicator, year: int) -> dict[str, object]:
    spans = [target.period for target in one.targets]
    rhythm = periods.rhythm_of(spans, year) if spans else "year"
    return {
        "code": one.code,
        "own_periods": periods.written(spans) if rhythm == periods.OWN else "",
        "result": result.title,
        "title": one.title,
        "kind": one.kind,
        "counting": one.counting,
        "direction": one.direction,
        "unit": one.unit,
        "baseline": plain_text(one.baseline.value) if one.baseline else "",
        "baseline_year": one.baseline.year if one.baseline else None,
        "rhythm": rhythm,
        "targets": BETWEEN.join(plain_text(target.value) for target in one.targets),
        "verification": one.verification,
        "feeds": one.feeds,
    }


IndicatorFormSet = formset_factory(
    IndicatorForm, extra=1, max_num=MOST_INDICATORS, validate_max=True
)


def results_of(
    rows: forms.BaseFormSet, activity: Activity | None, free: object
) -> tuple[Result, ...]:
    """The results with their indicators, in the order in which they were filled in.

    A result that keeps its words keeps its code; an indicator without a result has the words of
    its own for one. Comments of targets and baselines stay with an indicator that is kept.
    """
    codes = {} if activity is None else {one.title: one.code for one in activity.results}
    before = {} if activity is None else {one.code: one for one in activity.indicators}
    found: dict[str, Result] = {}
    for form in rows:
        if not form.cleaned_data.get("title"):
            continue
        code = form.cleaned_data["code"] or free.next("I")  # type: ignore[attr-defined]
        one = _with_comments(form.told(code), before.get(code))
        title = form.cleaned_data["result"] or one.title
        if title not in found:
            known = codes.get(title) or free.next("R")  # type: ignore[attr-defined]
            found[title] = Result(known, title)
        found[title] = replace(found[title], indicators=(*found[title].indicators, one))
    return tuple(found.values())


def _with_comments(one: Indicator, before: Indicator | None) -> Indicator:
    if before is None:
        return one
    comments = {target.period: target.comment for target in before.targets}
    targets = tuple(
        replace(target, comment=comments.get(target.period, "")) for target in one.targets
    )
    baseline = one.baseline
    if baseline is not None and before.baseline is not None:
        baseline = replace(baseline, comment=before.baseline.comment)
    return replace(one, targets=targets, baseline=baseline)
