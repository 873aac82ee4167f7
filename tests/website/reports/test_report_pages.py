"""Asking for reports, making them in the queue, taking them away; letterheads and their logos."""

import io
import struct
import zlib
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from PIL import Image
from pytest_django.asserts import assertContains, assertNotContains

from tests.website.reports.contents import pdf_text, picture
from website.accounts.models import Membership, Role
from website.accounts.permissions import NotAllowedError
from website.reports import actions, tasks
from website.reports.letterheads import letterhead_of
from website.reports.logo import UnusableLogoError, made_logo
from website.reports.making import NoMakerError
from website.reports.models import OfficeLetterhead, Report, ReportFile, ReportState
from website.reports.render import UnknownFormatError

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 3, 2)


@pytest.fixture
def ask(antioquia, person, at):
    def make(kind="annual_report", formats=("pdf",), year=2010, role=Role.READER, **more):
        return actions.ask_report(
            office=antioquia, kind=kind, language="es", formats=formats, on=DAY,
            by=person(role, antioquia), at=at,
            about=actions.About(year=year, **more),
        )  # fmt: skip

    return make


def run(report):
    tasks.make_report.func(SimpleNamespace(job=SimpleNamespace(attempts=0)), report.pk)
    report.refresh_from_db()
    return report


def test_a_report_is_asked_for_on_the_page_made_by_the_worker_and_taken_away(enter, signed_in):
    enter()
    client = signed_in(Role.READER)
    asked = {"kind": "annual_report", "year": 2010, "language": "pt", "formats": ["pdf", "xlsx"]}
    page = client.post(reverse("reports:list"), asked, follow=True)
    assertContains(page, "The report is being made.")
    assertContains(page, "<progress")
    report = run(Report.objects.get())
    assert (report.state, report.done, report.of) == (ReportState.DONE, 100, 100)
    row = client.get(reverse("reports:row", args=[report.pk]))
    assert row.status_code == 286, "the page stops asking"
    given = client.get(reverse("reports:download", args=[report.pk, "pdf"]))
    assert given["Content-Type"] == "application/pdf"
    assert "attachment" in given["Content-Disposition"]
    assert "Relatório anual 2010" in pdf_text(b"".join(given.streaming_content))
    assert client.get(reverse("reports:download", args=[report.pk, "docx"])).status_code == 404


def test_people_of_other_offices_see_and_take_nothing(ask, enter, signed_in, jalisco):
    enter()
    report = run(ask())
    client = signed_in(Role.ADMINISTRATOR, jalisco)
    assertNotContains(client.get(reverse("reports:list")), "Antioquia")
    for name, more in (("row", []), ("download", ["pdf"])):
        assert client.get(reverse(f"reports:{name}", args=[report.pk, *more])).status_code == 404
    assert client.post(reverse("reports:delete", args=[report.pk])).status_code == 404


def test_who_left_the_office_gets_no_report_made(ask, antioquia):
    report = ask()
    Membership.objects.all().delete()
    run(report)
    assert report.state == ReportState.FAILED
    assert not report.files.exists()


def test_a_report_that_cannot_be_made_is_refused_aloud(ask, enter, jalisco, person, antioquia, at):
    with pytest.raises(NoMakerError):
        ask(kind="no_such_report")
    with pytest.raises(UnknownFormatError):
        ask(formats=("pdf", "exe"))
    other = enter("Jalisco", "São Paulo", office=jalisco)
    with pytest.raises(NotAllowedError):
        ask(kind="agreement_sheet", agreement=other)


def test_an_unforeseen_fault_stops_the_report_with_a_sentence(ask, monkeypatch):
    def fails(*_arguments):
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "draw", fails)
    report = run(ask())
    assert report.state == ReportState.FAILED
    assert "nobody foresaw" in report.trouble


def test_a_report_whose_worker_is_gone_is_made_anew(ask):
    report = ask()
    Report.objects.filter(pk=report.pk).update(state=ReportState.WORKING, done=40)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' "
            "WHERE args->>'pk' = %s AND task_name = %s",
            [str(report.pk), actions.TASK],
        )
    assert report.pk in actions.rescue_reports()
    run(report)
    assert report.state == ReportState.DONE
    assert run(report).files.count() == 1, "made a second time, nothing changes"


def test_a_report_that_was_deleted_before_its_turn_is_not_made(ask, person, antioquia):
    report = ask()
    actions.delete_report(pk=report.pk, by=person(Role.READER, antioquia))
    tasks.make_report.func(SimpleNamespace(job=SimpleNamespace(attempts=0)), report.pk)
    assert not ReportFile.objects.exists()


def test_an_office_has_only_so_many_reports_under_way(ask, monkeypatch):
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 1)
    ask()
    with pytest.raises(actions.TooManyReportsError):
        ask()


