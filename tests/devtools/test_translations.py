"""Catalogues are in step with what the website says, whole, and true to its gaps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from devtools import translations

TEMPLATE = """{% load i18n %}
  {# Translators: over the list #}
  <h1 title="it's">{% translate "Agreements" %}</h1>
{% comment %} unbalanced ( ' " {% endcomment %}
  {{ _("Sign in") }} {% if a %}({% endif %} {% translate "May" context "month" as m %}
  {% blocktranslate trimmed count c=found|length %}
    {{ c }} of 100%
  {% plural %}
    {{ c }} of them
  {% endblocktranslate %}
"""
PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext_lazy, pgettext_lazy
a = _("Renewed until %(day)s.") % {"day": 1}
b = ngettext_lazy("%(n)s row", "%(n)s rows", "n")
c = pgettext_lazy("form", "Twinning")
"""


@pytest.fixture
def website(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small website with a template, a module and catalogues of its own."""
    folder = tmp_path / "website"
    folder.mkdir()
    (folder / "list.html").write_text(TEMPLATE)
    (folder / "rows.py").write_text(PYTHON)
    monkeypatch.setattr(translations, "LOCALE", folder / "locale")
    real = translations.messages_in_sources
    monkeypatch.setattr(translations, "messages_in_sources", lambda: real(folder))
    return folder


def test_every_way_to_mark_a_message_is_found(website: Path) -> None:
    found = {(message.context, message.id) for message in translations.messages_in_sources()}
    assert found >= {
        (None, "Agreements"),
        (None, "Sign in"),
        ("month", "May"),
        (None, ("%(c)s of 100%%", "%(c)s of them")),
        (None, "Renewed until %(day)s."),
        (None, ("%(n)s row", "%(n)s rows")),
        ("form", "Twinning"),
    }
    assert len(found) == 8  # and the header


def test_a_catalogue_is_made_filled_and_compiled(website: Path) -> None:
    translations.update("es")
    problems = list(translations.compare(translations.messages_in_sources(), spanish()))
    assert len(problems) == 7
    assert all(problem.endswith("is not translated.") for problem in problems)
    translations.compile_catalogues()
    assert translations.catalogue_path("es").with_suffix(".mo").stat().st_size > 0


def test_a_second_update_changes_nothing(website: Path) -> None:
    translations.update("pt")
    once = translations.catalogue_path("pt").read_bytes()
    translations.update("pt")
    assert translations.catalogue_path("pt").read_bytes() == once


def test_a_missing_catalogue_is_told(website: Path) -> None:
    assert "es: there is no catalogue; run ./dev translations." in translations.find_problems()


@pytest.mark.parametrize(
    ("translated", "flags", "problem"),
    [
        ("Renovado hasta el %(day)s.", [], None),
        ("", [], "is not translated."),
        ("Renovado hasta el %(day)s.", ["fuzzy"], "is marked fuzzy."),
        ("Renovado hasta el %(dia)s.", [], "is translated wrongly"),
    ],
)
def test_a_translation_is_whole_sure_and_keeps_the_gaps(
    translated: str, flags: list[str], problem: str | None
) -> None:
    used, catalog = Catalog(locale="es"), Catalog(locale="es")
    used.add("Renewed until %(day)s.")
    catalog.add("Renewed until %(day)s.", translated, flags=flags)
    problems = list(translations.compare(used, catalog))
    assert len(problems) == (0 if problem is None else 1)
    assert problem is None or problem in problems[0]


def test_a_message_that_no_source_uses_is_told() -> None:
    catalog = Catalog(locale="es")
    catalog.add("Gone", "Ido")
    problems = list(translations.compare(Catalog(locale="es"), catalog))
    assert problems == ["'Gone' is used nowhere; run ./dev translations."]


def spanish() -> Catalog:
    with translations.catalogue_path("es").open("rb") as file:
        return translations.read_po(file, locale="es")
