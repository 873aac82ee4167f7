"""The activities of programmes as events of a person's calendar (RFC 5545)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from icalendar import Calendar, Event

from website.accounts.models import Office
from website.plans import words
from website.plans.convert import activity_of
from website.plans.models import Activity, Programme
from website.plans.queries import ACTIVITY_PARTS

MOST = 1000


def activity_events(
    offices: Sequence[Office], *, since: date, until: date, at: datetime, site: str, address: str
) -> Iterator[Event]:
    """The activities with months between two days, of the programmes that all sides agreed to."""
    own = Q(programme__office__in=offices) | Q(programme__sides__office__in=offices)
    rows = (
        Activity.objects.filter(own, programme__stage=Programme.Stage.AGREED)
        .filter(programme__year__range=(since.year, until.year))
        .exclude(months=[])
        .distinct()
        .select_related("programme__office")
        .prefetch_related(*ACTIVITY_PARTS)
        .order_by("programme__year", "pk")
    )
    for row in rows[:MOST]:
        yield event_of(row, at=at, site=site, address=address)


def calendar_of(programme: Programme, *, at: datetime, site: str, address: str) -> bytes:
    """The calendar of one programme."""
    whole = Calendar()
    whole.add("prodid", f"-//Twinpact//{site}//")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", words.programme_title(programme))
    rows = programme.activities.exclude(months=[]).prefetch_related(*ACTIVITY_PARTS)
    for row in rows.select_related("programme__office"):
        whole.add_component(event_of(row, at=at, site=site, address=address))
    return bytes(whole.to_ical())


def event_of(row: Activity, *, at: datetime, site: str, address: str) -> Event:
    """An activity from its first to its last month; it keeps its id when it moves."""
    programme = row.programme
    period = activity_of(row).period(programme.year)
    event = Event()
    event.add("dtstamp", at)
    event.add("uid", f"activity-{programme.pk}-{row.code}@{site}")
    event.add("summary", f"{row.code} {row.title}")
    told = [row.objective, *(one.body for one in row.bodies.all()), str(programme.office)]
    event.add("description", "\n".join(part for part in told if part))
    if row.place:
        event.add("location", row.place)
    if period is not None:
        event.add("dtstart", period.starts)
        event.add("dtend", period.ends + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("url", f"{address}/desk/programmes/{programme.pk}/activities/{row.pk}/")
    return event
