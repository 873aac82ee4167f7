"""What the register knows to write into a paper of an agreement, in each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from babel.numbers import format_decimal

from twinpact import places as gazetteer
from twinpact.agreements import date_in_words, partial_date
from twinpact.agreements.bilingual import number_in_words
from twinpact.formats.shipped_papers import shipped_template
from twinpact.formats.word_templates import Filled, Value, fill
from twinpact.vocabularies import label, terms
from website.accounts.models import Office
from website.agreements.models import Agreement, Document, PaperTemplate, Party

KINDS = {
    "letter_of_intent": Document.Kind.LETTER_OF_INTENT,
    "agreement_broad": Document.Kind.AGREEMENT,
    "agreement_specific": Document.Kind.AGREEMENT,
    "council_resolution": Document.Kind.RESOLUTION,
    "opinion_request": Document.Kind.OPINION_REQUEST,
}
_YEARS = {"es": ("año", "años"), "en": ("year", "years"), "pt": ("ano", "anos")}


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says for a paper; None and the empty text mean: not known.

    ``names`` are the same in all languages, ``texts`` by field and language.
    """

    names: Mapping[str, str | None] = field(default_factory=dict)
    texts: Mapping[tuple[str, str], Value] = field(default_factory=dict)
    days: Mapping[str, date | None] = field(default_factory=dict)
    years: int | None = None
    amount: Decimal | None = None
    currency: str | None = None


def fields_of(paper: str) -> list[tuple[str, str]]:
    """The fields of a paper, each with how it is asked for."""
    return [
        (name, str(terms("paper_fields")[name].extra["how"]))
        for name in terms("papers")[paper].extra["fields"]
    ]


def known_texts(row: Agreement, languages: Sequence[str]) -> dict[tuple[str, str], Value]:
    """What the record says of the texts of a paper, by field and language."""
    parties = list(row.parties.all())[:2]
    known: dict[tuple[str, str], Value] = {}
    for language in languages:
        for side, party in zip(("first", "second"), parties, strict=False):
            known[f"{side}_party", language] = party_in(party, language)
        known["areas", language] = areas_in(row, language)
    return known


def known_names(row: Agreement) -> dict[str, str | None]:
    """What the record says of the names of a paper: the bodies that sign."""
    parties = list(row.parties.all())[:2]
    return {
        f"{side}_authority": party.organization.name if party.organization else None
        for side, party in zip(("first", "second"), parties, strict=False)
    }


def party_in(party: Party, language: str) -> str:
    """A party's name in a language, with its country; as written where it is not known."""
    if party.place is None:
        return party.written
    name = party.place.name_in(language)
    if party.place.level == "country":
        return name
    return f"{name} ({gazetteer.place(party.place.country).name_in(language)})"


def areas_in(row: Agreement, language: str) -> list[str]:
    """The themes of an agreement in a language; the source's words where no theme is known."""
    named = (
        label("themes", theme.theme, language) if theme.theme else theme.written
        for theme in row.themes.all()
    )
    return list(dict.fromkeys(named))


def values(
    paper: str, row: Agreement, languages: Sequence[str], said: Said
) -> dict[str, dict[str, Value]]:
    """Every field in every language of the register; None where it is not known."""
    signed_in = list(row.languages) or (list(languages) if len(languages) > 1 else [])
    asked = fields_of(paper)
    return {
        language: {
            name: _value(name, how, language, said, signed_in, row.office)
            for name, how in [*asked, *_others(asked)]
        }
        for language in ("es", "en", "pt")
    }


def _others(asked: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The fields that the paper does not ask for: a template of an office may name them."""
    there = {name for name, _ in asked}
    return [
        (name, str(word.extra["how"]))
        for name, word in terms("paper_fields").items()
        if name not in there
    ]


def _value(
    name: str, how: str, language: str, said: Said, signed_in: list[str], office: Office
) -> Value:
    match how:
        case "text" | "lines":
            return said.texts.get((name, language)) or None
        case "date":
            day = said.days.get(name)
            return None if day is None else _day(day, language)
        case "years":
            return None if said.years is None else _years(said.years, language)
        case "money":
            return _amount(said, language, office)
        case "languages":
            return ", ".join(_plain(label("languages", c, language), language) for c in signed_in)
        case _:
            return said.names.get(name) or None


def _day(day: date, language: str) -> str:
    return date_in_words(partial_date(day.year, day.month, day.day), language)


def _years(years: int, language: str) -> str:
    one, several = _YEARS[language]
    return f"{number_in_words(years, language)} ({years}) {one if years == 1 else several}"


def _amount(said: Said, language: str, office: Office) -> str | None:
    """The amount as the language writes it in the office's country: USD 50.000,00 or 50,000.00."""
    if said.amount is None or not said.currency:
        return None
    where = {"es": f"es_{office.country}", "pt": "pt_BR", "en": "en"}[language]
    known = where if where in ("es_MX", "pt_BR", "en") else "es_CO"
    return f"{said.currency} {format_decimal(said.amount, format='#,##0.00', locale=known)}"


def _plain(word: str, language: str) -> str:
    return word if language == "en" else word[:1].lower() + word[1:]


def templates_for(office: Office, paper: str, languages: Sequence[str]) -> list[PaperTemplate]:
    """The office's own templates of a paper, newest first."""
    second = languages[1] if len(languages) > 1 else ""
    return list(
        office.paper_templates.filter(
            paper=paper, language=languages[0], second_language=second
        ).order_by("-version")
    )


def write_paper(
    paper: str,
    languages: Sequence[str],
    filled_with: Mapping[str, Mapping[str, Value]],
    template: PaperTemplate | None,
) -> Filled:
    """The paper as a Word document, and the fields in it that stay blank.

    Raises:
        TemplateRefusedError: The office's template cannot be filled.
    """
    if template is None:
        return fill(shipped_template(paper, languages), filled_with)
    with template.file.open("rb") as file:
        return fill(file.read(), filled_with)


def made_from(paper: str, languages: Sequence[str], template: PaperTemplate | None) -> str:
    """From which template a paper was written, for the record."""
    whose = f"office:{template.pk}" if template else "shipped"
    return f"{whose}:{paper}:{'-'.join(languages)}"
