"""Agreements: what a person filled in ↔ library."""

from dataclasses import replace

from django.utils.translation import get_language

from twinpact import agreements as library
from website.agreements import convert
from website.agreements.forms import AgreementForm, PartyFormSet
from website.agreements.forms.agreement import languages_in_words
from website.places.naming import full_name

INITIATOR = {None: "", True: "yes", False: "no"}


def read_agreement(
    form: AgreementForm, parties: PartyFormSet, before: library.Agreement | None = None
) -> library.Agreement:
    """The agreement that valid forms describe; ``before`` is what the register has of it now."""
    said = form.cleaned_data
    agreement = library.Agreement(
        row=before.row if before else None,
        key=before.key if before else None,
        locator=said["locator"] or None,
        parties=parties.parties(),
        form=said["form"] or None,
        scope=said["scope"] or None,
        state=said["state"] or None,
        focus=said["focus"] or None,
        themes=_themes(said["themes"], before),
        motivations=tuple(said["motivations"]),
        languages=said["languages"],
        signed=said["signed"],
        in_force=said["in_force"],
        ends=said["ends"],
        renewal=said["renewal"] or None,
    )
    return replace(agreement, statements=_statements(form, agreement))


def _themes(text: str, before: library.Agreement | None) -> tuple[library.Theme, ...]:
    """The themes of each line; a line that was there before keeps what it was read as."""
    kept = {theme.written: theme for theme in before.themes} if before else {}
    found: list[library.Theme] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        found += [kept[line]] if line in kept else library.read_themes(line)
    return tuple(dict.fromkeys(found))


def _statements(
    form: AgreementForm, agreement: library.Agreement
) -> tuple[library.Statement, ...]:
    """The person's own words for each field that is known; dates as they were typed."""
    words = convert.field_words(agreement)
    typed = {name: str(form[name].data or "").strip() for name in convert.DATES}
    words |= {name: text for name, text in typed.items() if name in words and text}
    return tuple(library.Statement(field, written) for field, written in words.items())


def agreement_initial(agreement: library.Agreement) -> dict[str, object]:
    """What the form shows of an agreement before anybody changes it."""
    plain = {name: getattr(agreement, name) or "" for name in convert.WORDS}
    return plain | {
        "signed": agreement.signed,
        "in_force": agreement.in_force,
        "ends": agreement.ends,
        "themes": "\n".join(theme.written for theme in agreement.themes),
        "motivations": list(agreement.motivations),
        "languages": languages_in_words(agreement.languages),
    }


def parties_initial(agreement: library.Agreement) -> list[dict[str, object]]:
    """What the form shows of each party."""
    language = get_language() or "en"
    return [
        {
            "written": party.written,
            "territory": full_name(party.place.id, language) if party.place else "",
            "place": party.place.id if party.place else "",
            "country": party.place.country if party.place else "",
            "candidates": [] if party.place else [place.id for place in party.candidates],
            "initiator": INITIATOR[party.initiator],
            "organization": party.organization or "",
        }
        for party in agreement.parties
    ]
