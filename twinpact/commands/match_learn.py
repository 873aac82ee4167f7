"""``twinpact match-learn``: the weights of the ranking, learned from a user's own links."""

from pathlib import Path

import click

from twinpact.commands.group import DONE, BadInputError
from twinpact.commands.network_reading import links_in, places_in
from twinpact.commands.reading import progress, write_out
from twinpact.matching import Ties, learn, only, split_at_random, write_weights

FEWEST = 200
_PATH = click.Path(path_type=Path)


@click.command("match-learn")
@click.option("--places", type=_PATH, required=True, help="CSV of places.")
@click.option("--links", type=_PATH, required=True, help="CSV of links: a, b.")
@click.option("--most", type=click.IntRange(50), default=1500, help="Territories asked a split.")
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("-o", "--output", type=_PATH, help="Write the table of weights to this file.")
def match_learn(*, places: Path, links: Path, most: int, seed: int, output: Path | None) -> int:
    """Learn how much each feature counts; write the table that ``--weights`` reads."""
    with progress("Learning"):
        territories = only(places_in(places))
        ties = Ties(territories, links_in(links, territories).pairs)
        if len(ties.pairs) < FEWEST:
            raise BadInputError(f"{links}: {FEWEST} links at least are needed to learn from.")
        splits = split_at_random(ties, share=0.1, parts=2, seed=seed)
        weights = learn(splits, most=most, seed=seed)
    write_out(write_weights(weights), output)
    return DONE
