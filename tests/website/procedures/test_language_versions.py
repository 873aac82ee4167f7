"""Before signature the language versions of the paper are compared, and the step says so."""

import pytest
from django.urls import reverse

from tests.website.agreements.papers import word
from website.accounts.models import Role
from website.agreements.actions import documents

pytestmark = pytest.mark.django_db
ES = ("Acuerdo entre Jalisco y São Paulo.", "PRIMERA. Objeto. Cooperar.",
      "SEGUNDA. Vigencia. Tres (3) años desde el 5 de mayo de 2027.")  # fmt: skip
EN = ("Agreement between Jalisco and São Paulo.", "CLAUSE 1. Object. To cooperate.",
      "CLAUSE 2. Duration. Four (4) years from 5 May 2027.")  # fmt: skip


@pytest.fixture
def page_of_signing(begin, officer, at, signed_in, jalisco):
    """The page on which an agreement is signed, where these texts are its two versions."""

    def make(*texts):
        procedure = begin(state="signature")
        for language, lines in zip(("es", "en"), texts, strict=False):
            documents.add_document(
                agreement=procedure.agreement_id,
                paper=documents.Paper("agreement", "Text", language), chunks=[word(*lines)],
                filename="t", signed=False, by=officer, at=at,
            )  # fmt: skip
        address = reverse("procedures:step", args=[procedure.agreement_id, "sign"])
        return signed_in(Role.OFFICER, jalisco).get(address).content.decode()

    return make


def test_differences_are_told_before_anybody_signs(page_of_signing):
    page = page_of_signing(ES, EN)
    assert "1 difference between the language versions is to be settled" in page
    assert "/bench/" in page


def test_versions_that_agree_are_told_too(page_of_signing):
    page = page_of_signing(ES, [line.replace("Four (4)", "Three (3)") for line in EN])
    assert "The language versions agree in parties, dates" in page


def test_of_one_version_nothing_is_said(page_of_signing):
    assert "language versions" not in page_of_signing(ES)
