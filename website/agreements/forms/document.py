"""Bringing versions of papers, redactions and templates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from twinpact.formats.papers import KINDS
from twinpact.formats.shipped_papers import languages_of
from twinpact.vocabularies import LANGUAGES, terms
from website.agreements import words
from website.agreements.models import Document
from website.agreements.models.document import PAPERS

SIGNED = (("", _("not known")), ("no", _("Draft")), ("yes", _("Signed")))
_ENDINGS = ",".join(kind.ending for kind in KINDS.values())


def language_choices() -> list[tuple[str, str]]:
    """Every language, those of the interface first, then by the reader's alphabet."""
    codes = terms("languages")
    others = sorted(
        (words.word("language", code), code) for code in codes if code not in LANGUAGES
    )
    first = [(code, words.word("language", code)) for code in LANGUAGES]
    return [*first, *((code, label) for label, code in others)]


def file_field(label: str, help_text: str = "") -> forms.FileField:
    """A field for one file of a paper."""
    return forms.FileField(
        label=label,
        help_text=help_text,
        widget=forms.ClearableFileInput(attrs={"accept": _ENDINGS}),
        error_messages={
            "required": _("Choose the file that you want to bring."),
            "empty": _("The file is empty: it has 0 bytes. Save it again and bring it anew."),
        },
    )


class DocumentForm(forms.Form):
    """A version of a paper."""

    file = file_field(
        _("File"), _("PDF, Word (DOCX), OpenDocument (ODT), or an image (PNG, JPEG, TIFF).")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Document.Kind)
    title = forms.CharField(
        label=_("Title"),
        max_length=300,
        help_text=_("A file with the same kind, title and languages is a new version of it."),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)
    second_language = forms.ChoiceField(
        label=_("Second language"), required=False, help_text=_("Only where one file holds two.")
    )
    signed = forms.ChoiceField(label=_("Draft or signed"), choices=SIGNED, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, nothing in (("language", _("not known")), ("second_language", _("none"))):
            self.fields[name].choices = [("", nothing), *language_choices()]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        second = cleaned.get("second_language")
        if second and (not cleaned.get("language") or second == cleaned.get("language")):
            self.add_error(
                "second_language", _("Choose two different languages, or leave it empty.")
            )
        return cleaned

    @property
    def is_signed(self) -> bool | None:
        """None where nobody knows."""
        return {"yes": True, "no": False}.get(self.cleaned_data["signed"])


class RedactionForm(forms.Form):
    """What the public gets in the place of an original."""

    file = file_field(_("Redacted file"))
    reason = forms.CharField(
        label=_("What was taken out, and why"),
        max_length=500,
        help_text=_("The public reads this sentence. Example: signatures and private addresses."),
    )


class TemplateForm(forms.Form):
    """An office's own Word template of a paper."""

    file = forms.FileField(
        label=_("Word template"),
        help_text=_(
            "A DOCX file with names between braces, such as those that you download here."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": _("Choose the file that you want to bring.")},
    )
    paper = forms.ChoiceField(label=_("Paper and languages"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paper"].choices = [
            (words.word("paper", code), written_choices(code)) for code in PAPERS
        ]

    @property
    def chosen(self) -> tuple[str, tuple[str, ...]]:
        """The paper, and the languages in which it is written."""
        return paper_and_languages(self.cleaned_data["paper"])


def written_choices(paper: str) -> list[tuple[str, str]]:
    """The languages in which a paper can be written, as choices: "agreement_broad:es-pt"."""
    return [
        (f"{paper}:{'-'.join(codes)}", languages_in_words(codes)) for codes in languages_of(paper)
    ]


def languages_in_words(codes: tuple[str, ...]) -> str:
    """ "Spanish", or "Spanish | Portuguese" for two columns."""
    return " | ".join(words.word("language", code) for code in codes)


def paper_and_languages(choice: str) -> tuple[str, tuple[str, ...]]:
    """What a choice means: the paper and its languages."""
    paper, _colon, codes = choice.partition(":")
    return paper, tuple(codes.split("-"))
