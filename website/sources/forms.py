"""Naming the source of what is entered: one that the office has, or a new one."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import terms
from website.accounts.models import Office, User
from website.sources.actions import name_source
from website.sources.models import Source
from website.sources.plain_text import PlainTextField

USUAL_KIND = "file"


def words_of(list_name: str) -> list[tuple[str, str]]:
    """The words of a list, to choose from, in the reader's language."""
    language = get_language() or "en"
    return [(word.code, word.in_language(language)) for word in terms(list_name).values()]


class SourceForm(forms.Form):
    """Where the values come from. One of the office's sources, or the title of a new one."""

    source = forms.ModelChoiceField(
        Source.objects.none(),
        label=_("Source"),
        required=False,
        empty_label=_("A new source"),
        error_messages={"invalid_choice": _("Choose one of your office's sources.")},
    )
    source_title = PlainTextField(
        label=_("Title of the new source"),
        required=False,
        max_length=500,
        help_text=_("As you would cite it: author, year, title."),
    )
    source_kind = forms.ChoiceField(
        label=_("Kind of the new source"),
        choices=lambda: words_of("source_kinds"),
        initial=USUAL_KIND,
    )

    def __init__(self, *args: object, office: Office | None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.office = office
        self.fields["source_kind"].required = False
        if office is not None:
            self.fields["source"].queryset = Source.objects.filter(office=office)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if "source" in self.errors or "source_title" in self.errors:
            return cleaned
        if cleaned.get("source") is None and not cleaned.get("source_title"):
            self.add_error(
                "source",
                forms.ValidationError(
                    _("Say where this comes from: choose a source, or give a new one its title."),
                    code="required",
                ),
            )
        return cleaned

    def named(self, *, by: User) -> Source:
        """The source that the person chose, made where it is new."""
        if self.cleaned_data["source"] is not None:
            return self.cleaned_data["source"]
        return name_source(
            office=self.office,
            kind=self.cleaned_data["source_kind"] or USUAL_KIND,
            title=self.cleaned_data["source_title"],
            by=by,
        )
