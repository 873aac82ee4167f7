"""Every write of the reports: the letterhead, asking, making, stopping, deleting in time."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from website.accounts.models import Office, User
from website.accounts.permissions import ADMINISTER, READ, NotAllowedError, require
from website.agreements.models import Agreement
from website.reports.content import Tell
from website.reports.logo import made_logo
from website.reports.making import MAKERS, NoMakerError, content_of
from website.reports.models import (
    FORMATS,
    UNDER_WAY,
    OfficeLetterhead,
    Report,
    ReportFile,
    ReportState,
)
from website.reports.render import UnknownFormatError, draw
from website.tables.holding import held, is_held

#: The first number of the locks of reports; the second one is the report's.
LOCK = 8_271_019
TASK = "website.reports.tasks.make_report"
#: So many reports of an office may wait or be made at a time.
MOST_AT_ONCE = 20
#: So long the files of a report are kept; it can be asked for again at any time.
KEPT = timedelta(days=30)
#: The share of the work that reading the register is; drawing is the rest.
READING = 40


class TooManyReportsError(Exception):
    """The office has as many reports under way as it may have."""


@transaction.atomic
def set_letterhead(
    *,
    office: Office,
    lines: str,
    head: str,
    post: str,
    by: User,
    logo: bytes | None = None,
    without_logo: bool = False,
) -> OfficeLetterhead:
    """Say how the office's papers begin and who signs them; a ``logo`` replaces the one before.

    Raises:
        NotAllowedError: The person does not administer the office.
        UnusableLogoError: The picture is none that can be read.
    """
    require(by, ADMINISTER, office)
    picture = None if logo is None else made_logo(logo)
    Office.objects.select_for_update().get(pk=office.pk)
    kept, _new = OfficeLetterhead.objects.get_or_create(office=office)
    before = kept.logo.name
    kept.lines, kept.head, kept.post = lines, head, post
    if picture is not None:
        digest = hashlib.sha256(picture).hexdigest()
        kept.logo.save(f"{digest}.png", ContentFile(picture), save=False)
        kept.logo_sha256 = digest
    elif without_logo:
        kept.logo, kept.logo_sha256 = "", ""
    kept.save()
    if before and before != kept.logo.name:
        transaction.on_commit(lambda: kept.logo.storage.delete(before))
    return kept


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about beside the office: a year, an agreement, or the code of another."""

    year: int | None = None
    agreement: Agreement | None = None
    subject: str = ""


OF_THE_OFFICE = About()


@transaction.atomic
def ask_report(
    *,
    office: Office,
    kind: str,
    language: str,
    formats: Collection[str],
    on: date,
    by: User,
    at: datetime,
    about: About = OF_THE_OFFICE,
) -> Report:
    """Ask for a report; a worker makes it.

    Raises:
        NotAllowedError: The person may not read the office's records.
        NoMakerError: The register makes no such report.
        UnknownFormatError: No renderer draws such a file.
        TooManyReportsError: Too many of the office are under way.
    """
    require(by, READ, office)
    if kind not in MAKERS:
        raise NoMakerError(kind)
    wanted = [one for one in FORMATS if one in formats]
    if not wanted or set(formats) - set(FORMATS):
        raise UnknownFormatError(", ".join(sorted(formats)))
    if about.agreement is not None and about.agreement.office_id != office.pk:
        raise NotAllowedError(_("This agreement is kept by another office."))
    Office.objects.select_for_update().get(pk=office.pk)
    if office.reports.filter(state__in=UNDER_WAY).count() >= MOST_AT_ONCE:
        raise TooManyReportsError(
            _("Many reports of this office are being made. Wait until one is ready.")
        )
    report = Report.objects.create(
        office=office, kind=kind, agreement=about.agreement, subject=about.subject,
        year=about.year, language=language, formats=wanted, on=on, asked_at=at, asked_by=by,
    )  # fmt: skip
    _queue(report)
    return report


def _queue(report: Report) -> None:
    app.configure_task(TASK, lock=f"report-{report.pk}").defer(pk=report.pk)


@contextmanager
def _at_work(pk: int) -> Iterator[Tell]:
    """Holds the report's lock; gives what tells how far it is, for others to see at once."""
    with held(LOCK, pk) as aside:

        def tell(done: int, of: int) -> None:
            with aside.cursor() as cursor:
                cursor.execute(
                    "UPDATE reports_report SET done = %s, of = %s WHERE id = %s", [done, of, pk]
                )

        yield tell


