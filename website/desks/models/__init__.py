"""What is stored of desks: opinions, registry numbers, reminders and calendar feeds."""

from website.desks.models.opinion import Opinion
from website.desks.models.registry import NumberSeries, RegistryNumber
from website.desks.models.reminding import (
    CalendarFeed,
    RenewalNotice,
    SentReminder,
    Wishes,
)
from website.desks.models.settings import DeskSettings

__all__ = [
    "CalendarFeed",
    "DeskSettings",
    "NumberSeries",
    "Opinion",
    "RegistryNumber",
    "RenewalNotice",
    "SentReminder",
    "Wishes",
]
