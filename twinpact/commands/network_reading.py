"""Reading the places and links that a command on a network was given."""

from collections.abc import Sequence
from pathlib import Path

import click

from twinpact.commands.group import BadInputError
from twinpact.matching import (
    BadWeightsError,
    Links,
    OwnPlace,
    Territories,
    UnreadNetworkError,
    Weights,
    read_links,
    read_places,
    read_weights,
    shipped_weights,
)

_LARGEST = 1_000_000_000
_PATH = click.Path(path_type=Path)

PLACES = click.option("--places", type=_PATH, help="CSV of places: id, name and what is known.")
LINKS = click.option("--links", type=_PATH, help="CSV of known links between places: a, b.")
WEIGHTS = click.option("--weights", "weights_file", type=_PATH, help="Another table of weights.")


def text_of(file: Path) -> str:
    """The text of a file, or one line that says why there is none."""
    try:
        if file.stat().st_size > _LARGEST:
            raise BadInputError(f"{file}: too large.")
        return file.read_text("utf-8-sig")
    except OSError as problem:
        raise BadInputError(f"{file}: {problem.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInputError(f"{file}: not UTF-8 text.") from None


def places_in(file: Path | None) -> Sequence[OwnPlace]:
    """The places of a table; none where no table is given."""
    if file is None:
        return ()
    try:
        return read_places(text_of(file))
    except UnreadNetworkError as problem:
        raise BadInputError(f"{file}: {problem}") from None


def links_in(file: Path | None, territories: Territories) -> Links:
    """The links of a table between candidates; none where no table is given.

    Their ends are ids of the table of places, else of the gazetteer.
    """
    if file is None:
        return Links([], [], 0)
    try:
        found = read_links(text_of(file), territories.find)
    except UnreadNetworkError as problem:
        raise BadInputError(f"{file}: {problem}") from None
    if found.left_out:
        click.echo(f"twinpact: {file.name}: {found.left_out} links of unknown places", err=True)
    return found


def weights_in(file: Path | None) -> Weights:
    """The weights of a table; the shipped ones where none is given."""
    if file is None:
        return shipped_weights()
    try:
        return read_weights(text_of(file))
    except BadWeightsError as problem:
        raise BadInputError(f"{file}: {problem}") from None
