"""Small agreements, made for these tests."""

from dataclasses import replace

import pytest

from twinpact.agreements import Agreement, Party, parse_partial_date
from twinpact.places import Place

TOWNS = {
    name: Place(f"gn{n}", "municipality", name, country)
    for n, (name, country) in enumerate(
        [("Aldana", "CO"), ("Berga", "ES"), ("Cusco", "PE"), ("Durango", "MX"), ("Essen", "DE")]
    )
}


@pytest.fixture
def pact():
    """An agreement between towns: a name in angle brackets was not found."""

    def make(*names, signed="", form="twinning", **other):
        parties = tuple(
            Party(name, TOWNS[name], "matched") if name in TOWNS else Party(name.strip("<>"))
            for name in names
        )
        made = Agreement(
            row=other.pop("row", None),
            parties=parties,
            form=form,
            signed=parse_partial_date(signed),
        )
        return replace(made, **other)

    return make
