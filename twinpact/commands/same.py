"""``twinpact same``: which rows of a table are one agreement, among themselves or with another."""

import csv
import io
import json
from pathlib import Path
from typing import Any, cast

import click

from twinpact.agreements.checks.placeholder_year import stand_in_years
from twinpact.agreements.sameness import (
    BadWeightsError,
    Engine,
    Likeness,
    MissingEngineError,
    Weights,
    compare_agreements,
    fingerprint,
    read_weights,
)
from twinpact.commands.group import DONE, FOUND, BadInputError
from twinpact.commands.reading import (
    FILE,
    JSON,
    LANGUAGE,
    MAP,
    agreements_in,
    progress,
    table_in,
    write_out,
)
from twinpact.formats.tables import write_csv

COLUMNS = (
    "row", "other_row", "other_file", "score", "outcome", "relation", "reasons", "id", "other_id",
)  # fmt: skip
_PATH = click.Path(path_type=Path)


@click.command()
@FILE
@click.option("--against", type=_PATH, help="Another table, that of the agreements already known.")
@MAP
@click.option("--against-map", type=_PATH, help="What the columns of the other table hold (YAML).")
@click.option("--decided", type=_PATH, help="CSV with id and other_id: pairs not to ask again.")
@click.option("--weights", "weights_file", type=_PATH, help="Another table of weights (YAML).")
@click.option(
    "--engine",
    type=click.Choice(["duckdb", "spark"]),
    default="duckdb",
    show_default=True,
    help="On what is computed; spark needs the extra 'scale'.",
)
@LANGUAGE
@JSON
@click.option("-o", "--output", type=_PATH, help="Write the pairs to this CSV file.")
def same(  # noqa: PLR0913 - as many as there are options
    *,
    file: Path,
    against: Path | None,
    map_file: Path | None,
    against_map: Path | None,
    decided: Path | None,
    weights_file: Path | None,
    engine: str,
    language: str,
    as_json: bool,
    output: Path | None,
) -> int:
    """Say which rows of FILE are one agreement, or may be, or belong together.

    Each pair has a score (the probability that it is one agreement), the outcome (same, ask,
    different), the relation (copy, renewal, second_agreement; swapped, respelled) and the reasons.
    """
    incoming = agreements_in(table_in(file), file, map_file).agreements
    known = agreements_in(table_in(against), against, against_map).agreements if against else []
    try:
        with progress(f"Comparing {file.name}"):
            found = compare_agreements(
                incoming,
                known,
                _decided(decided) if decided else (),
                stand_in_years=stand_in_years(incoming) | stand_in_years(known),
                weights=_weights(weights_file) if weights_file else None,
                engine=cast("Engine", engine),
            )
    except MissingEngineError as problem:
        raise BadInputError(str(problem)) from None
    rows = [_row(one, (against or file).name if one.among_known else file.name) for one in found]
    if as_json:
        write_out(_json(found, rows, language), output)
    else:
        cells = [
            {**row, "reasons": " ".join(reason.say(language) for reason in one.reasons)}
            for one, row in zip(found, rows, strict=True)
        ]
        write_out(write_csv(COLUMNS, [[row[name] for name in COLUMNS] for row in cells]), output)
    counts = {code: sum(one.outcome == code for one in found) for code in ("same", "ask")}
    click.echo(
        f"{file.name}: {len(incoming)} agreements, {counts['same']} pairs are the same, "
        f"{counts['ask']} to be decided, {len(found) - sum(counts.values())} to be linked",
        err=True,
    )
    return FOUND if found else DONE


def _row(one: Likeness, other_file: str) -> dict[str, Any]:
    return {
        "row": one.first.row,
        "other_row": one.second.row,
        "other_file": other_file,
        "score": round(one.probability, 4),
        "outcome": one.outcome,
        "relation": "|".join(one.relations),
        "id": fingerprint(one.first),
        "other_id": fingerprint(one.second),
    }


def _json(found: list[Likeness], rows: list[dict[str, Any]], language: str) -> str:
    pairs = [
        {
            **row,
            "relation": one.relations,
            "reasons": [
                {
                    "code": reason.code,
                    "bits": round(reason.bits, 2),
                    "message": reason.say(language),
                }
                for reason in one.reasons
            ],
        }
        for one, row in zip(found, rows, strict=True)
    ]
    return json.dumps({"pairs": pairs}, ensure_ascii=False, indent=2) + "\n"


def _decided(file: Path) -> list[tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(_text(file)))
    if not {"id", "other_id"} <= set(rows.fieldnames or ()):
        raise BadInputError(f"{file}: decided pairs have the columns id and other_id.")
    return [(row["id"], row["other_id"]) for row in rows]


def _weights(file: Path) -> Weights:
    try:
        return read_weights(_text(file))
    except BadWeightsError as problem:
        raise BadInputError(f"{file}: {problem}") from None


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except OSError as problem:
        raise BadInputError(f"{file}: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInputError(f"{file}: not UTF-8 text.") from None