def test_files_are_deleted_after_their_time_and_when_somebody_deletes_the_report(ask, signed_in):
    old, other = run(ask()), run(ask())
    files = [one.file.path for one in ReportFile.objects.all()]
    assert actions.expire_reports(on=old.expires_on) == []
    Report.objects.filter(pk=other.pk).update(expires_on=old.expires_on + timedelta(days=9))
    assert actions.expire_reports(on=old.expires_on + timedelta(days=1)) == [old.pk]
    old.refresh_from_db()
    assert (old.state, old.files.count()) == (ReportState.EXPIRED, 0)
    signed_in(Role.READER).post(reverse("reports:delete", args=[other.pk]))
    assert not Report.objects.filter(pk=other.pk).exists()
    assert not any(Path(one).exists() for one in files)


def test_a_reader_may_not_delete_what_somebody_else_asked_for(ask, person, antioquia):
    report = ask(role=Role.OFFICER)
    with pytest.raises(NotAllowedError):
        actions.delete_report(pk=report.pk, by=person(Role.READER, antioquia))


def test_the_sheet_is_taken_at_once_and_the_public_one_only_of_what_is_published(
    enter, signed_in, client, jalisco
):
    hidden, shown = enter(), enter("Antioquia", "Jalisco", published=True)
    staff = signed_in(Role.READER)
    for kind in ("pdf", "docx", "xlsx"):
        given = staff.get(reverse("reports:sheet", args=[hidden.pk, kind]))
        assert given.status_code == 200
        assert f".{kind}" in given["Content-Disposition"]
    assert staff.get(reverse("reports:sheet", args=[hidden.pk, "exe"])).status_code == 404
    assert client.get(reverse("public_sheet", args=[hidden.pk])).status_code == 404
    assert client.get(reverse("public_sheet", args=[2**70])).status_code == 404
    told = client.get(reverse("public_sheet", args=[shown.pk]))
    assert "Antioquia – Jalisco" in pdf_text(told.content)
    stranger = signed_in(Role.READER, jalisco)
    assert stranger.get(reverse("reports:sheet", args=[hidden.pk, "pdf"])).status_code == 404
    assertContains(client.get(reverse("portal:agreement", args=[shown.pk])), "sheet.pdf")


def test_an_administrator_sets_the_letterhead_and_papers_begin_with_it(
    enter, signed_in, antioquia
):
    client = signed_in(Role.ADMINISTRATOR)
    address = reverse("reports:letterhead", args=["antioquia"])
    told = {"lines": "Calle 42B\r\nMedellín", "head": "Ana Restrepo", "post": "Directora",
            "picture": SimpleUploadedFile("logo.jpg", picture("JPEG"), "image/jpeg")}  # fmt: skip
    assertContains(client.post(address, told, follow=True), "The letterhead is kept.")
    letterhead = letterhead_of(antioquia)
    assert letterhead.lines == ("Calle 42B", "Medellín")
    assert letterhead.logo.startswith(b"\x89PNG")
    row = enter()
    sheet = client.get(reverse("reports:sheet", args=[row.pk, "pdf"])).content
    assert "Calle 42B" in pdf_text(sheet)
    assert client.get(reverse("reports:logo", args=["antioquia"]))["Content-Type"] == "image/png"
    client.post(address, {"lines": "", "head": "", "post": "", "without_logo": "on"})
    assert letterhead_of(antioquia).logo is None


@pytest.mark.parametrize("role", [Role.READER, Role.OFFICER, Role.REVIEWER])
def test_nobody_else_sets_the_letterhead(signed_in, person, antioquia, role):
    address = reverse("reports:letterhead", args=["antioquia"])
    assert signed_in(role).get(address).status_code == 404
    with pytest.raises(NotAllowedError):
        actions.set_letterhead(
            office=antioquia, lines="", head="", post="", by=person(role, antioquia)
        )


def test_a_hostile_logo_is_refused_at_its_field(signed_in):
    client = signed_in(Role.ADMINISTRATOR)
    address = reverse("reports:letterhead", args=["antioquia"])
    svg = SimpleUploadedFile("logo.png", b"<svg onload='alert(1)'/>", "image/png")
    page = client.post(address, {"lines": "", "head": "", "post": "", "picture": svg})
    assertContains(page, "not a picture that can be read", status_code=422)
    assert not OfficeLetterhead.objects.exclude(logo="").exists()


def bomb():
    """A PNG of some hundred bytes that says it has 60,000 by 60,000 points."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + b"\0" * 50,
        b"%PDF-1.7",
        picture()[:60],
        bomb(),
        picture() + b"x" * 2_000_001,
    ],
    ids=["empty", "gif", "pdf", "cut", "bomb", "too large"],
)
def test_what_is_no_bearable_picture_is_refused(content):
    with pytest.raises(UnusableLogoError):
        made_logo(content)


def test_nothing_of_a_picture_is_kept_but_its_points():
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    Image.new("RGB", (2000, 1000), "red").save(out, "JPEG", exif=exif, comment=b"more secret")
    kept = made_logo(out.getvalue() + b"<script>tail</script>")
    assert b"secret" not in kept
    assert b"script" not in kept
    assert Image.open(io.BytesIO(kept)).size == (900, 450)