def make_report(*, pk: int, at: datetime) -> Report | None:
    """Make a report that was asked for; None where it was deleted before its turn.

    Killed in the middle, it is made anew from the start.

    Raises:
        NotAllowedError: Who asked may not read the office's records any more.
    """
    with _at_work(pk) as tell:
        report = Report.objects.select_related("office", "asked_by").filter(pk=pk).first()
        if report is None or report.state not in UNDER_WAY:
            return report
        _check_asker(report)
        Report.objects.filter(pk=pk).update(state=ReportState.WORKING)
        tell(0, 100)
        content = content_of(report, lambda done, of: tell(READING * done // max(of, 1), 100))
        drawn: dict[str, bytes] = {}
        for n, file_format in enumerate(report.formats):
            tell(READING + (100 - READING) * n // len(report.formats), 100)
            drawn[file_format] = draw(content, file_format)
        tell(99, 100)
        return _keep(report, drawn, at=at)


def _check_asker(report: Report) -> None:
    if report.asked_by is None:
        raise NotAllowedError(_("Who asked for this report is no longer in the register."))
    require(report.asked_by, READ, report.office)


@transaction.atomic
def _keep(report: Report, drawn: dict[str, bytes], *, at: datetime) -> Report:
    report = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    for file_format, content in drawn.items():
        name = f"reports/{at:%Y}/{report.key}.{file_format}"
        storage = ReportFile._meta.get_field("file").storage
        storage.delete(name)  # what a killed job may have left
        ReportFile.objects.create(
            report=report, format=file_format, file=storage.save(name, ContentFile(content)),
            sha256=hashlib.sha256(content).hexdigest(), size=len(content),
        )  # fmt: skip
    report.state, report.trouble = ReportState.DONE, ""
    report.ready_at, report.expires_on = at, at.date() + KEPT
    report.done = report.of = 100
    report.save(update_fields=["state", "trouble", "ready_at", "expires_on", "done", "of"])
    return report


@transaction.atomic
def stop_report(*, pk: int, trouble: str) -> Report:
    """Note that a fault stopped the making of a report."""
    report = Report.objects.select_for_update(no_key=True).get(pk=pk)
    if report.state in UNDER_WAY:
        report.state, report.trouble = ReportState.FAILED, trouble
        report.save(update_fields=["state", "trouble"])
    return report


@transaction.atomic
def delete_report(*, pk: int, by: User) -> None:
    """Delete a report and its files: who asked for it, or who administers the office.

    Raises:
        NotAllowedError: It is somebody else's report.
    """
    report = Report.objects.select_for_update().select_related("office").get(pk=pk)
    require(by, READ if report.asked_by_id == by.pk else ADMINISTER, report.office)
    _delete_files([report.pk])
    report.delete()


@transaction.atomic
def expire_reports(*, on: date) -> list[int]:
    """Delete the files of reports whose time is over; the reports that they were of."""
    old = Report.objects.select_for_update(skip_locked=True)
    gone = [one.pk for one in old.filter(state=ReportState.DONE, expires_on__lt=on)]
    _delete_files(gone)
    for report in Report.objects.filter(pk__in=gone):
        report.state = ReportState.EXPIRED
        report.save(update_fields=["state"])
    return gone


def _delete_files(reports: Collection[int]) -> None:
    files = ReportFile.objects.filter(report__in=reports)
    kept = [one.file for one in files]
    files.delete()

    def forget() -> None:
        for file in kept:
            file.storage.delete(str(file.name))

    transaction.on_commit(forget)


def rescue_reports() -> list[int]:
    """Begin anew the reports whose worker is gone, and queue those that lost their job."""
    rescued = []
    jobs = ProcrastinateJob.objects.filter(task_name=TASK)
    for job in jobs.filter(status="doing"):
        if not is_held(LOCK, job.args["pk"]):
            app.job_manager.retry_job_by_id(job_id=job.pk, retry_at=timezone.now())  # noqa: TID251 the queue's own clock
            rescued.append(job.args["pk"])
    alive = {job.args["pk"] for job in jobs.filter(status__in=("todo", "doing"))}
    with transaction.atomic():
        waiting = Report.objects.select_for_update(no_key=True, skip_locked=True)
        for report in waiting.filter(state__in=UNDER_WAY).exclude(pk__in=alive):
            _queue(report)
            rescued.append(report.pk)
    return rescued
