"""The progress report of a programme: how far it has come by a day, and why not further."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twinpact.plans import Programme, Total
from twinpact.plans.summaries import summary_of_programme
from website.reports.content import (
    Block,
    Column,
    Content,
    Figures,
    Heading,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from website.reports.indicator_parts import (
    deviations,
    lights_in_words,
    lights_table,
    standings,
)
from website.reports.programme_frame import Frame, activity_name
from website.reports.programme_parts import (
    calendar,
    people_words,
    rates_note,
    spent_table,
)
from website.reports.saying import locale_of, money, word_of, written_day
from website.reports.wording import written

KIND = "progress_report"


def progress_report(programme: Programme, frame: Frame) -> Content:
    """How far a programme has come on the day of ``frame.counting``, by its approved updates."""
    title = _("Progress report %(year)s") % {"year": programme.year}
    parts = [*progress(programme, frame), sign(frame)]
    return frame.report(KIND, programme, title, tuple(parts))


def progress(programme: Programme, frame: Frame) -> Iterator[Block]:
    """What progress and final reports have in common."""
    standing = standings(programme, frame)
    told = summary_of_programme(programme, frame.counting)
    day = written_day(frame.counting.on, frame.letterhead)
    lights = lights_in_words(standing)
    yield Paragraph(
        _("On %(day)s: %(lights)s.") % {"day": day, "lights": lights}
        if lights
        else _("On %(day)s there is no indicator to report on.") % {"day": day},
        "lead",
    )
    yield Figures(
        (
            (told.states.get("done", 0), _("activities done")),
            (told.activities, _("activities that count")),
            (told.expected.value, _("people expected")),
            (told.reached.value, _("people reached")),
        )
    )
    yield Heading(_("Indicators"))
    yield from lights_table(standing, frame)
    yield from deviations(standing)
    yield Heading(_("Activities"))
    yield activities_table(programme)
    yield from calendar(programme, frame)
    yield Heading(_("Money"))
    yield spent_table(programme, frame)
    yield Paragraph(
        _("Budget: %(budget)s. Spent: %(spent)s.")
        % {"budget": in_words(frame, told.budget), "spent": in_words(frame, told.spent)}
    )
    yield from rates_note(programme, frame)
    waiting = [one for one in frame.counting.updates if not one.is_approved]
    if waiting:
        yield Paragraph(
            ngettext(
                "%(n)s update is not approved yet and does not count here.",
                "%(n)s updates are not approved yet and do not count here.",
                len(waiting),
            )
            % {"n": len(waiting)},
            "note",
        )


def in_words(frame: Frame, total: Total) -> str:
    """A sum within a sentence."""
    return written(money(total, frame.letterhead), locale_of(frame.letterhead))


def activities_table(programme: Programme) -> Table:
    """The activities with their state, and who came."""
    return Table(
        _("Activities and whom they reached"),
        (
            Column(_("Activity"), 7), Column(_("State"), 3),
            Column(_("People expected"), 3, numbers=True),
            Column(_("People reached"), 3, numbers=True),
        ),
        tuple(
            (
                activity_name(one),
                word_of("activity_states", one.state),
                people_words(one.expected),
                people_words(one.reached),
            )
            for one in programme.activities
        ),
        empty=_("The programme has no activity."),
    )  # fmt: skip


def sign(frame: Frame) -> Signatures:
    """The head of the office signs."""
    letterhead = frame.letterhead
    return Signatures((Signature(letterhead.head, letterhead.post, letterhead.name),))
