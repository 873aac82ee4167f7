"""A small network that can be counted by hand.

Two countries. Triangle Aru, Bela, Cima; Cima to Dola; Dola to Esta and Fora; Gila and Hama apart;
Ida alone.
"""

import pytest

from twinpact.network import Territory, network_of

LINKS = (
    ("aru", "bela"), ("aru", "cima"), ("bela", "cima"), ("cima", "dola"),
    ("dola", "esta"), ("dola", "fora"), ("gila", "hama"),
)  # fmt: skip
TERRITORIES = (
    Territory("aru", "Aru", "AA", "municipality", (0.0, 0.0), 1_000),
    Territory("bela", "Bela", "AA", "municipality", (0.0, 1.0), 1_500),
    Territory("cima", "Cima", "AA", "municipality", (0.0, 2.0), 90_000),
    Territory("dola", "Dola", "BB", "state", (0.0, 3.0), 80_000),
    Territory("esta", "Esta", "BB", "municipality", None, None),
    Territory("fora", "Fora", None, None, (60.0, 3.0), 700),
    Territory("gila", "Gila", "BB", "municipality", (0.0, 179.0), 1_900),
    Territory("hama", "Hama", "AA", "municipality", (0.0, -179.0), 2_100),
    Territory("ida", "Ida", "AA", None, None, None),
)


@pytest.fixture
def small():
    """The network of the module."""
    return network_of(TERRITORIES, LINKS)
