"""What happened to a place, in sentences: who, when, why, by which source, before and after."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from website.agreements import words
from website.agreements.history import became
from website.places import territories
from website.places.models import Place, PlaceAct
from website.places.naming import full_name

FIELD_WORDS = {
    "name": gettext_lazy("Name in its own language"),
    "level": gettext_lazy("Level"),
    "parent": gettext_lazy("Lies in"),
    "names": gettext_lazy("Names by language"),
    "other_names": gettext_lazy("Other names"),
    "latitude": gettext_lazy("Latitude"),
    "longitude": gettext_lazy("Longitude"),
    "population": gettext_lazy("Population"),
    "iso_3166_2": "ISO 3166-2",
    "geonames_id": "GeoNames",
    "wikidata_id": "Wikidata",
}
MOST = 100


@dataclass(frozen=True, slots=True)
class ToldAct:
    """An act in words. ``undo`` is the key of a merge that can still be taken back."""

    at: datetime
    who: str | None
    lines: tuple[str, ...]
    reason: str
    source: str
    undo: int | None


def acts_of(place: Place) -> list[ToldAct]:
    """The acts on a place, and those that moved another into it or out of it; newest first."""
    found = PlaceAct.objects.filter(Q(place=place) | Q(other=place))
    rows = found.select_related("place", "other", "source", "by")
    return [_told(act, place) for act in rows.order_by("-pk")[:MOST]]


def _told(act: PlaceAct, here: Place) -> ToldAct:
    open_merge = act.kind == PlaceAct.Kind.MERGED and not act.taken_back
    return ToldAct(
        at=act.at,
        who=str(act.by) if act.by else None,
        lines=tuple(LINES[act.kind](act, here)),
        reason=act.reason,
        source=str(act.source) if act.source else "",
        undo=act.pk if open_merge else None,
    )


def _entered(act: PlaceAct, _here: Place) -> list[str]:
    return [_("Entered by hand: the gazetteer does not have it.")]


def _corrected(act: PlaceAct, _here: Place) -> list[str]:
    return [
        became(str(FIELD_WORDS[field]), _said(field, was), _said(field, is_now))
        for field, (was, is_now) in act.changes.items()
    ]


def _merged(act: PlaceAct, here: Place) -> list[str]:
    n = len(act.changes["parties"])
    gaps = {"place": _named(act.place), "other": _named(act.other), "n": n}
    if act.place_id == here.pk:
        return [
            ngettext(
                "Merged into %(other)s; %(n)d agreement went with it.",
                "Merged into %(other)s; %(n)d agreements went with it.",
                n,
            )
            % gaps
        ]
    return [
        ngettext(
            "%(place)s was merged into this place; %(n)d agreement came with it.",
            "%(place)s was merged into this place; %(n)d agreements came with it.",
            n,
        )
        % gaps
    ]


def _taken_apart(act: PlaceAct, here: Place) -> list[str]:
    n, stayed = act.changes["parties"], act.changes["stayed"]
    lines = [
        ngettext(
            "The merge of %(place)s into %(other)s was taken back; %(n)d agreement went back.",
            "The merge of %(place)s into %(other)s was taken back; %(n)d agreements went back.",
            n,
        )
        % {"place": _named(act.place), "other": _named(act.other), "n": n}
    ]
    if stayed:
        lines.append(
            ngettext(
                "%(n)d agreement that somebody changed since stayed with %(other)s.",
                "%(n)d agreements that somebody changed since stayed with %(other)s.",
                stayed,
            )
            % {"other": _named(act.other), "n": stayed}
        )
    return lines


LINES = {
    PlaceAct.Kind.ENTERED: _entered,
    PlaceAct.Kind.CORRECTED: _corrected,
    PlaceAct.Kind.MERGED: _merged,
    PlaceAct.Kind.TAKEN_APART: _taken_apart,
}


def _named(place: Place) -> str:
    return f"{place.name} ({place.pk})"


def _said(field: str, value: object) -> str:
    """A value of a place in words; the empty text where it is not known."""
    if value in (None, "", [], {}):
        return ""
    if field == "level":
        return words.word("level", str(value))
    if field == "parent":
        known = territories.is_known(str(value))
        return full_name(str(value), words.reader_language()) if known else str(value)
    if isinstance(value, dict):
        return "; ".join(
            f"{words.word('language', code)}: {name}" for code, name in sorted(value.items())
        )
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)
