"""``twinpact match``: a shortlist of partners for a territory, with reasons."""

import json
from pathlib import Path
from typing import Any

import click

from twinpact.commands.group import DONE, FOUND, BadInputError
from twinpact.commands.network_reading import (
    LINKS,
    PLACES,
    WEIGHTS,
    links_in,
    places_in,
    weights_in,
)
from twinpact.commands.reading import JSON, LANGUAGE, progress, write_out
from twinpact.formats.tables import write_csv
from twinpact.matching import (
    BadPriorityError,
    Motivation,
    Priorities,
    Question,
    Suggestion,
    Ties,
    only,
    rank,
    whole_world,
)

COLUMNS = ("rank", "place_id", "score", "known", "motivations", "reasons", "name", "country",
    "cautions")  # fmt: skip
_PATH = click.Path(path_type=Path)
_SLIDER = click.FloatRange(0, 3)


@click.command("match")
@PLACES
@LINKS
@click.option("--for", "seeker", required=True, metavar="ID", help="Id of the territory.")
@click.option("--top", type=click.IntRange(1, 100_000), default=20, show_default=True)
@click.option("--only-places", is_flag=True, help="Only the places of --places as candidates.")
@click.option("--historical", type=_SLIDER, default=1.0, help="How much it counts, 0 to 3.")
@click.option("--social", type=_SLIDER, default=1.0, help="How much it counts, 0 to 3.")
@click.option("--economic", type=_SLIDER, default=1.0, help="How much it counts, 0 to 3.")
@click.option("--strategic", type=_SLIDER, default=1.0, help="How much it counts, 0 to 3.")
@click.option("--south-south", type=_SLIDER, default=0.0, help="Adds to the South, 0 to 3.")
@WEIGHTS
@LANGUAGE
@JSON
@click.option("-o", "--output", type=_PATH, help="Write the shortlist to this CSV file.")
def match(  # noqa: PLR0913 - as many as there are options
    *,
    places: Path | None,
    links: Path | None,
    seeker: str,
    top: int,
    only_places: bool,
    south_south: float,
    weights_file: Path | None,
    language: str,
    as_json: bool,
    output: Path | None,
    **sliders: float,
) -> int:
    """Rank all territories abroad that are not partners of ID yet, with reasons and cautions.

    Candidates are the shipped gazetteer and the places of --places. Exit code 1: no such ID.
    """
    if only_places and places is None:
        raise BadInputError("--only-places needs --places.")
    weights = weights_in(weights_file)
    own = places_in(places)
    with progress("Ranking"):
        territories = only(own) if only_places else whole_world(own)
        number = territories.find(seeker)
        if number is None:
            click.echo(f"twinpact match: no territory has the id {seeker!r}", err=True)
            return FOUND
        question = Question(Ties(territories, links_in(links, territories).pairs), number)
        ranking = rank(question, weights=weights, priorities=_priorities(sliders, south_south))
        shortlist = ranking.shortlist(top)
    rows = [_row(one, language) for one in shortlist]
    write_out(_json(rows, seeker) if as_json else _csv(rows), output)
    if not len(question.partners):
        click.echo(
            f"twinpact match: no tie of {seeker} is known; the list rests on less", err=True
        )
    return DONE


def _priorities(sliders: dict[str, float], south_south: float) -> Priorities:
    motivations: dict[Motivation, float] = {}
    for name in ("historical", "social", "economic", "strategic"):
        motivations[name] = sliders[name]
    try:
        return Priorities(motivations, south_south)
    except BadPriorityError as problem:
        raise BadInputError(str(problem)) from None


def _row(one: Suggestion, language: str) -> dict[str, Any]:
    speaking = sorted((m for m, adds in one.adds.items() if adds > 0), key=lambda m: -one.adds[m])
    return {
        "rank": one.rank,
        "place_id": one.place_id,
        "score": round(one.score, 3),
        "known": round(one.known, 2),
        "motivations": speaking,
        "reasons": [reason.say(language) for reason in one.reasons],
        "name": one.name,
        "country": one.country,
        "cautions": [caution.say(language) for caution in one.cautions],
    }


def _csv(rows: list[dict[str, Any]]) -> str | bytes:
    joined = {"motivations": "|", "reasons": " ", "cautions": " "}
    return write_csv(
        COLUMNS,
        [[joined[c].join(row[c]) if c in joined else row[c] for c in COLUMNS] for row in rows],
    )


def _json(rows: list[dict[str, Any]], seeker: str) -> str:
    return json.dumps({"for": seeker, "candidates": rows}, ensure_ascii=False, indent=2) + "\n"
