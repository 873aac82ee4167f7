"""``twinpact bench``: two language versions of an agreement, clause by clause."""

import json
from pathlib import Path
from typing import Any

import click

from twinpact.agreements.bilingual import (
    Comparison,
    Difference,
    EmptyTextError,
    PartyNames,
    compare_texts,
    part_in_words,
    say_difference,
)
from twinpact.commands.group import DONE, FOUND, BadInputError
from twinpact.commands.reading import JSON, LANGUAGE, write_out
from twinpact.formats.table import UnreadableFileError
from twinpact.formats.texts import read_text_file
from twinpact.vocabularies import terms

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("first", type=_FILE)
@click.argument("second", type=_FILE)
@click.option(
    "--languages",
    required=True,
    metavar="FIRST,SECOND",
    help="The languages of both texts, such as es,en.",
)
@click.option(
    "--party",
    "parties",
    multiple=True,
    metavar="NAME[|NAME]",
    help="A party, by all names it may have in either text; once for each party.",
)
@LANGUAGE
@JSON
@click.option("-o", "--output", type=_FILE, help="Write to this file.")
def bench(
    *,
    first: Path,
    second: Path,
    languages: str,
    parties: tuple[str, ...],
    language: str,
    as_json: bool,
    output: Path | None,
) -> int:
    """Compare two language versions of an agreement: DOCX, ODT or plain text.

    Says where dates, amounts, numbers, references, parties or clauses are not the same in both.
    """
    codes = _languages(languages)
    names = [PartyNames(tuple(one.split("|"))) for one in parties]
    texts = [_text(file) for file in (first, second)]
    try:
        found = compare_texts(texts[0], texts[1], codes, names)
    except EmptyTextError as empty:
        raise BadInputError(f"{(first, second)[empty.side - 1]}: there is no text.") from None
    said = _json(found, language) if as_json else _lines(found, language)
    write_out(said, output)
    counts = " and ".join(str(count) for count in found.counts)
    click.echo(
        f"{first.name}, {second.name}: {counts} clauses, {len(found.differences)} differences",
        err=True,
    )
    return FOUND if found.differences else DONE


def _languages(written: str) -> tuple[str, str]:
    codes = [code.strip() for code in written.split(",")]
    if len(codes) != 2 or not set(codes) <= set(terms("languages")):
        raise BadInputError("--languages takes two codes of languages, such as es,en.")
    return codes[0], codes[1]


def _text(file: Path) -> str:
    try:
        return read_text_file(file.read_bytes()).text
    except OSError as problem:
        raise BadInputError(f"{file}: {problem.strerror}.") from None
    except UnreadableFileError as problem:
        raise BadInputError(f"{file}: {problem}") from None


def _where(found: Comparison, one: Difference, language: str) -> str:
    if one.pair is None:
        return ""
    beside = found.pairs[one.pair]
    clause = beside.first or beside.second
    return "" if clause is None else part_in_words(clause.part, clause.number, language)


def _lines(found: Comparison, language: str) -> str:
    lines = []
    for one in found.differences:
        where = _where(found, one, language)
        said = say_difference(one, language)
        lines.append(f"{one.severity}: {where}: {said}" if where else f"{one.severity}: {said}")
    return "".join(f"{line}\n" for line in lines)


def _json(found: Comparison, language: str) -> str:
    rows: list[dict[str, Any]] = []
    for one in found.differences:
        beside = None if one.pair is None else found.pairs[one.pair]
        first, second = (beside.first, beside.second) if beside else (None, None)
        rows.append(
            {
                "code": one.code,
                "severity": one.severity,
                "where": _where(found, one, language),
                "first_clause": first.number if first else None,
                "second_clause": second.number if second else None,
                "message": say_difference(one, language),
                "values": dict(one.values),
            }
        )
    whole = {"languages": found.languages, "clauses": found.counts, "differences": rows}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
