"""How long there is left, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def time_left(due: date | None, today: date) -> str:
    """Such as "Due tomorrow", "3 days late"; what is said where no day is known."""
    if due is None:
        return _("No day is known")
    days = (due - today).days
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": -days}
    if days == 0:
        return _("Due today")
    if days == 1:
        return _("Due tomorrow")
    return ngettext("Due in %(n)s day", "Due in %(n)s days", days) % {"n": days}


def time_to_end(end: date, today: date) -> str:
    """The same for the end of an agreement: "Ends in 30 days", "Ended 3 days ago"."""
    days = (end - today).days
    if days < 0:
        return ngettext("Ended %(n)s day ago", "Ended %(n)s days ago", -days) % {"n": -days}
    if days == 0:
        return _("Ends today")
    return ngettext("Ends in %(n)s day", "Ends in %(n)s days", days) % {"n": days}
