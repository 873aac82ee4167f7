"""The message catalogues, without gettext's programs: extract, compare, compile.

Babel reads Python; Django's own `templatize` turns a template into text that reads as Python.
The words of the interface are written in English; a catalogue exists for each other language.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from devtools.failure import PlainError
from devtools.folders import ROOT

LOCALE = ROOT / "website" / "locale"
LANGUAGES = ("es", "pt")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def run(arguments: list[str]) -> int:
    """`./dev translations`: bring the catalogues in step with the sources, say what is missing."""
    if arguments:
        print("./dev translations takes no arguments.", file=sys.stderr)
        return 2
    for language in LANGUAGES:
        update(language)
    compile_catalogues()
    problems = list(find_problems())
    for problem in problems:
        print(problem)
    print(f"{len(problems)} to do." if problems else "Every message is translated.")
    return 0


def catalogue_path(language: str) -> Path:
    """Where the catalogue of a language is."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def messages_in_sources(website: Path = ROOT / "website") -> Catalog:
    """Every message in the website's Python files and templates."""
    catalog = Catalog(project="Twinpact", charset="utf-8")
    for path in sorted(website.rglob("*")):
        if path.suffix in (".py", ".html", ".txt") and "migrations" not in path.parts:
            text = path.read_text(encoding="utf-8")
            name = path.relative_to(website.parent).as_posix()
            for line, message, comments, context in messages_in(text, path.suffix, name):
                catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def messages_in(
    text: str, suffix: str, name: str
) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    """The messages of one file: line, message, comments for translators, context."""
    if suffix != ".py":
        from django.utils.translation.template import templatize  # noqa: PLC0415 -- slow

        python = templatize(text, origin=name)
        text = "\n".join(line.strip() for line in python.splitlines())
    yield from extract(
        "python",
        io.BytesIO(text.encode()),
        keywords=KEYWORDS,
        comment_tags=["Translators:"],
        options={"encoding": "utf-8"},
        strip_comment_tags=True,
    )


def update(language: str) -> None:
    """Add new messages to a catalogue, empty; drop those that no source uses."""
    path = catalogue_path(language)
    catalog = _read(language) if path.exists() else Catalog(locale=language, charset="utf-8")
    catalog.update(messages_in_sources(), no_fuzzy_matching=True, update_creation_date=False)
    _refuse_other_plurals(catalog, language)
    path.parent.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(
        written,
        catalog,
        width=99,
        include_lineno=False,
        ignore_obsolete=True,
        sort_output=True,
        omit_header=False,
    )
    path.write_bytes(written.getvalue())


def compile_catalogues() -> None:
    """Write the compiled form that Django reads, beside each catalogue."""
    for language in LANGUAGES:
        path = catalogue_path(language)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, _read(language))


def find_problems() -> Iterator[str]:
    """What stands between the catalogues and a complete interface, one sentence each."""
    used = messages_in_sources()
    for language in LANGUAGES:
        path = catalogue_path(language)
        if not path.exists():
            yield f"{language}: there is no catalogue; run ./dev translations."
            continue
        yield from (f"{language}: {problem}" for problem in compare(used, _read(language)))


def compare(used: Catalog, catalog: Catalog) -> Iterator[str]:
    """What a catalogue lacks, has too much, or translates wrongly."""
    known = {_key(message): message for message in catalog if message.id}
    wanted = {_key(message): message for message in used if message.id}
    for key, message in wanted.items():
        if key not in known:
            yield f"{message.id!r} is not in the catalogue; run ./dev translations."
        else:
            yield from _faults(known[key], catalog)
    for key, message in known.items():
        if key not in wanted:
            yield f"{message.id!r} is used nowhere; run ./dev translations."


def _faults(message: Message, catalog: Catalog) -> Iterator[str]:
    words = message.string if isinstance(message.string, tuple | list) else (message.string,)
    if not all(words):
        yield f"{message.id!r} is not translated."
    elif message.fuzzy:
        yield f"{message.id!r} is marked fuzzy."
    else:
        for error in message.check(catalog):
            yield f"{message.id!r} is translated wrongly: {error}."


def _key(message: Message) -> tuple[str | None, str]:
    singular = message.id[0] if isinstance(message.id, tuple | list) else message.id
    return message.context, singular


def _read(language: str) -> Catalog:
    path = catalogue_path(language)
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except Exception as error:
        raise PlainError(f"The catalogue {path} cannot be read ({error}).") from error


def _refuse_other_plurals(catalog: Catalog, language: str) -> None:
    """Refuse a catalogue whose header counts otherwise than its language."""
    fresh = Catalog(locale=language)
    if catalog.plural_forms != fresh.plural_forms:
        raise PlainError(f"The catalogue for {language} must count with {fresh.plural_forms}.")
