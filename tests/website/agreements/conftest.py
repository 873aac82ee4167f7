"""The form of an agreement as a browser sends it."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from website.agreements.models import Agreement


@pytest.fixture
def filled() -> Callable[..., dict[str, str]]:
    return _filled


@pytest.fixture
def edited() -> Callable[..., dict[str, str]]:
    return _edited


@pytest.fixture
def edit_url() -> Callable[[Agreement], str]:
    return _edit_url


def _filled(**changes: str) -> dict[str, str]:
    """The form as somebody fills it in; empty texts are fields left empty."""
    form = {
        "party-TOTAL_FORMS": "3",
        "party-INITIAL_FORMS": "0",
        "party-0-written": "Medellín",
        "party-0-country": "CO",
        "party-1-written": "São Paulo",
        "party-1-territory": "São Paulo, Brasil",
        "party-1-place": "BR-SP",
        "form": "twinning",
        "signed": "August 2010",
        "focus": "Exchange of experience in education",
        "themes": "education\ntourism",
        "motivations": "economic",
        "languages": "Spanish, Portuguese",
        "source_title": "The signed text",
        "source_kind": "agreement_text",
        "locator": "p. 2",
    }
    return form | changes


def _edited(row: Agreement, **changes: str) -> dict[str, str]:
    """The form of an agreement, as the page gives it, with a few changes."""
    form = {
        "party-TOTAL_FORMS": "3",
        "party-INITIAL_FORMS": "2",
        "form": row.form or "",
        "focus": row.focus or "",
        "signed": "August 2010",
        "themes": "\n".join(theme.written for theme in row.themes.all()),
        "state": row.state or "",
        "version": str(row.version),
        "source_title": "A letter",
    }
    for n, party in enumerate(row.parties.all()):
        form[f"party-{n}-written"] = party.written
        form[f"party-{n}-place"] = party.place_id or ""
        form[f"party-{n}-territory"] = str(party.place or "")
    return form | changes


def _edit_url(row: Agreement) -> str:
    return reverse("agreements:edit", args=[row.pk])
