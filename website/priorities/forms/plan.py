"""The plan itself: what it is called, of which territory and of which term."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact import plans as library
from website.agreements.convert import partial_date
from website.agreements.forms.partial_date import PartialDateField
from website.agreements.words import reader_language
from website.places.forms import PickForm
from website.places.naming import full_name
from website.priorities.models import DevelopmentPlan
from website.priorities.models.plan import LONGEST_CODE, LONGEST_TITLE
from website.sources.plain_text import PlainTextField


def version_field() -> forms.IntegerField:
    """The version that the person saw."""
    return forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)


def code_field(help_text: str = "") -> PlainTextField:
    """A short name that does not change any more."""
    return PlainTextField(
        label=_("Code"),
        max_length=LONGEST_CODE,
        help_text=help_text,
        error_messages={"required": _("Give it a code: a number or a short word.")},
    )


def title_field() -> PlainTextField:
    """What it is called."""
    return PlainTextField(
        label=_("Title"),
        max_length=LONGEST_TITLE,
        error_messages={"required": _("Give it a title.")},
    )


class PlanForm(PickForm):
    """A development plan without its parts."""

    needed = False
    field_order = ("code", "title", "territory", "place", "choice", "starts", "ends")

    code = code_field(_("Short and the only one in your office, such as PD-2008."))
    title = title_field()
    starts = PartialDateField(
        label=_("Begins"), help_text=_("A year, a month or a day: 2008, January 2008.")
    )
    ends = PartialDateField(label=_("Ends"))
    version = version_field()

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and starts.earliest and ends.latest and ends.latest < starts.earliest:
            self.add_error("ends", _("This is before the plan begins."))
        return cleaned

    def plan(self, before: library.DevelopmentPlan | None = None) -> library.DevelopmentPlan:
        """The plan with what the person said; its parts stay as they were."""
        said = self.cleaned_data
        told = {name: said[name] for name in ("code", "title", "starts", "ends")}
        told["territory"] = said["picked"]
        return replace(before, **told) if before else library.DevelopmentPlan(**told)


def plan_initial(row: DevelopmentPlan) -> dict[str, object]:
    """What the form shows of a plan before anybody changes it."""
    named = full_name(row.territory_id, reader_language()) if row.territory_id else ""
    return {
        "code": row.code,
        "title": row.title,
        "starts": partial_date(row, "starts"),
        "ends": partial_date(row, "ends"),
        "territory": named,
        "place": row.territory_id or "",
        "version": row.version,
    }
