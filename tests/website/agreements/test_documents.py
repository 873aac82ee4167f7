"""Versions of papers: kept, redacted, published, and given away safely."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.website.agreements.papers import PDF, PNG, with_parts, word
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements.actions import documents as actions
from website.agreements.models import Document

PAPER = actions.Paper("agreement", "Acuerdo", "es")


@pytest.fixture
def add(enter, person, antioquia, at):
    """A version of a paper, brought by an officer."""
    rows = {}

    def make(content=PDF, *, published=False, filename="a.pdf", paper=PAPER, signed=False):
        row = rows.setdefault(published, None) or enter(published=published)
        rows[published] = row
        return actions.add_document(
            agreement=row.pk,
            paper=paper,
            chunks=[content],
            filename=filename,
            signed=signed,
            by=person(Role.OFFICER, antioquia),
            at=at,
        )

    return make


def test_a_new_version_never_overwrites_the_one_before(add):
    first, second = add(PDF), add(PDF + b"\n%%EOF")
    assert (first.version, second.version) == (1, 2)
    assert first.file.name != second.file.name
    first.refresh_from_db()
    assert first.file.read() == PDF
    assert first.sha256 == hashlib.sha256(PDF).hexdigest()


def test_another_title_is_another_paper(add):
    add()
    assert add(paper=actions.Paper("agreement", "Anexo", "es")).version == 1


def test_the_stored_name_holds_nothing_of_what_the_file_was_called(add):
    document = add(filename="../../etc/\u202epasswd\x00.pdf")
    assert "passwd" not in document.file.name
    assert document.filename == "passwd.pdf"


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "pdf"), (PNG, "png"), (word("x"), "docx")],
)
def test_what_a_file_is_its_content_says(add, content, kind):
    assert add(content, filename="anything.exe").file_kind == kind


HOSTILE = {
    "program": b"MZ\x90\x00" + PDF,
    "page": b"<html><script>alert(1)</script>",
    "half a pdf": b"%PDF-1.7 and then nothing",
    "macros": with_parts(word("x"), {"word/vbaProject.bin": b"\x00"}),
    "docm": with_parts(
        word("x"),
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            b'content-types"><Override PartName="/word/document.xml" ContentType="application/'
            b'vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
        },
    ),
    "entities": with_parts(
        word("x"), {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
    ),
    "template from elsewhere": with_parts(
        word("x"),
        {
            "word/_rels/settings.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.'
            b'org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.'
            b'openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
            b'Target="https://example.org/a.dotm" TargetMode="External"/></Relationships>'
        },
    ),
    "outside": with_parts(word("x"), {"../../evil": b"x"}),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_and_leaves_nothing(add, content):
    with pytest.raises(actions.FileRefusedError):
        add(content)
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_not_read_to_its_end(add, settings):
    settings.LARGEST_UPLOAD = 100

    def endless():
        for _ in range(3):
            yield b"x" * 60
        raise AssertionError("read on")

    row = add().agreement
    settings.LARGEST_UPLOAD = 100
    with pytest.raises(actions.TooLargeError):
        actions.add_document(
            agreement=row.pk, paper=PAPER, chunks=endless(), filename="a", signed=None,
            by=row.created_by, at=row.created_at,
        )  # fmt: skip


def test_who_only_reads_cannot_bring_publish_or_redact(add, person, antioquia, at):
    document, reader = add(), person(Role.READER, antioquia)
    officer = person(Role.OFFICER, antioquia)
    common = {"chunks": [PDF], "filename": "a.pdf", "at": at}
    with pytest.raises(NotAllowedError):
        actions.add_document(
            agreement=document.agreement_id, paper=PAPER, signed=None, by=reader, **common
        )
    with pytest.raises(NotAllowedError):
        actions.add_redaction(document=document.pk, reason="x", by=reader, **common)
    with pytest.raises(NotAllowedError):
        actions.publish_document(pk=document.pk, by=officer)


def test_an_officer_cannot_change_what_the_public_gets_already(add, person, antioquia, at):
    document = add(published=True)
    actions.publish_document(pk=document.pk, by=person(Role.REVIEWER, antioquia))
    with pytest.raises(NotAllowedError):
        actions.add_redaction(
            document=document.pk, chunks=[PDF], filename="a.pdf", reason="x",
            by=person(Role.OFFICER, antioquia), at=at,
        )  # fmt: skip


def test_the_public_gets_published_documents_of_published_agreements_only(
    add, person, antioquia, client
):
    reviewer = person(Role.REVIEWER, antioquia)
    for published in (True, False):
        document = add(published=published)
        address = reverse("portal:document", args=[document.agreement_id, document.pk])
        assert client.get(address).status_code == 404
        actions.publish_document(pk=document.pk, by=reviewer)
        assert client.get(address).status_code == (200 if published else 404)
        actions.unpublish_document(pk=document.pk, by=reviewer)
        assert client.get(address).status_code == 404


def test_the_public_gets_the_redacted_version_and_never_the_original(
    add, person, antioquia, client, at
):
    document, reviewer = add(published=True), person(Role.REVIEWER, antioquia)
    redacted = PDF.replace(b"1 0 obj", b"2 0 obj")
    actions.publish_document(pk=document.pk, by=reviewer)
    actions.add_redaction(
        document=document.pk, chunks=[redacted], filename="r.pdf", reason="private addresses",
        by=reviewer, at=at,
    )  # fmt: skip
    address = reverse("portal:document", args=[document.agreement_id, document.pk])
    assert b"".join(client.get(address).streaming_content) == redacted
    page = client.get(reverse("portal:agreement", args=[document.agreement_id])).content.decode()
    assert "redacted version" in page
    assert "private addresses" in page
    assert hashlib.sha256(redacted).hexdigest() in page
    assert document.sha256 not in page


def test_a_file_is_saved_by_the_browser_and_never_run_or_guessed(add, person, antioquia, client):
    document = add(published=True, paper=actions.Paper("other", 'A "name"\r\nX: y', ""))
    actions.publish_document(pk=document.pk, by=person(Role.REVIEWER, antioquia))
    response = client.get(reverse("portal:document", args=[document.agreement_id, document.pk]))
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "X" not in response.headers or "\n" not in response["Content-Disposition"]


def test_nothing_is_served_from_where_uploads_lie(add, client, settings):
    document = add(published=True)
    assert client.get(f"{settings.MEDIA_URL}{document.file.name}").status_code == 404


def test_another_office_does_not_find_the_file(add, signed_in, jalisco):
    document = add()
    stranger = signed_in(Role.ADMINISTRATOR, jalisco)
    assert stranger.get(reverse("agreements:document_file", args=[document.pk])).status_code == 404
    assert signed_in(Role.READER).get(
        reverse("agreements:document_file", args=[document.pk])
    ).status_code == 200  # fmt: skip
    assert Client().get(reverse("agreements:document_file", args=[document.pk])).status_code == 302


def test_an_officer_brings_a_file_on_the_page_and_a_wrong_one_is_explained(enter, signed_in):
    row, officer = enter(), signed_in(Role.OFFICER)
    address = reverse("agreements:add_document", args=[row.pk])
    said = {"kind": "agreement", "title": "Acuerdo", "language": "es", "signed": "yes"}
    wrong = SimpleUploadedFile("a.pdf", b"MZ no pdf")
    response = officer.post(address, {**said, "file": wrong})
    assert response.status_code == 422
    assert "Bring a PDF" in response.content.decode()
    response = officer.post(address, {**said, "file": SimpleUploadedFile("a.pdf", PDF)})
    assert response.status_code == 302
    [document] = Document.objects.all()
    assert document.signed is True
    assert document.sha256 in officer.get(
        reverse("agreements:sheet", args=[row.pk])
    ).content.decode()  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_people_who_bring_a_version_at_once_get_two_numbers(enter, person, antioquia, at):
    row, officer = enter(), person(Role.OFFICER, antioquia)

    def bring(_number):
        try:
            return actions.add_document(
                agreement=row.pk, paper=PAPER, chunks=[PDF], filename="a.pdf", signed=None,
                by=officer, at=at,
            ).version  # fmt: skip
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(bring, range(8))) == list(range(1, 9))


def test_every_change_of_a_document_is_kept_in_the_history(add, person, antioquia):
    document = add()
    actions.publish_document(pk=document.pk, by=person(Role.REVIEWER, antioquia))
    events = Document.pgh_event_model.objects.filter(pgh_obj_id=document.pk)
    assert [event.public for event in events.order_by("pgh_id")] == [False, True]
