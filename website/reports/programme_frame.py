"""What the reports on a programme stand in: whose paper, which agreement, by what is counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from twinpact.plans import Activity, Programme
from twinpact.plans.summaries import Counting
from website.agreements.words import reader_language
from website.reports.content import Block, Content, Letterhead
from website.reports.saying import of_the_register


@dataclass(frozen=True, slots=True)
class Frame:
    """What a report on a programme needs beside the programme.

    ``agreement`` is the title of the agreement, ``sides`` the parties by their numbers, the near
    side 1, and ``priorities`` the priorities of the development plan by their codes.
    """

    letterhead: Letterhead
    on: date
    agreement: str
    counting: Counting
    sides: Mapping[int, str] = field(default_factory=dict)
    priorities: Mapping[str, str] = field(default_factory=dict)

    def side(self, number: int | None) -> str | None:
        """A side by its name; None where the line does not say whose it is."""
        if number is None:
            return None
        return self.sides.get(number) or _("Side %(number)s") % {"number": number}

    def priority(self, code: str) -> str:
        """A priority by its title."""
        title = self.priorities.get(code)
        return f"{code} {title}" if title else code

    def report(
        self, kind: str, programme: Programme, title: str, blocks: tuple[Block, ...]
    ) -> Content:
        """The whole report, in the language that is on."""
        return Content(
            kind=kind,
            title=title,
            subtitle=" · ".join(one for one in (self.agreement, programme.title) if one),
            language=reader_language(),
            day=self.on,
            letterhead=self.letterhead,
            blocks=blocks,
            source=of_the_register(self.on, self.letterhead),
        )


def activity_name(one: Activity) -> str:
    """The code and the title of an activity."""
    return f"{one.code} {one.title}".strip()
