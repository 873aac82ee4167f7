"""The bilingual bench on an agreement's documents, and on texts that are not kept."""

import pytest
from django.urls import reverse

from tests.website.agreements.papers import PDF, word
from website.accounts.models import Role
from website.agreements.actions import documents as actions
from website.agreements.bench import differences
from website.agreements.models import Document

ES = ("Acuerdo entre Antioquia y São Paulo.", "PRIMERA. Objeto. Cooperar.",
      "SEGUNDA. Vigencia. Tres (3) años desde el 5 de mayo de 2027.")  # fmt: skip
EN = ("Agreement between Antioquia and São Paulo.", "CLAUSE 1. Object. To cooperate.",
      "CLAUSE 2. Duration. Four (4) years from 5 May 2027.")  # fmt: skip


@pytest.fixture
def row(enter):
    return enter()


@pytest.fixture
def add(row, person, antioquia, at):
    def make(content, language, kind="agreement"):
        return actions.add_document(
            agreement=row.pk, paper=actions.Paper(kind, "Text", language), chunks=[content],
            filename="t", signed=False, by=person(Role.OFFICER, antioquia), at=at,
        )  # fmt: skip

    return make


def test_without_two_versions_the_bench_knows_nothing(row, add):
    assert differences(row).grave is None
    add(word(*ES), "es")
    assert differences(row).grave is None


def test_the_newest_version_of_each_language_is_compared(row, add):
    add(word(*ES), "es")
    add(word(*EN), "en")
    found = differences(row)
    assert found.grave == 1
    assert [one.code for one in found.compared[0].comparison.differences] == ["number_differs"]
    add(word(*(line.replace("Four (4)", "Three (3)") for line in EN)), "en")
    assert differences(row).grave == 0


def test_a_document_without_text_is_named_with_the_reason(row, add):
    add(word(*ES), "es")
    pdf = add(PDF, "en")
    [(document, reason)] = differences(row).unread
    assert document == pdf
    assert "Word" in reason


def test_a_letter_of_intent_is_looked_at_until_there_is_an_agreement(row, add):
    add(word(*ES), "es", "letter_of_intent")
    add(word(*EN), "en", "letter_of_intent")
    assert differences(row).grave == 1


def test_the_page_shows_both_texts_with_what_differs_marked(row, add, signed_in):
    first, second = add(word(*ES), "es"), add(word(*EN), "en")
    reader, address = signed_in(Role.READER), reverse("agreements:bench", args=[row.pk])
    for asked in (address, f"{address}?first={second.pk}.en&second={first.pk}.es"):
        page = reader.get(asked).content.decode()
        assert "<mark>Four (4)</mark>" in page
        assert "<mark>Tres (3)</mark>" in page
        assert "not the same number" in page
    assert "Choose two documents" in reader.get(f"{address}?first=9.xx&second=a").content.decode()


def test_two_texts_are_compared_and_not_kept(row, signed_in):
    address = reverse("agreements:bench", args=[row.pk])
    said = {"first-language": "es", "first-text": "\n".join(ES),
            "second-language": "en", "second-text": "\n".join(EN)}  # fmt: skip
    page = signed_in(Role.READER).post(address, said).content.decode()
    assert "<mark>Four (4)</mark>" in page
    assert not Document.objects.exists()
    response = signed_in(Role.READER).post(address, said | {"second-text": " "})
    assert response.status_code == 422
    assert "Paste the text" in response.content.decode()
