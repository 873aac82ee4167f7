"""The reports on the programmes and visits of the register: from their rows to their content."""

from datetime import date

from django.utils.translation import gettext as _

from twinpact.plans import Evaluation as Judgement
from twinpact.plans import Programme as Planned
from twinpact.plans.summaries import Counting
from website.accounts.models import Office
from website.agreements import convert as agreement_convert
from website.agreements import words
from website.plans import convert
from website.plans.models import Evaluation, Programme
from website.plans.permissions import offices_of
from website.plans.queries import agreed, counting_of, with_content, with_sides
from website.plans.words import side_names
from website.priorities.models import Priority
from website.reports.annual_programme import annual_programme
from website.reports.content import Content, Letterhead
from website.reports.delegation_file import (
    AgendaEntry,
    Commitment,
    Delegate,
    Delegation,
    delegation_file,
)
from website.reports.final_report import final_report
from website.reports.programme_frame import Frame
from website.reports.progress_report import progress_report
from website.visits.models import Visit
from website.visits.queries import with_parts


class NotOfThisOfficeError(LookupError):
    """The office speaks for no side of the programme, or does not keep the visit."""


class NotAgreedToReportError(LookupError):
    """Nothing can be reported of a programme that not all sides have agreed to."""


def programme_row(pk: int, office: Office) -> Programme:
    """A programme of which an office speaks for a side.

    Raises:
        NotOfThisOfficeError: It does not.
    """
    row: Programme = with_sides(Programme.objects.all()).get(pk=pk)
    if office not in offices_of(row):
        raise NotOfThisOfficeError(str(pk))
    return row


def frame_of(row: Programme, letterhead: Letterhead, *, on: date) -> Frame:
    """What the reports on a programme stand in."""
    return Frame(
        letterhead=letterhead,
        on=on,
        agreement=words.title(row.agreement),
        counting=counting_of(row, agreed(row), on=on),
        sides=side_names(row.agreement),
        priorities=dict(Priority.objects.filter(plan=row.plan_id).values_list("code", "title")),
    )


def annual_programme_of(row: Programme, letterhead: Letterhead, *, on: date) -> Content:
    """The programme that all sides agreed to, else the one that is being written."""
    told = agreed(row)
    frame = frame_of(row, letterhead, on=on)
    if told is not None:
        return annual_programme(told.programme, frame, version=convert.version_of(told.row))
    content = convert.programme_of(with_content(Programme.objects.all()).get(pk=row.pk))
    return annual_programme(content, frame)


def progress_report_of(row: Programme, letterhead: Letterhead, *, on: date) -> Content:
    """How far the agreed programme has come.

    Raises:
        NotAgreedToReportError: Not all sides have agreed to it.
    """
    return progress_report(_planned(row), frame_of(row, letterhead, on=on))


def final_report_of(row: Programme, letterhead: Letterhead, *, on: date) -> Content:
    """The year as it ended, with the newest evaluation of the programme, else of the agreement.

    Raises:
        NotAgreedToReportError: Not all sides have agreed to it.
    """
    own = row.evaluations.order_by("-on", "-pk").first()
    found = own or row.agreement.evaluations.filter(on__year__gte=row.year).order_by("on").first()
    return final_report(
        _planned(row),
        frame_of(row, letterhead, on=on),
        evaluation=None if found is None else judgement_of(found),
    )


def _planned(row: Programme) -> Planned:
    told = agreed(row)
    if told is None:
        raise NotAgreedToReportError(str(row.pk))
    return told.programme


def judgement_of(row: Evaluation) -> Judgement:
    """An evaluation as the library knows it."""
    return Judgement(
        kind=row.kind,  # type: ignore[arg-type] # kept by the database
        agreement=str(row.agreement_id),
        on=row.on,
        by=str(row.decided_by or row.begun_by or ""),
        answers=row.answers,
        principles=row.principles,
        decision=row.decision,  # type: ignore[arg-type]
        reason=row.reason,
    )


def open_programmes(office: Office, *, on: date) -> list[tuple[Planned, Counting]]:
    """The agreed programmes of an office whose report was not received, each as it is counted."""
    rows = with_sides(Programme.objects.filter(office=office, report_received=None))
    found = []
    for row in rows:
        told = agreed(row)
        if told is not None:
            found.append((told.programme, counting_of(row, told, on=on)))
    return found


def delegation_file_of(pk: int, office: Office, letterhead: Letterhead, *, on: date) -> Content:
    """The file of a visit that an office keeps.

    Raises:
        NotOfThisOfficeError: Another office keeps it.
    """
    row = with_parts(Visit.register.filter(office=office)).filter(pk=pk).first()
    if row is None:
        raise NotOfThisOfficeError(str(pk))
    return delegation_file(delegation_of(row), letterhead=letterhead, on=on)


def delegation_of(row: Visit) -> Delegation:
    """A visit, read with its parts, as a report tells it."""
    report = getattr(row, "report", None)
    return Delegation(
        title=row.title,
        direction=row.direction,
        purpose=row.purpose or "",
        place=", ".join(one.place.name for one in row.places.select_related("place")),
        starts=_known(row, "starts"),
        ends=_known(row, "ends"),
        agreement="; ".join(words.title(one) for one in row.agreements.all()),
        agenda=tuple(
            AgendaEntry(one.day, one.what, one.at, where=one.where, with_whom=one.with_whom)
            for one in row.agenda.all()
        ),
        people=tuple(Delegate(one.name, one.post, one.body) for one in row.people.all()),
        commitments=tuple(
            Commitment(
                one.what,
                str(one.body or (_("we") if one.side == "near" else _("the other side"))),
                one.due,
                one.kept,
            )
            for one in row.commitments.all()
        ),
        report="" if report is None else report.text or "",
    )


def _known(row: Visit, name: str) -> object:
    told = agreement_convert.partial_date(row, name)
    return None if told.earliest is None else told
