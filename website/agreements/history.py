"""Who changed what and when, read from the events that the database's triggers keep."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from twinpact.agreements import date_in_words
from website.accounts.models import User
from website.agreements import convert, words
from website.agreements.models import (
    Agreement,
    AgreementMotivation,
    AgreementStatement,
    AgreementTheme,
    Party,
    Publication,
)
from website.agreements.sheet import field_word, value_words
from website.places.naming import recorded_name
from website.sources.models import Source

PARTS = {
    "parties": Party,
    "themes": AgreementTheme,
    "motivations": AgreementMotivation,
    "statements": AgreementStatement,
}
PAGE = 20
Moment = tuple[datetime, UUID | None]


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to an agreement in one go. ``who`` None: nobody is on record."""

    at: datetime
    who: str | None
    lines: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """A page of an agreement's history, newest first."""

    acts: tuple[Act, ...]
    page: int
    pages: int
    total: int


def history(pk: int, *, page: int = 1) -> History:
    """A page of what happened to an agreement; a fixed number of queries."""
    moments = _moments(pk)
    total = moments.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    chosen = list(moments[(page - 1) * PAGE : page * PAGE])
    return History(_acts(pk, chosen), page, pages, total)


def changes_since(pk: int, version: int) -> tuple[Act, ...]:
    """What others did to an agreement after it had this version, newest first."""
    events = Agreement.pgh_event_model.objects.filter(pgh_obj_id=pk, version__gt=version)
    seen = events.order_by("-pgh_id").values_list("pgh_created_at", "pgh_context_id")[:PAGE]
    return _acts(pk, list(dict.fromkeys(seen)))


def _moments(pk: int) -> QuerySet:
    """When something of the agreement changed: each transaction, newest first."""
    columns = ("pgh_created_at", "pgh_context_id")
    first, *others = [
        Agreement.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by().values_list(*columns),
        *(
            model.pgh_event_model.objects.filter(agreement_id=pk).order_by().values_list(*columns)
            for model in PARTS.values()
        ),
    ]
    return first.union(*others).order_by("-pgh_created_at")


def _acts(pk: int, moments: list[Moment]) -> tuple[Act, ...]:
    if not moments:
        return ()
    times = [moment[0] for moment in moments]
    within = {"pgh_created_at__range": (min(times), max(times))}
    own = Agreement.pgh_event_model.objects.filter(pgh_obj_id=pk).select_related("pgh_context")
    rows = defaultdict(list)
    for event in own.filter(**within).order_by("pgh_id"):
        rows[_moment(event)].append(event)
    parts = {name: _events(model, pk, within) for name, model in PARTS.items()}
    before = own.filter(pgh_created_at__lt=min(times)).order_by("-pgh_id").first()
    _tell_what_was(pk, parts["parties"])
    people = _people(event for events in rows.values() for event in events)
    titles = _titles(parts["statements"])
    acts = []
    for moment in sorted(moments, key=lambda one: one[0]):
        acts.append(_act(moment, before, rows[moment], parts, people, titles))
        before = rows[moment][-1] if rows[moment] else before
    return tuple(reversed(acts))


def _moment(event: object) -> Moment:
    return event.pgh_created_at, event.pgh_context_id


def _events(model: type, pk: int, within: dict[str, object]) -> dict[Moment, list]:
    found = defaultdict(list)
    events = model.pgh_event_model.objects.filter(agreement_id=pk, **within)
    for event in events.order_by("pgh_id"):
        found[_moment(event)].append(event)
    return found


def _tell_what_was(pk: int, parties: dict[Moment, list]) -> None:
    """Let each event of a party that was changed in place know the one before it."""
    changed = {
        event.pgh_obj_id for events in parties.values() for event in events if _in_place(event)
    }
    if not changed:
        return
    last: dict[int, object] = {}
    was: dict[int, object] = {}
    events = Party.pgh_event_model.objects.filter(agreement_id=pk, pgh_obj_id__in=changed)
    for event in events.order_by("pgh_id"):
        was[event.pgh_id] = last.get(event.pgh_obj_id)
        last[event.pgh_obj_id] = event
    for event in (event for events in parties.values() for event in events):
        event.was = was.get(event.pgh_id)


def _in_place(event: object) -> bool:
    return event.pgh_label == "update"


