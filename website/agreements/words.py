"""The words for what is stored as a code, in the language of the reader."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from twinpact import places as gazetteer
from twinpact.agreements import Finding, date_in_words, say
from twinpact.vocabularies import UnfilledGapError, UnknownWordError, label, terms
from website.agreements import convert
from website.agreements.models import Agreement, AgreementFinding, Party
from website.agreements.models.evidence import SEVERITIES
from website.places.models import Place

LISTS = {
    "form": "forms",
    "level": "levels",
    "partner_level": "levels",
    "scope": "scopes",
    "motivation": "motivations",
    "theme": "themes",
    "state": "states",
    "region": "regions",
    "partner_region": "regions",
    "language": "languages",
    "severity": "severities",
    "finding": "findings",
    "difference": "bench_findings",
    "paper": "papers",
    "paper_field": "paper_fields",
    "source_kind": "source_kinds",
    "count_class": "count_classes",
    "standing": "version_standings",
}


def reader_language() -> str:
    """The language in which the page is written."""
    return (get_language() or "en")[:2]


def word(field: str, code: str) -> str:
    """How the reader calls a code of a field; a code that no list knows stays as it is."""
    if field in ("country", "partner_country"):
        return country_name(code)
    return listed(LISTS[field], code) if field in LISTS else code


def listed(list_name: str, code: str) -> str:
    """How the reader calls a word of a list; a code that the list does not know stays as it is."""
    try:
        return label(list_name, code, reader_language())
    except UnknownWordError:
        return code


def language_in_a_sentence(code: str) -> str:
    """How the reader calls a language within a sentence: "Spanish", "español", "espanhol"."""
    name = word("language", code)
    return name if reader_language() == "en" else name[:1].lower() + name[1:]


def country_name(code: str) -> str:
    """A country's name in the reader's language."""
    try:
        return gazetteer.place(code).name_in(reader_language())
    except gazetteer.UnknownPlaceError:
        return code


def date_words(row: object, name: str) -> str | None:
    """A partial date as its source knows it; None where it is unknown."""
    date = convert.partial_date(row, name)
    return None if date.earliest is None else date_in_words(date, reader_language())


def finding_sentence(finding: AgreementFinding) -> str:
    """What a finding says, as a whole sentence."""
    try:
        return say(
            Finding(finding.code, finding.severity, values=finding.values), reader_language()
        )
    except (UnknownWordError, UnfilledGapError):
        return finding.code


def gravity(finding: AgreementFinding) -> tuple[int, int]:
    """By which findings stand in order: the gravest first."""
    return SEVERITIES.index(finding.severity), finding.pk


def party_name(party: Party) -> str:
    """A party's name in its own language; as written where the territory is not known."""
    return party.place.name if party.place else party.written


def title(agreement: Agreement) -> str:
    """The parties of an agreement, near side first."""
    return " – ".join(party_name(party) for party in agreement.parties.all())


def second_name(place: Place) -> str | None:
    """The reader's own name for a place, where it is another than the place's own."""
    name = place.name_in(reader_language())
    return None if name == place.name else name


def whereabouts(place: Place) -> str:
    """The territories that hold a place, the narrowest first: "Antioquia, Colombia"."""
    names = []
    if place.parent and place.parent.level != "country":
        names.append(place.parent.name_in(reader_language()))
    if place.level != "country":
        names.append(country_name(place.country))
    else:
        names.append(_("country"))
    return ", ".join(names)


def codes(field: str) -> list[str]:
    """The codes of a field's list, in the order of the list."""
    return list(terms(LISTS[field]))
