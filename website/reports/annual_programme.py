"""The annual operating programme (POA) of an agreement, as both sides sign it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from twinpact.plans import Activity, Programme
from twinpact.plans.versions import ProgrammeVersion
from website.reports.content import (
    Block,
    Cell,
    Column,
    Content,
    Facts,
    Heading,
    Paragraph,
    Signature,
    Signatures,
    Table,
)
from website.reports.indicator_parts import targets_table
from website.reports.programme_frame import Frame, activity_name
from website.reports.programme_parts import (
    budget,
    calendar,
    money_figures,
    people_words,
    rates_note,
    responsible_words,
)
from website.reports.saying import word_of

KIND = "annual_programme"


def annual_programme(
    programme: Programme, frame: Frame, *, version: ProgrammeVersion | None = None
) -> Content:
    """The programme of a year. ``version`` says which side drafted it and who has agreed."""
    parts = [
        Paragraph(_("What both sides undertake for %(year)s.") % {"year": programme.year}, "lead"),
        money_figures(programme, frame),
        *_agreed(version, frame),
        Heading(_("Lines of work and activities")),
        *_lines(programme, frame),
        Heading(_("Calendar")),
        *calendar(programme, frame),
        Heading(_("Indicators")),
        targets_table(programme, frame),
        *budget(programme, frame),
        *rates_note(programme, frame),
        _signatures(programme, frame),
    ]
    title = _("Annual programme %(year)s") % {"year": programme.year}
    return frame.report(KIND, programme, title, tuple(parts))


def _agreed(version: ProgrammeVersion | None, frame: Frame) -> Iterator[Block]:
    """Who drafted this version, and which sides have agreed to it."""
    if version is None:
        return
    rows: list[tuple[str, Cell]] = [
        (_("Version"), version.number),
        (_("Drafted by"), frame.side(version.drafted_by)),
        (_("Drafted on"), version.drafted_on),
    ]
    rows += [(_("Agreed: %(side)s") % {"side": frame.side(one.side)}, one.on)
             for one in version.agreed]  # fmt: skip
    rows += [(_("Not agreed yet"), frame.side(side)) for side in version.missing_sides]
    yield Facts(tuple(rows))


def _lines(programme: Programme, frame: Frame) -> Iterator[Block]:
    if not programme.lines:
        yield Paragraph(_("The programme has no line of work yet."))
    for line in programme.lines:
        yield Heading(f"{line.code} {line.title}".strip(), 2)
        if line.priorities:
            names = "; ".join(frame.priority(code) for code in line.priorities)
            yield Paragraph(
                _("Answers to the priorities: %(priorities)s") % {"priorities": names}, "note"
            )
        yield Table(
            _("Activities of the line %(line)s") % {"line": line.code},
            (
                Column(_("Activity"), 6), Column(_("Objective"), 6), Column(_("Modality"), 4),
                Column(_("Venue"), 3), Column(_("Who answers for it"), 6),
                Column(_("People expected"), 3, numbers=True),
            ),
            tuple(_activity(one, frame) for one in line.activities),
            empty=_("The line has no activity yet."),
        )  # fmt: skip


def _activity(one: Activity, frame: Frame) -> tuple[Cell, ...]:
    return (
        activity_name(one),
        one.objective or None,
        word_of("modalities", one.modality),
        one.place or None,
        responsible_words(one, frame),
        people_words(one.expected),
    )


def _signatures(programme: Programme, frame: Frame) -> Signatures:
    """A line for each side; the head of the office signs for the near one."""
    letterhead = frame.letterhead
    near = Signature(letterhead.head, letterhead.post, frame.side(1) or letterhead.name)
    others = [Signature("", "", frame.side(side) or "") for side in programme.sides if side != 1]
    return Signatures((near, *others))
