"""The Word templates that ship, and the example by which a template of an office is tried."""

from collections.abc import Sequence
from importlib.resources import files
from itertools import permutations

from twinpact.formats.word_templates import Value
from twinpact.vocabularies import LANGUAGES, terms


class NoShippedTemplateError(LookupError):
    """There is no template of this paper in these languages."""


def languages_of(paper: str) -> list[tuple[str, ...]]:
    """The languages in which a paper can be written: each alone, and pairs side by side."""
    alone: list[tuple[str, ...]] = [(language,) for language in LANGUAGES]
    beside = permutations(LANGUAGES, 2) if terms("papers")[paper].extra["columns"] else ()
    return [*alone, *beside]


def shipped_template(paper: str, languages: Sequence[str]) -> bytes:
    """The template of a paper (a code of ``vocabularies/papers.yaml``) in one or two languages.

    Raises:
        NoShippedTemplateError: There is none.
    """
    if paper not in terms("papers") or tuple(languages) not in languages_of(paper):
        raise NoShippedTemplateError(f"{paper} {'-'.join(languages)}")
    name = f"{paper}-{'-'.join(languages)}.docx"
    return files("twinpact.formats").joinpath("paper_templates", name).read_bytes()


def example_values() -> dict[str, dict[str, Value]]:
    """Every field with its example, in every language."""
    fields = terms("paper_fields")
    return {
        language: {name: field.extra["example"][language] for name, field in fields.items()}
        for language in LANGUAGES
    }
