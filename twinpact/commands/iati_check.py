"""``twinpact iati-check``: where a file of IATI activities does not follow the standard."""

import gzip
import json
import zlib
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import click

from twinpact.commands.group import DONE, FOUND, BadInputError
from twinpact.commands.reading import JSON, LANGUAGE, ON, progress, write_out
from twinpact.formats.iati_checking import check_iati
from twinpact.formats.iati_elements import read_iati_file, write_iati_file
from twinpact.formats.iati_findings import IatiFinding
from twinpact.formats.iati_upgrade import upgraded
from twinpact.formats.table import Limits, UnreadableFileError
from twinpact.formats.tables import write_csv

COLUMNS = ("line", "activity", "severity", "rule", "about", "path", "message")
_GZIP = b"\x1f\x8b"


@click.command("iati-check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--upgrade", is_flag=True, help="Turn a file of version 1.0x into one of 2.03 and check that."
)
@ON
@LANGUAGE
@JSON
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the findings to this file; .xml is the file itself as version 2.03.",
)
def iati_check(
    *,
    file: Path,
    upgrade: bool,
    on: datetime | None,
    language: str,
    as_json: bool,
    output: Path | None,
) -> int:
    """Check FILE against the IATI standard 2.03: its schema, its rules and its code lists.

    Writes CSV with the line, the activity, the number of the rule as the standard's validator
    shows it, the element or attribute to put right, and a sentence.
    """
    day = date.today() if on is None else on.date()  # noqa: DTZ011, TID251 - a command's clock
    as_file = output is not None and output.suffix.lower() == ".xml"
    with progress(f"Checking {file.name}"):
        try:
            content = _content(file)
            if upgrade or as_file:
                content = write_iati_file(upgraded(read_iati_file(content)))
            found = check_iati(content, on=day)
        except UnreadableFileError as problem:
            raise BadInputError(f"{file.name}: {problem}") from None
    told = _json(found, language) if as_json else _csv(found, language)
    if as_file:
        write_out(content, output)
        write_out(told, None)
    else:
        write_out(told, output)
    errors = sum(one.severity == "error" for one in found)
    click.echo(f"{file.name}: {len(found)} findings, {errors} of them errors", err=True)
    return FOUND if found else DONE


def _content(file: Path) -> bytes:
    """The file, unpacked where it is packed, and never more than can be read."""
    most = Limits().bytes
    try:
        with file.open("rb") as stream:
            packed = stream.read(2) == _GZIP
            stream.seek(0)
            if packed:
                with gzip.GzipFile(fileobj=stream) as unpacked:
                    content = unpacked.read(most + 1)
            else:
                content = stream.read(most + 1)
    except (OSError, EOFError, zlib.error) as problem:
        reason = getattr(problem, "strerror", None) or "it is no whole gzip file"
        raise BadInputError(f"{file}: {reason}.") from None
    if len(content) > most:
        raise UnreadableFileError(f"it is larger than {most // 1_000_000} MB.")
    return content


def _rows(found: list[IatiFinding], language: str) -> list[list[str | int | None]]:
    return [
        [one.line, one.activity, one.severity, one.rule, one.about, one.path, one.say(language)]
        for one in found
    ]


def _csv(found: list[IatiFinding], language: str) -> str:
    return write_csv(COLUMNS, _rows(found, language))


def _json(found: list[IatiFinding], language: str) -> str:
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(found, language)]
    for row, one in zip(rows, found, strict=True):
        row["ours"] = one.ours
    rules = Counter(one.rule for one in found)
    whole = {"counts_by_rule": dict(rules.most_common()), "findings": rows}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
