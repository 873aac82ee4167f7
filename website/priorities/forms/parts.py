"""Priorities and programmes of a plan."""

from dataclasses import replace

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact import plans as library
from website.priorities.forms.plan import code_field, title_field, version_field
from website.priorities.tree import branches
from website.sources.forms import words_of

INDENT = "\u2003"


class PartForm(forms.Form):
    """A part of a plan. ``code`` is None for a new one; that of an old one stays."""

    def __init__(
        self, *args: object, plan: library.DevelopmentPlan, code: str | None, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.code = plan, code
        if code is not None:
            self.fields["code"].disabled = True
            self.fields["code"].help_text = _("The code of a part that exists stays.")

    def clean_code(self) -> str:
        """A new code, or that of the part."""
        code: str = self.cleaned_data["code"]
        if self.code is None and code in self.taken():
            raise forms.ValidationError(_("The plan has this code already."), code="taken")
        return code

    def taken(self) -> set[str]:
        """The codes that the plan's parts of this kind have."""
        raise NotImplementedError


def priority_choices(plan: library.DevelopmentPlan) -> list[tuple[str, str]]:
    """The priorities as a tree, each with its code."""
    return [
        (one.priority.code, f"{INDENT * one.depth}{one.priority.code} {one.priority.title}")
        for one in branches(plan)
    ]


class PriorityForm(PartForm):
    """A priority."""

    code = code_field()
    title = title_field()
    within = forms.ChoiceField(
        label=_("Part of"), required=False, help_text=_("A wider priority, if it lies in one.")
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"), required=False, choices=lambda: words_of("themes")
    )
    version = version_field()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in priority_choices(self.plan) if one[0] != self.code]
        self.fields["within"].choices = [("", _("none, it is one of the widest")), *others]
        self.fields["themes"].widget.attrs["size"] = 6

    def taken(self) -> set[str]:
        return {one.code for one in self.plan.priorities}

    def whole(self) -> library.DevelopmentPlan:
        """The plan with this priority."""
        said = self.cleaned_data
        part = library.Priority(
            said["code"], said["title"], said["within"] or None, tuple(said["themes"])
        )
        if self.code is None:
            return replace(self.plan, priorities=(*self.plan.priorities, part))
        kept = tuple(part if one.code == self.code else one for one in self.plan.priorities)
        return replace(self.plan, priorities=kept)


class ProgrammeForm(PartForm):
    """A programme under a priority."""

    code = code_field()
    title = title_field()
    priority = forms.ChoiceField(label=_("Priority"))
    version = version_field()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].choices = priority_choices(self.plan)

    def taken(self) -> set[str]:
        return {one.code for one in self.plan.programmes}

    def whole(self) -> library.DevelopmentPlan:
        """The plan with this programme."""
        said = self.cleaned_data
        part = library.PlanProgramme(said["code"], said["title"], said["priority"])
        if self.code is None:
            return replace(self.plan, programmes=(*self.plan.programmes, part))
        kept = tuple(part if one.code == self.code else one for one in self.plan.programmes)
        return replace(self.plan, programmes=kept)


def part_initial(plan: library.DevelopmentPlan, kind: str, code: str) -> dict[str, object]:
    """What the form shows of a priority or programme before anybody changes it."""
    if kind == "priority":
        found = next(one for one in plan.priorities if one.code == code)
        return {
            "code": code,
            "title": found.title,
            "within": found.within or "",
            "themes": list(found.themes),
        }
    programme = next(one for one in plan.programmes if one.code == code)
    return {"code": code, "title": programme.title, "priority": programme.priority}
