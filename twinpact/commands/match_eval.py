"""``twinpact match-eval``: the skill of the ranking on agreements that it was not shown."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from twinpact.commands.group import DONE, FOUND
from twinpact.commands.network_reading import (
    LINKS,
    PLACES,
    WEIGHTS,
    links_in,
    places_in,
    weights_in,
)
from twinpact.commands.reading import JSON, progress, write_out
from twinpact.formats.tables import write_csv
from twinpact.matching import Ties, evaluate, only, rank, whole_world
from twinpact.matching.evaluation import GROUPS

COLUMNS = ("group", "auc", "mrr", "hit_at_10", "hit_at_20", "hit_at_100", "median_percentile",
    "n", "auc_in_country", "any_in_20")  # fmt: skip
_PATH = click.Path(path_type=Path)


@click.command("match-eval")
@PLACES
@LINKS
@click.option("--held", type=_PATH, required=True, help="CSV of held-out links: a, b.")
@click.option("--gazetteer", is_flag=True, help="All of the gazetteer as candidates as well.")
@WEIGHTS
@JSON
@click.option("-o", "--output", type=_PATH, help="Write the measures to this CSV file.")
def match_eval(
    *,
    places: Path | None,
    links: Path | None,
    held: Path,
    gazetteer: bool,
    weights_file: Path | None,
    as_json: bool,
    output: Path | None,
) -> int:
    """Ask for the partners of held-out links, each from both sides, and count where they stood.

    Candidates are the places of --places; without it, or with --gazetteer, the whole gazetteer.
    Exit code 1: no held-out link could be asked for.
    """
    weights = weights_in(weights_file)
    own = places_in(places)
    with progress("Asking"):
        territories = only(own) if own and not gazetteer else whole_world(own)
        ties = Ties(territories, links_in(links, territories).pairs)
        asked = links_in(held, territories)
        # A held-out link among the known ones would be no question.
        known = ties.without_pairs(asked.pairs)
        found = evaluate(known, asked.pairs, lambda one: rank(one, weights=weights).scores)
    skills = {group: _rounded(asdict(found.skill(group))) for group in GROUPS}
    left_out = {"links_of_unknown_places": asked.left_out, "restated": found.left_out}
    if as_json:
        answer = {**skills["all"], **{g: skills[g] for g in GROUPS[1:]}, "left_out": left_out}
        write_out(json.dumps(answer, indent=2) + "\n", output)
    else:
        rows = [[{"group": g, **skills[g]}[column] for column in COLUMNS] for g in GROUPS]
        write_out(write_csv(COLUMNS, rows), output)
    return DONE if found.answers else FOUND


def _rounded(skill: dict[str, Any]) -> dict[str, Any]:
    return {name: round(v, 6) if isinstance(v, float) else v for name, v in skill.items()}
