"""The delegation file: who travels or comes, for what, with which agenda, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

from django.utils.translation import gettext as _

from website.agreements.words import reader_language
from website.reports.content import (
    Block,
    Cell,
    Column,
    Content,
    Facts,
    Heading,
    Letterhead,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from website.reports.saying import of_the_register

KIND = "delegation_file"


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """An entry of the agenda; an hour of None is not fixed."""

    day: date
    what: str
    at: time | None = None
    until: time | None = None
    where: str = ""
    with_whom: str = ""


@dataclass(frozen=True, slots=True)
class Delegate:
    """Who belongs to the delegation, or receives it. No more of a person than a paper needs."""

    name: str
    post: str = ""
    body: str = ""
    host: bool = False


@dataclass(frozen=True, slots=True)
class Commitment:
    """What somebody promised on the visit; a day of None is not known, and so is done."""

    what: str
    who: str = ""
    due: date | None = None
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """A visit, in or out, as a report tells it."""

    title: str
    direction: Literal["in", "out"]
    purpose: str = ""
    place: str = ""
    starts: date | None = None
    ends: date | None = None
    agreement: str = ""
    agenda: tuple[AgendaEntry, ...] = ()
    people: tuple[Delegate, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    report: str = ""


def delegation_file(visit: Delegation, *, letterhead: Letterhead, on: date) -> Content:
    """The file of a visit, before it and after it, in the language that is on."""
    parts = [
        Facts(
            (
                (_("Direction"), _("coming to us") if visit.direction == "in" else _("going out")),
                (_("Where"), visit.place or None),
                (_("From"), visit.starts),
                (_("Until"), visit.ends),
                (_("Agreement"), visit.agreement or _("none")),
            )
        ),
        Heading(_("Purpose")),
        Paragraph(visit.purpose or _("No purpose was written down.")),
        *_people(visit),
        _agenda(visit),
        *_outcome(visit),
        Signatures((Signature(letterhead.head, letterhead.post, letterhead.name),)),
    ]
    return Content(
        kind=KIND,
        title=_("Delegation file"),
        subtitle=visit.title,
        language=reader_language(),
        day=on,
        letterhead=letterhead,
        blocks=tuple(parts),
        source=of_the_register(on, letterhead),
    )


def _people(visit: Delegation) -> Iterator[Block]:
    yield Heading(_("People"))
    for title, host in ((_("The delegation"), False), (_("Who receives it"), True)):
        yield Table(
            title,
            (Column(_("Name"), 4), Column(_("Post"), 4), Column(_("Body"), 5)),
            tuple(
                (one.name, one.post or None, one.body or None)
                for one in visit.people
                if one.host is host
            ),
            empty=_("%(title)s: nobody was named.") % {"title": title},
        )


def _agenda(visit: Delegation) -> Table:
    entries = sorted(visit.agenda, key=lambda one: (one.day, one.at is None, one.at or time()))
    return Table(
        _("Agenda"),
        (
            Column(_("Day"), 3), Column(_("Hour"), 3), Column(_("What"), 6),
            Column(_("Where"), 4), Column(_("With whom"), 4),
        ),
        tuple(
            (one.day, _hours(one), one.what, one.where or None, one.with_whom or None)
            for one in entries
        ),
        empty=_("The agenda has no entry yet."),
    )  # fmt: skip


def _hours(one: AgendaEntry) -> Cell:
    if one.at is None:
        return None
    begin = f"{one.at:%H:%M}"
    return begin if one.until is None else f"{begin} – {one.until:%H:%M}"


def _outcome(visit: Delegation) -> Iterator[Block]:
    yield Heading(_("What came of it"))
    yield Paragraph(visit.report or _("No report was written yet."))
    yield Table(
        _("Commitments"),
        (
            Column(_("What"), 7), Column(_("Who"), 4), Column(_("Due on"), 3),
            Column(_("Done"), 2),
        ),
        tuple(
            (
                one.what,
                one.who or None,
                one.due,
                None if one.done is None else _("yes") if one.done else _("no"),
            )
            for one in visit.commitments
        ),
        empty=_("No commitment was written down."),
    )  # fmt: skip
