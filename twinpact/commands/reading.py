"""Reading the file that a command was given, with its map."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from twinpact.agreements import (
    Agreement,
    Finding,
    Mapping,
    UnreadMappingError,
    load_mapping,
    recognise_columns,
)
from twinpact.agreements.mapping import party_numbers
from twinpact.commands.group import BadInputError
from twinpact.formats.agreements import read_table_of_agreements
from twinpact.formats.table import Table, UnreadableFileError
from twinpact.formats.tables import choose_table, read_tables

_MOST_OF_A_MAP = 1_000_000

LANGUAGE = click.option(
    "--language",
    type=click.Choice(["es", "en", "pt"]),
    default="en",
    show_default=True,
    help="Language of what is said.",
)
MAP = click.option(
    "--map",
    "map_file",
    type=click.Path(path_type=Path),
    help="What the columns hold (YAML). FILE.map.yaml beside FILE is found by itself.",
)
SHEET = click.option(
    "--sheet", metavar="NAME", help="Read this sheet or table of FILE only, by its name."
)
ON = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that counts as today; today, if not given.",
)
JSON = click.option("--json", "as_json", is_flag=True, help="Write JSON, for programs.")
FILE = click.argument("file", type=click.Path(path_type=Path))


@dataclass(frozen=True, slots=True)
class Read:
    """A table of agreements as it was read."""

    mapping: Mapping
    pairs: list[tuple[Agreement, list[Finding]]]
    notes: list[Finding]
    table: Table

    @property
    def agreements(self) -> list[Agreement]:
        return [agreement for agreement, _ in self.pairs]

    @property
    def kept(self) -> tuple[str, ...]:
        """The headings of the columns that hold nothing of ours."""
        return (*self.mapping.unknown, *self.mapping.unread, *self.mapping.kept)


def table_in(file: Path, sheet: str | None = None) -> Table:
    """The table in a file, or one line that says why there is none."""
    try:
        return choose_table(read_tables(file), sheet, called=file.name)
    except UnreadableFileError as problem:
        raise BadInputError(str(problem)) from None


def agreements_in(table: Table, file: Path, map_file: Path | None) -> Read:
    """The agreements of a table, read with the given map or the one beside the file."""
    read = Read(*read_table_of_agreements(table, _mapping(file, map_file)), table)
    if not _names_parties(read.mapping):
        raise BadInputError(f"{file.name}: no column names the parties; say which with --map.")
    return read


def tables_of_agreements(
    tables: list[Table], file: Path, map_file: Path | None, sheet: str | None
) -> list[Read]:
    """The agreements of every table of a file that names parties; of one, where it is named.

    The tables that name none are noted with the first of those that do.
    """
    if sheet is not None or len(tables) == 1:
        return [agreements_in(choose_table(tables, sheet, called=file.name), file, map_file)]
    mapping = _mapping(file, map_file)
    named = {id(table): _is_of_agreements(table, mapping) for table in tables}
    others = tuple(t.sheet for t in tables if t.sheet and not named[id(t)])
    chosen = [table for table in tables if named[id(table)]]
    if not chosen:
        raise BadInputError(f"{file.name}: no column names the parties; say which with --map.")
    chosen[0] = replace(chosen[0], other_sheets=others)
    return [Read(*read_table_of_agreements(table, mapping), table) for table in chosen]


def all_agreements_in(file: Path, map_file: Path | None, sheet: str | None) -> list[Read]:
    """The agreements of a file, table by table: see :func:`tables_of_agreements`."""
    try:
        return tables_of_agreements(read_tables(file), file, map_file, sheet)
    except UnreadableFileError as problem:
        raise BadInputError(str(problem)) from None


def _is_of_agreements(table: Table, mapping: Mapping | None) -> bool:
    """Whether a table has rows and a heading that names a partner, or both sides."""
    recognised = recognise_columns(table.header, (cells for _, cells in table.rows))
    used = recognised if mapping is None else mapping.completed(recognised)
    numbers = party_numbers({*used.columns.values(), *used.constants})
    return bool(table.rows) and (len(numbers) > 1 or 2 in numbers)


def _names_parties(mapping: Mapping) -> bool:
    return bool(party_numbers({*mapping.columns.values(), *mapping.constants}))


def _mapping(file: Path, map_file: Path | None) -> Mapping | None:
    beside = file.with_suffix(".map.yaml")
    chosen = map_file or (beside if beside.is_file() else None)
    if chosen is None:
        return None
    if map_file is None:
        click.echo(f"twinpact: using the map {chosen}", err=True)
    try:
        if chosen.stat().st_size > _MOST_OF_A_MAP:
            raise BadInputError(f"{chosen}: too large for a map.")
        return load_mapping(chosen.read_text("utf-8"))
    except OSError as problem:
        raise BadInputError(f"{chosen}: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInputError(f"{chosen}: the map is not UTF-8 text.") from None
    except UnreadMappingError as problem:
        raise BadInputError(f"{chosen}: {problem}") from None


@contextmanager
def progress(what: str) -> Iterator[None]:
    """A sign of life on a terminal while something takes its time."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - only for people
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    parts: list[Any] = [TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()]
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(what, total=None)
        yield


@contextmanager
def counting(what: str) -> Iterator[Callable[[int, int], None]]:
    """As ``progress``, of something that says how many parts of how many are done."""
    if not sys.stderr.isatty():
        yield lambda _done, _all: None
        return
    from rich.console import Console  # noqa: PLC0415 - only for people
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, all_parts: bar.update(task, completed=done, total=all_parts)


def write_out(text: str | bytes, output: Path | None) -> None:
    """To a file, or to standard output."""
    content = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if output is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(content)
    except OSError as problem:
        raise BadInputError(f"{output}: {problem.strerror}.") from None
