"""Learns the shipped weights: ``python data/matching/learn.py PLACES LINKS [SEEKERS]``.

PLACES and LINKS are the tables of a network of real agreements. Only the weights are written,
nothing of the tables; ``twinpact/matching/tables/README.md`` says from which they were learned.
"""

import sys
import time
from pathlib import Path

from twinpact.matching.learning import learn, split_at_random
from twinpact.matching.learning_tied import with_tied
from twinpact.matching.network_tables import read_links, read_places
from twinpact.matching.ties import Ties
from twinpact.matching.weights import Weight, Weights, write_weights
from twinpact.matching.world import only, whole_world

BY_HAND = {"shared_themes": Weight(0.5, 0.0)}
"""What no table of links can teach: set until an office's own agreements say more."""

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "twinpact" / "matching" / "tables" / "weights.csv"


def main() -> None:
    begun = time.monotonic()
    places = read_places(Path(sys.argv[1]).read_text("utf-8"))
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 3000
    world = only(places)
    links = read_links(Path(sys.argv[2]).read_text("utf-8"), world.find)
    ties = Ties(world, links.pairs)
    weights = learn(split_at_random(ties, share=0.1, parts=2, seed=1), most=most)
    everything = whole_world(places)
    all_links = read_links(Path(sys.argv[2]).read_text("utf-8"), everything.find)
    split = next(split_at_random(Ties(everything, all_links.pairs), share=0.1, parts=1, seed=1))
    weights = with_tied(weights, split)
    weights = Weights({**weights.of, **BY_HAND})
    TARGET.write_text(write_weights(weights), "utf-8")
    print(f"learned in {time.monotonic() - begun:.0f} s: {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
