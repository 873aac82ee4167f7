"""The calendar of a person: what is due, what ends, what is planned: iCalendar (RFC 5545)."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from website.accounts.models import Office
from website.agreements.models import Agreement
from website.agreements.models.agreement import AWAKE
from website.desks.due import DueLine, EndingLine, due_lines, ending_lines, turns_of

#: How far back and ahead a calendar reaches, in days, and how many events it holds at most.
BACK, AHEAD, MOST = 60, 550, 1000


#: What rooms above add to a calendar; each gives the events of these offices between two days.
MORE_EVENTS: list["MoreEvents"] = []


class MoreEvents(Protocol):
    """The events of a room above, registered when its app is ready."""

    def __call__(
        self,
        offices: Sequence[Office],
        *,
        since: date,
        until: date,
        at: datetime,
        site: str,
        address: str,
    ) -> Iterable[Event]:
        """The events of these offices between two days."""


def digest_of(token: str) -> str:
    """What is kept of a secret address."""
    return hashlib.sha256(token.encode()).hexdigest()


def calendar(
    offices: Sequence[Office], *, today: date, at: datetime, site: str, address: str
) -> bytes:
    """The calendar of these offices on a day, in the language that is active.

    ``site`` is the name of the site, by which the ids of events are unique; ``address`` what its
    links begin with. An event keeps its id however often it moves.
    """
    whole = Calendar()
    whole.add("prodid", f"-//Twinpact//{site}//")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", _("Twinning agreements: what is due"))
    whole.add("refresh-interval;value=duration", "PT6H")
    since, until = today - timedelta(days=BACK), today + timedelta(days=AHEAD)
    turns = turns_of(offices).filter(due__gte=since, due__lte=until).order_by("due", "pk")
    for line in due_lines(turns[:MOST], today):
        whole.add_component(_due_event(line, at, site, address))
    ends = Agreement.register.filter(
        office__in=[one.pk for one in offices],
        state__in=AWAKE,
        ends_earliest__gte=since,
        ends_earliest__lte=until,
    ).order_by("ends_earliest", "pk")
    for ended in ending_lines(ends[:MOST], today):
        whole.add_component(_end_event(ended, at, site, address))
    for more in MORE_EVENTS:
        for event in more(offices, since=since, until=until, at=at, site=site, address=address):
            whole.add_component(event)
    return bytes(whole.to_ical())


def _due_event(line: DueLine, at: datetime, site: str, address: str) -> Event:
    turn = line.turn
    who = _("Who: %(who)s.") % {"who": line.rule.who}
    event = _all_day(turn.due, at)
    event.add("uid", f"turn-{turn.procedure_id}-{turn.side}-{turn.rule}@{site}")
    event.add("summary", f"{line.rule.title}: {line.title}")
    event.add("description", f"{line.rule.text}\n{who}\n{turn.office}")
    event.add("url", f"{address}/desk/agreements/{line.agreement.pk}/procedure/")
    return event


def _end_event(line: EndingLine, at: datetime, site: str, address: str) -> Event:
    agreement = line.agreement
    event = _all_day(agreement.ends_earliest, at)
    event.add("uid", f"end-{agreement.pk}@{site}")
    event.add("summary", _("Ends: %(agreement)s") % {"agreement": line.title})
    told = _("Known end: %(day)s. Renew it, or record its expiry.") % {"day": line.ends}
    event.add("description", f"{told}\n{agreement.office}")
    event.add("url", f"{address}/desk/agreements/{agreement.pk}/procedure/")
    return event


def _all_day(day: date | None, at: datetime) -> Event:
    event = Event()
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1) if day else day)
    event.add("transp", "TRANSPARENT")
    return event
