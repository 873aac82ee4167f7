"""What a person says for a paper that is written from a template."""

from django import forms
from django.utils.translation import gettext as _

from twinpact.vocabularies import terms
from website.agreements import papers, words
from website.agreements.models import Agreement, PaperTemplate

_LONG = {"object", "areas"}
LONGEST = 2_000


class PaperForm(forms.Form):
    """The fields of one paper; all may stay empty: what is not known becomes a blank line."""

    says_optional_once = True

    def __init__(
        self, *args: object, row: Agreement, paper: str, languages: tuple[str, ...], **kw: object
    ) -> None:
        self.row, self.paper, self.languages = row, paper, languages
        super().__init__(*args, **kw)
        self.own = papers.templates_for(row.office, paper, languages)
        self._ask_template()
        names, texts = papers.known_names(row), papers.known_texts(row, languages)
        for name, how in papers.fields_of(paper):
            match how:
                case "text" | "lines":
                    self._ask_texts(name, how, texts)
                case "date":
                    self.fields[name] = forms.DateField(
                        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
                    )
                case "years":
                    self.fields[name] = forms.IntegerField(min_value=1, max_value=99)
                    self.fields[name].help_text = _("In years.")
                case "money":
                    self._ask_amount(name)
                case "name":
                    self.fields[name] = forms.CharField(max_length=300, initial=names.get(name))
            if name in self.fields:
                self.fields[name].label = words.word("paper_field", name)
        for one in self.fields.values():
            one.required = False

    def _ask_template(self) -> None:
        own = [(str(one.pk), _("Our template, version %(n)d") % {"n": one.version})
               for one in self.own]  # fmt: skip
        choices = [*own, ("", _("The template that comes with the register"))]
        self.fields["template"] = forms.ChoiceField(
            label=_("Template"), choices=choices, initial=choices[0][0]
        )

    def _ask_texts(self, name: str, how: str, known: dict) -> None:
        for language in self.languages:
            value = known.get((name, language))
            asked = forms.CharField(
                max_length=LONGEST,
                initial="\n".join(value) if isinstance(value, list) else value,
                widget=forms.Textarea(attrs={"rows": 3}) if name in _LONG else None,
                help_text=_("One a line.") if how == "lines" else "",
            )
            label = words.word("paper_field", name)
            if len(self.languages) > 1:
                spoken = words.language_in_a_sentence(language)
                label = _("%(field)s, in %(language)s") % {"field": label, "language": spoken}
            asked.label = label
            self.fields[f"{name}_{language}"] = asked

    def _ask_amount(self, name: str) -> None:
        self.fields[name] = forms.DecimalField(max_digits=16, decimal_places=2, min_value=0)
        codes = [(code.upper(), code.upper()) for code in terms("currencies")]
        self.fields["currency"] = forms.ChoiceField(
            label=_("Currency"), choices=[("", _("not known")), *codes]
        )

    def said(self) -> papers.Said:
        """What the person said; before anything was sent, what the record says."""
        sent = self.cleaned_data if self.is_bound and self.is_valid() else self._known()
        asked = papers.fields_of(self.paper)
        texts = {
            (name, language): _lines(sent.get(f"{name}_{language}"), how)
            for name, how in asked
            if how in ("text", "lines")
            for language in self.languages
        }
        return papers.Said(
            names={name: sent.get(name) for name, how in asked if how == "name"},
            texts=texts,
            days={name: sent.get(name) for name, how in asked if how == "date"},
            years=sent.get("duration"),
            amount=sent.get("amount"),
            currency=sent.get("currency") or None,
        )

    def _known(self) -> dict[str, object]:
        return {name: one.initial for name, one in self.fields.items()}

    def chosen_template(self) -> PaperTemplate | None:
        """The office's template that was chosen; None: the one that ships."""
        pk = self.cleaned_data.get("template")
        return next((one for one in self.own if str(one.pk) == pk), None)


def _lines(written: object, how: str) -> object:
    text = str(written or "").strip()
    if how != "lines":
        return text
    return [line.strip() for line in text.splitlines() if line.strip()]
