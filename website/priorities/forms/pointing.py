"""Which priorities of a plan an agreement serves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact import plans as library
from website.priorities.forms.parts import INDENT
from website.priorities.forms.plan import version_field
from website.priorities.models import AgreementServes
from website.priorities.tree import branches

SOME, NONE, UNKNOWN = "some", "none", "unknown"
ANSWERS = (
    (SOME, _("It serves the priorities that I mark below")),
    (NONE, _("It serves no priority of this plan")),
    (UNKNOWN, _("Nobody knows yet")),
)


class PointingForm(forms.Form):
    """An answer, and the priorities where there are some."""

    says_optional_once = True

    answer = forms.ChoiceField(
        label=_("What does this agreement serve?"), choices=ANSWERS, widget=forms.RadioSelect
    )
    priorities = forms.MultipleChoiceField(
        label=_("Priorities"), required=False, widget=forms.CheckboxSelectMultiple
    )
    version = version_field()

    def __init__(self, *args: object, plan: library.DevelopmentPlan, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priorities"].choices = [
            (one.priority.code, f"{INDENT * one.depth}{one.priority.code} {one.priority.title}")
            for one in branches(plan)
        ]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        marked = cleaned.get("priorities")
        if "priorities" in self.errors:
            return cleaned
        if cleaned.get("answer") == SOME and not marked:
            self.add_error("priorities", _("Mark at least one, or choose another answer."))
        if cleaned.get("answer") in (NONE, UNKNOWN) and marked:
            self.add_error(
                "answer", _("Priorities are marked below. Take the marks away, or choose them.")
            )
        return cleaned

    def wanted(self) -> list[str] | None:
        """The codes that the agreement points to; None where nobody knows."""
        if self.cleaned_data["answer"] == UNKNOWN:
            return None
        return list(self.cleaned_data["priorities"])


def pointing_initial(said: AgreementServes | None) -> dict[str, object]:
    """What the form shows before anybody changes it."""
    if said is None:
        return {"answer": UNKNOWN, "priorities": [], "version": 0}
    codes = [one.priority.code for one in said.priorities.select_related("priority")]
    answer = SOME if codes else NONE
    return {"answer": answer, "priorities": codes, "version": said.version}
