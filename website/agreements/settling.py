"""Placing the parties of drafts by what people of this register said that names mean."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from twinpact import agreements as library
from website.places import settled, territories


def place_settled(drafts: Sequence[library.Agreement]) -> list[library.Agreement]:
    """The drafts, with the territory of each party whose name was settled before.

    Only a party that the reading left without a territory is looked at; the source's own words
    stay as they are.
    """
    keys = {
        _key(draft, position, party)
        for draft in drafts
        for position, party in enumerate(draft.parties, start=1)
        if party.place is None and party.written
    }
    known = settled.settled(keys) if keys else {}
    return [_placed(draft, known) for draft in drafts]


def _placed(draft: library.Agreement, known: dict[settled.Key, object]) -> library.Agreement:
    parties = []
    for position, party in enumerate(draft.parties, start=1):
        found = None
        if party.place is None and party.written:
            found = _by_id(draft, position) or known.get(_key(draft, position, party))
        parties.append(party if found is None else matched(party, found))
    if tuple(parties) == draft.parties:
        return draft
    return replace(draft, parties=tuple(parties))


def matched(party: library.Party, place: object) -> library.Party:
    """A party whose territory somebody said."""
    return replace(
        party,
        place=place,
        status="matched",
        confidence=1.0,
        reason=_("settled by a person of this register"),
        candidates=(),
    )


def _key(draft: library.Agreement, position: int, party: library.Party) -> settled.Key:
    return settled.key(party.written, _said(draft, f"party_{position}_country"))


def _by_id(draft: library.Agreement, position: int) -> object | None:
    """A place of this register alone, named by its number."""
    id_ = _said(draft, f"party_{position}_place_id").strip()
    return territories.own().territories.get(territories.current_id(id_))


def _said(draft: library.Agreement, field: str) -> str:
    return next((one.written for one in draft.statements if one.field == field), "")
