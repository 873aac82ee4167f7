"""What no page may take in: a clear message, the right status, and nothing changed."""

import io
import zlib

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from website.accounts.models import Role
from website.agreements.models import Agreement

ROOMS = ("accounts", "sources", "places", "actors", "agreements", "exchange")
ADD = "/en/desk/agreements/new/"
BRING = "/en/desk/imports/new/"
PNG = b"\x89PNG\r\n\x1a\n" + zlib.compress(b"a picture") * 20


@pytest.fixture
def unchanged(db):
    """Afterwards every table, the histories among them, has the rows that it had before."""

    def count() -> dict[str, int]:
        return {
            model._meta.label: model._base_manager.count()
            for room in ROOMS
            for model in apps.get_app_config(room).get_models()
        }

    before: list[dict[str, int]] = []
    yield lambda: before.append(count())
    assert before, "say from where on nothing may change"
    assert count() == before[0]


def text(answer) -> str:
    return answer.content.decode()


def bring(client: Client, name: str, content: bytes, **fields: str):
    form = {"source_title": "A table", "file": SimpleUploadedFile(name, content)} | fields
    return client.post(BRING, form)


def test_a_wrong_password_is_told_without_saying_whether_the_person_exists(
    client, person, antioquia, unchanged
):
    person(Role.OFFICER, antioquia)
    unchanged()
    told = []
    for email in ("officer@antioquia.example", "nobody@nowhere.example"):
        answer = client.post(
            reverse("account_login"), {"login": email, "password": "wrong", "next": "/en/desk/"}
        )
        assert answer.status_code == 200
        assert "_auth_user_id" not in client.session
        [said] = answer.context["form"].non_field_errors()
        told.append(said)
    assert told[0] == told[1]
    assert "password" in told[0]


def test_a_form_that_the_site_did_not_hand_out_is_refused(person, antioquia, enter, unchanged):
    row = enter()
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        person(Role.REVIEWER, antioquia), "django.contrib.auth.backends.ModelBackend"
    )
    unchanged()
    for address in (ADD, BRING, reverse("agreements:publish", args=[row.pk])):
        answer = client.post(address, {"csrfmiddlewaretoken": "forged"})
        assert answer.status_code == 403
        assert "The form was too old to be accepted" in text(answer)


def test_another_offices_record_is_not_found(signed_in, enter, jalisco, unchanged):
    row = enter("Jalisco", "Córdoba", office=jalisco)
    client = signed_in(Role.ADMINISTRATOR)
    unchanged()
    for name in ("sheet", "edit", "history"):
        answer = client.get(reverse(f"agreements:{name}", args=[row.pk]))
        assert answer.status_code == 404
        assert "There is no such page" in text(answer)
        assert "Jalisco" not in text(answer)


def test_an_unpublished_record_is_not_found_by_its_public_address(
    client, signed_in, enter, unchanged
):
    row = enter()
    officer = signed_in()
    unchanged()
    for who in (client, officer):
        answer = who.get(reverse("portal:agreement", args=[row.pk]))
        assert answer.status_code == 404
        assert "São Paulo" not in text(answer)
    assert client.get(f"/api/v1/agreements/{row.pk}").status_code == 404


def test_a_description_of_ten_megabytes_is_refused(signed_in, enter, unchanged):
    row = enter()
    client = signed_in()
    unchanged()
    for address in (ADD, reverse("agreements:edit", args=[row.pk])):
        answer = client.post(address, {"focus": "a" * 10_000_000})
        assert answer.status_code == 413
        assert "A text of a record may have 20,000 signs" in text(answer)


def test_a_description_that_is_only_somewhat_too_long_is_kept_in_the_form(signed_in, unchanged):
    client = signed_in()
    unchanged()
    answer = client.post(ADD, {"focus": "word " * 5_000, "party-TOTAL_FORMS": "0"})
    assert answer.status_code == 422
    assert "at most 20000 can be stored" in text(answer)
    assert "word word word" in text(answer)


@pytest.mark.parametrize(
    "field", ["focus", "themes", "locator", "source_title", "party-0-written"]
)
def test_nul_signs_are_refused(signed_in, unchanged, field):
    client = signed_in()
    unchanged()
    answer = client.post(
        ADD, {"party-TOTAL_FORMS": "2", "party-INITIAL_FORMS": "0", field: "a\x00b"}
    )
    assert answer.status_code == 422
    assert "a sign that cannot be stored" in text(answer)


def test_nul_signs_in_an_address_are_no_crash(signed_in, enter, unchanged):
    enter()
    client = signed_in()
    unchanged()
    for address in (
        "/en/desk/?q=%00&office=%00&finding=%00&page=%00",
        "/en/desk/places/?q=%00&country=%00",
        "/en/agreements/?q=%00&place=%00",
        "/en/desk/agreements/new/?office=%00",
    ):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("agreements.csv", PNG, "This file is an image"),
        ("agreements.xlsx", PNG, "This file is an image"),
        ("agreements.csv", b"\xff\xd8\xff\xe0" + b"\x10JFIF" * 9, "This file is an image"),
        ("agreements.csv", b"", "it has 0 bytes"),
        ("agreements.csv", b" \r\n \r\n", "The file is empty"),
        ("agreements.csv", b"city;partner\nBello\x00;Cusco\n", "holds NUL signs"),
        ("agreements.csv", b"%PDF-1.7 and so on", "is not a table that can be read"),
        ("agreements.csv", b"<!doctype html><p>a page", "is not a table that can be read"),
        ("agreements.exe", b"a,b\n1,2\n", "whose name ends in .csv"),
    ],
)
def test_a_file_that_is_no_table_is_refused_at_the_door(signed_in, unchanged, name, content, said):
    client = signed_in()
    unchanged()
    answer = bring(client, name, content)
    assert answer.status_code == 422
    assert said in text(answer)
    assert 'href="#id_file"' in text(answer)


def test_a_file_that_is_too_large_is_refused(signed_in, settings, unchanged):
    settings.LARGEST_UPLOAD = 1_000_000
    client = signed_in()
    unchanged()
    answer = bring(client, "agreements.csv", b"city,partner\n" * 100_000)
    assert answer.status_code == 413
    assert "The file is larger than 1 MB." in text(answer)


def test_a_far_too_large_file_is_refused_before_it_is_taken_in(signed_in, settings, unchanged):
    settings.LARGEST_UPLOAD = 1_000_000
    client = signed_in()
    unchanged()
    answer = bring(client, "agreements.csv", b"city,partner\n" * 300_000)
    assert answer.status_code == 413
    assert "Nothing was changed." in text(answer)


def test_a_request_without_a_file_says_what_is_missing(signed_in, unchanged):
    client = signed_in()
    unchanged()
    answer = client.post(BRING, {"source_title": "A table"})
    assert answer.status_code == 422
    assert "Choose the file that you want to bring." in text(answer)


def test_a_broken_upload_is_refused(signed_in, unchanged):
    client = signed_in()
    unchanged()
    answer = client.post(
        BRING, io.BytesIO(b"--x\r\nnonsense").read(), content_type="multipart/form-data"
    )
    assert answer.status_code == 400
    assert "Nothing was changed." in text(answer)


def test_a_path_in_a_file_name_leads_nowhere(signed_in, antioquia, settings):
    table = b"Municipio,Contraparte\nBello,Cusco\n"
    answer = bring(signed_in(), "../../../etc/agreements.csv", table)
    assert answer.status_code == 302
    [batch] = antioquia.imports.all()
    assert batch.filename == "agreements.csv"
    assert str(settings.MEDIA_ROOT) in batch.file.path
    assert Agreement.register.count() == 0
