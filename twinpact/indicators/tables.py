"""The plain tables that indicators are computed over.

An indicator is an Ibis expression over these unbound tables. Whoever computes it hands over tables
of these names: DuckDB over files, PostgreSQL in the website, Spark for a continent.
"""

import ibis

#: One row an agreement. Dates are the earliest and latest day that a partial date can mean.
AGREEMENTS = ibis.table(
    {
        "id": "int64",
        "form": "string",
        "scope": "string",
        "state": "string",
        "signed_earliest": "date",
        "signed_latest": "date",
        "signed_precision": "string",
        "focus": "string",
    },
    name="agreements",
)

#: One row a party. Position 1 is the near side; ``region`` is the UN M49 sub-region of the place.
PARTIES = ibis.table(
    {
        "agreement_id": "int64",
        "position": "int16",
        "place_id": "string",
        "level": "string",
        "country": "string",
        "region": "string",
    },
    name="parties",
)

#: One row a theme of an agreement.
THEMES = ibis.table(
    {"agreement_id": "int64", "theme": "string", "sector": "string", "goal": "int16"},
    name="themes",
)

#: One row a motivation of an agreement.
MOTIVATIONS = ibis.table({"agreement_id": "int64", "motivation": "string"}, name="motivations")
