"""Territories that are no more: countries of ISO 3166-3, districts, municipalities."""

from collections.abc import Iterator

from rows import ALTERNATE, LABEL, PRIMARY, Row
from seats import Seats, read, seated


def former_countries() -> Iterator[Row]:
    """The countries that ended, each under its own former code."""
    for code, fact in read("former.yaml")["countries"].items():
        labels: dict[str, str] = fact["label"]
        row = Row(level="country", name=labels["en"], country=code, ended=fact["ended"])
        row.labels = labels
        row.call(row.name, PRIMARY)
        for name in (*labels.values(), *fact["written"]):
            row.call(name, LABEL)
        yield row


def former_parts(seats: Seats) -> Iterator[Row]:
    """Districts and municipalities that ended, at the point of the town where they sat."""
    for level in ("intermediate", "municipality"):
        for country, years in read("former.yaml")[level].items():
            for year, parts in years.items():
                for name, seat in parts.items():
                    row = seated(level, name, seats.town(country, seat), f"po{country}{year}")
                    row.ended = year
                    row.call(name, PRIMARY)
                    if level == "intermediate":
                        row.call(f"{name} District", ALTERNATE)
                    yield row
