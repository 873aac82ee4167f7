"""A country is not a territory that can twin."""

from collections.abc import Iterator
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.findings import Finding, finding


def check(agreement: Agreement, *, on: date) -> Iterator[Finding]:
    """Finds parties that are a country, such as the Dominican Republic as partner of Medellín.

    Decentralised cooperation is between sub-national governments (A. Coronel 2006, Análisis de la
    Cooperación Descentralizada Local); a country in the table hides who really signed.
    """
    for number, party in enumerate(agreement.parties, start=1):
        if party.place is not None and party.place.level == "country":
            yield finding(
                "country_as_party",
                row=agreement.row,
                column=f"party_{number}",
                values={"written": party.written},
            )
