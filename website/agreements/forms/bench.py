"""Two texts to compare that are not documents of the register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from website.agreements.bench import LanguageText, NoTextError, text_of
from website.agreements.forms.document import language_choices

LONGEST = 400_000
LARGEST = 20_000_000


class TextForm(forms.Form):
    """One language version: pasted, or a Word, OpenDocument or text file. Nothing is kept."""

    language = forms.ChoiceField(label=_("Language"))
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    file = forms.FileField(
        label=_("or a file"),
        required=False,
        help_text=_("DOCX, ODT or plain text."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.odt,.txt"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = language_choices()

    def clean(self) -> dict[str, object]:
        """Read the file, where there is one."""
        cleaned = super().clean()
        file = cleaned.get("file")
        if file is None:
            if not (cleaned.get("text") or "").strip():
                self.add_error("text", _("Paste the text, or choose a file."))
            return cleaned
        if file.size > LARGEST:
            self.add_error("file", _("The file is larger than 20 MB."))
            return cleaned
        try:
            cleaned["text"] = text_of(file.read()).text
        except NoTextError as problem:
            self.add_error("file", str(problem))
            return cleaned
        if not cleaned["text"].strip():
            self.add_error("file", _("There is no text in the file."))
        return cleaned

    def version(self) -> LanguageText:
        """The language version that was given."""
        return LanguageText(self.cleaned_data["language"], self.cleaned_data["text"])
