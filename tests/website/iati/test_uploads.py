"""A file of IATI comes in by the page for every file; what is hostile in it does no harm."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.website.iati.test_round_trip import FOREIGN
from website.accounts.models import Role
from website.exchange import actions as exchange
from website.exchange.models import Import

LAUGHS = (
    b"""<?xml version="1.0"?><!DOCTYPE iati-activities [<!ENTITY a "ha">"""
    + b"".join(b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"""]><iati-activities version="2.03"><iati-activity><iati-identifier>&j;</iati-identifier>
</iati-activity></iati-activities>"""
)
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE iati-activities [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<iati-activities version="2.03"><iati-activity><iati-identifier>&x;</iati-identifier>
<title><narrative>&x;</narrative></title></iati-activity></iati-activities>"""
DEEP = b'<iati-activities version="2.03"><iati-activity>' + b"<a>" * 5000
OURS_DAMAGED = b"""<iati-activities version="2.03" xmlns:t="urn:twinpact:iati:1"><iati-activity>
<iati-identifier>A-1</iati-identifier><t:agreement/><t:programme code="P" year="yes"/>
</iati-activity></iati-activities>"""


@pytest.fixture
def uploads(signed_in, antioquia):
    client = signed_in(Role.OFFICER)

    def make(content: bytes, name: str = "activities.xml"):
        file = SimpleUploadedFile(name, content, "application/xml")
        told = {"file": file, "source_title": "IATI", "source_kind": "file"}
        return client.post(reverse("exchange:add"), told)

    make.client = client
    return make


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, DEEP, OURS_DAMAGED])
def test_a_hostile_file_is_refused_with_a_sentence(content, uploads):
    response = uploads(content)
    if response.status_code == 302:
        batch = exchange.read_import(pk=Import.objects.get().pk)
        assert batch.state == "refused"
        assert batch.trouble.endswith(".")
        assert "root:" not in batch.trouble
    else:
        assert response.status_code == 422
        assert b"root:" not in response.content


def test_the_preview_says_what_the_rules_of_iati_say(uploads):
    broken = FOREIGN.replace(b'<activity-date iso-date="2020-01-01" type="2"/>', b"")
    assert uploads(broken).status_code == 302
    batch = exchange.read_import(pk=Import.objects.get().pk)
    page = uploads.client.get(reverse("exchange:preview", args=[batch.pk])).content.decode()
    assert "6.11.1" in page
    assert "The activity must have a start date" in page
    assert "GB-1-200001" in page


def test_a_file_of_version_1_is_checked_as_what_it_is_turned_into(uploads):
    old = b"""<iati-activities version="1.01"><iati-activity xml:lang="en"
 default-currency="GBP"><reporting-org ref="GB-1" type="10">Department</reporting-org>
<iati-identifier>GB-1-106173</iati-identifier><title>Clinics</title>
<description>To build clinics.</description><activity-status code="2"/>
<recipient-country code="CO">Colombia</recipient-country></iati-activity></iati-activities>"""
    assert uploads(old).status_code == 302
    batch = exchange.read_import(pk=Import.objects.get().pk)
    assert {"version", "6.11.1", "6.2.2"} <= {one["rule"] for one in batch.summary["iati"]}


def test_names_that_the_register_has_no_room_for_leave_the_import_whole(bring, settled):
    long = "Ñ" * 900
    own = f"""<iati-activities version="2.03" xmlns:t="urn:twinpact:iati:1">
<iati-activity xml:lang="es"><iati-identifier>A-1</iati-identifier>
<t:agreement><t:record column="party_1">Antioquia</t:record>
<t:record column="party_2">Jalisco</t:record></t:agreement>
<t:programme code="P" year="2025"><t:line code="{long}" title="x"/></t:programme>
</iati-activity></iati-activities>""".encode()
    batch = bring(own)
    assert batch.state == "done"
    row = batch.rows.get().agreement
    assert row.iati.programmes == {}
    assert long in row.iati.came
    assert not row.programmes.exists()
