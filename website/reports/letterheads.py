"""The letterhead of an office as reports take it."""

from website.accounts.models import Office
from website.reports.content import Letterhead
from website.reports.models import OfficeLetterhead


def letterhead_of(office: Office) -> Letterhead:
    """The office's letterhead; without one, its name alone."""
    kept = OfficeLetterhead.objects.filter(office=office).first()
    if kept is None:
        return Letterhead(office.name, country=office.country)
    lines = tuple(line.strip() for line in kept.lines.splitlines() if line.strip())
    return Letterhead(
        name=office.name,
        lines=lines,
        logo=_logo(kept),
        country=office.country,
        head=kept.head,
        post=kept.post,
    )


def _logo(kept: OfficeLetterhead) -> bytes | None:
    if not kept.logo:
        return None
    try:
        with kept.logo.open("rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