def _people(events: Iterable) -> dict[object, str]:
    """The names of those who acted, by moment: from the request, else from the record itself."""
    acted = {}
    for event in events:
        context = event.pgh_context.metadata if event.pgh_context else {}
        acted[_moment(event)] = context.get("user") or event.changed_by_id
    named = User.objects.in_bulk([pk for pk in acted.values() if pk])
    return {moment: str(named[pk]) for moment, pk in acted.items() if pk in named}


def _titles(statements: dict[Moment, list]) -> dict[int, str]:
    pks = {event.source_id for events in statements.values() for event in events}
    return dict(Source.objects.filter(pk__in=pks).values_list("pk", "title"))


def _act(
    moment: Moment,
    before: object | None,
    events: list,
    parts: dict[str, dict[Moment, list]],
    people: dict[object, str],
    titles: dict[int, str],
) -> Act:
    lines: list[str] = []
    if before is None:
        lines.append(_("Entered in the register."))
        before = events[0] if events else None
    else:
        lines += _part_lines({name: found[moment] for name, found in parts.items()})
    if before is not None and events:
        lines += _field_lines(before, events[-1])
    sources = dict.fromkeys(
        _cited(event, titles)
        for event in parts["statements"][moment]
        if event.pgh_label == "insert"
    )
    return Act(moment[0], people.get(moment), tuple(lines), tuple(sources))


def _cited(event: object, titles: dict[int, str]) -> str:
    title = titles.get(event.source_id, "")
    return f"{title}, {event.locator}" if event.locator else title


def became(field: str, was: str, is_now: str) -> str:
    """One change as a sentence."""
    gaps = {"field": field, "was": was, "is": is_now}
    if not was:
        return _("%(field)s: “%(is)s”; it was not known before.") % gaps
    if not is_now:
        return _("%(field)s: not known any more; it was “%(was)s”.") % gaps
    return _("%(field)s: “%(was)s” became “%(is)s”.") % gaps


def _field_lines(before: object, after: object) -> list[str]:
    lines = []
    for field, value in _readable(after).items():
        was = _readable(before)[field]
        if was != value:
            lines.append(became(field_word(field), was, value))
    if before.publication != after.publication:
        published = after.publication == Publication.PUBLISHED
        lines.append(_("Published.") if published else _("Taken out of the public's sight."))
    return lines


def _readable(event: object) -> dict[str, str]:
    """The fields of an event in words."""
    plain = {name: value_words(name, getattr(event, name)) for name in convert.WORDS}
    for name in convert.DATES:
        date = convert.partial_date(event, name)
        plain[name] = date_in_words(date, words.reader_language()) if date.earliest else ""
    return plain | {"languages": value_words("languages", event.languages)}


def _part_lines(parts: dict[str, list]) -> list[str]:
    """What changed in the parties, themes and motivations; each is stored anew when it changes."""
    lines = []
    was, is_now = _by_position(parts["parties"])
    for position in sorted(was.keys() | is_now.keys()):
        pair = was.get(position, ""), is_now.get(position, "")
        if pair[0] != pair[1]:
            lines.append(became(field_word(f"party_{position}"), *pair))
    for name, read in (("themes", "written"), ("motivations", "motivation")):
        pair = tuple(
            "; ".join(_said(name, getattr(event, read)) for event in events)
            for events in _gone_and_come(parts[name])
        )
        if pair[0] != pair[1]:
            lines.append(became(field_word(name), *pair))
    return lines


def _said(name: str, text: str) -> str:
    return words.word("motivation", text) if name == "motivations" else text


def _gone_and_come(events: list) -> tuple[list, list]:
    gone = [event for event in events if event.pgh_label == "delete"]
    gone += [event.was for event in events if _in_place(event) and getattr(event, "was", None)]
    come = [event for event in events if event.pgh_label != "delete"]
    key = "motivation" if events and hasattr(events[0], "motivation") else "position"
    return (
        sorted(gone, key=lambda event: getattr(event, key)),
        sorted(come, key=lambda event: getattr(event, key)),
    )


def _by_position(events: list) -> tuple[dict[int, str], dict[int, str]]:
    gone, come = _gone_and_come(events)
    return (
        {event.position: _party(event) for event in gone},
        {event.position: _party(event) for event in come},
    )


def _party(event: object) -> str:
    """A party as it stood: the name written, the territory meant, and who proposed."""
    text = event.written
    if event.place_id:
        name = recorded_name(event.place_id, words.reader_language())
        text = name if name.split(",")[0] == event.written else f"{event.written} = {name}"
    if event.initiator:
        return _("%(party)s, who proposed the agreement") % {"party": text}
    return text
