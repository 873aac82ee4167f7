"""What an agreement says, as people fill it in."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from twinpact.vocabularies import read_word, terms
from website.agreements.forms.partial_date import PartialDateField
from website.sources.forms import SourceForm, words_of
from website.sources.plain_text import PlainTextField, long_text

LONGEST_FOCUS = 20_000
LONGEST_THEMES = 5_000
LONGEST_RENEWAL = 2_000
LONGEST_LANGUAGES = 500


def word_field(label: str, list_name: str) -> forms.ChoiceField:
    """A word of a list, or "not known"."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=lambda: [("", _("Not known")), *words_of(list_name)],
        error_messages={"invalid_choice": _("Choose one of the words of the list.")},
    )


class AgreementForm(SourceForm):
    """Everything of an agreement but its parties, and the source of what is entered."""

    says_optional_once = True
    field_order = (
        *("form", "scope", "state", "focus", "themes", "motivations", "languages"),
        *("signed", "in_force", "ends", "renewal"),
    )

    form = word_field(_("Form"), "forms")
    scope = word_field(_("Scope"), "scopes")
    state = word_field(_("State"), "states")
    signed = PartialDateField(
        label=_("Signed"),
        help_text=_("As far as you know it: 1961, August 2010 or 14 August 2010."),
    )
    in_force = PartialDateField(label=_("In force since"))
    ends = PartialDateField(label=_("Ends"))
    renewal = PlainTextField(
        label=_("Renewal"),
        required=False,
        max_length=LONGEST_RENEWAL,
        widget=long_text(2),
        help_text=_("How it goes on after its end: “renewed by itself every five years”."),
    )
    focus = PlainTextField(
        label=_("What it is about"),
        required=False,
        max_length=LONGEST_FOCUS,
        widget=long_text(5),
        help_text=_("The words of the source, as they stand there."),
    )
    themes = PlainTextField(
        label=_("Themes"),
        required=False,
        max_length=LONGEST_THEMES,
        widget=long_text(4),
        help_text=_("In the source's own words, one theme on each line."),
    )
    motivations = forms.MultipleChoiceField(
        label=_("Motivations"),
        required=False,
        choices=lambda: words_of("motivations"),
        widget=forms.CheckboxSelectMultiple,
    )
    languages = PlainTextField(
        label=_("Languages of the text"),
        required=False,
        max_length=LONGEST_LANGUAGES,
        help_text=_("With commas between them: Spanish, French."),
    )
    locator = PlainTextField(label=_("Page or row in the source"), required=False, max_length=300)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean()
        last = cleaned["ends"].latest if "ends" in cleaned else None
        for name in ("signed", "in_force"):
            start = cleaned[name].earliest if name in cleaned else None
            if last is not None and start is not None and last < start:
                said = _("This is before the agreement starts. One of the two dates is wrong.")
                self.add_error("ends", said)
                break
        return cleaned

    def clean_languages(self) -> tuple[str, ...]:
        """The codes of the languages that the person named."""
        return read_languages(self.cleaned_data["languages"])


def read_languages(text: str) -> tuple[str, ...]:
    """The codes of the languages that a person wrote with commas between them."""
    pieces = text.replace(";", ",").replace("\n", ",").split(",")
    named = [piece.strip() for piece in pieces if piece.strip()]
    found = {name: read_word("languages", name) for name in named}
    unread = [name for name, word in found.items() if word is None]
    if unread:
        raise forms.ValidationError(
            _("“%(name)s” is not a language of the list. Write its name in full: Spanish."),
            params={"name": unread[0]},
        )
    return tuple(dict.fromkeys(word.code for word in found.values() if word))


def languages_in_words(codes: Iterable[str]) -> str:
    """The names of languages, as the field shows them."""
    language = get_language() or "en"
    known = terms("languages")
    return ", ".join(
        known[code].in_language(language) if code in known else code for code in codes
    )
