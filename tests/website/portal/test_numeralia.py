"""The count page: its words, its message, its chart and its files."""

import csv
import io

import pytest
from django.test import Client

from twinpact.formats.tables import read_table
from website.agreements.counting import CountTable
from website.agreements.filters import Filters
from website.portal.charts import bars
from website.portal.count_page import count_page, message


def table(
    totals: dict[str | None, int], *, rows: str = "form", total: int | None = None
) -> CountTable:
    codes = tuple(sorted(totals, key=lambda code: (code is None, code or "")))
    return CountTable(
        rows=rows,
        columns="level",
        row_codes=codes,
        column_codes=("state",),
        cells={(code, "state"): n for code, n in totals.items()},
        row_totals=totals,
        column_totals={"state": sum(totals.values())},
        total=total or sum(totals.values()),
        query="SELECT 1",
    )


@pytest.mark.parametrize(
    ("totals", "says"),
    [
        ({"twinning": 8, None: 3}, "Most agreements by form: Twinning, with 8 of 11"),
        ({"twinning": 4, "contact": 3, None: 4}, "First by form: Twinning, with 4 of 11"),
        ({"twinning": 2, "contact": 2}, "lead by form, with 2 agreements each"),
        ({"twinning": 1, "contact": 1, "friendship": 1}, "No form stands out: 3 of them"),
        ({None: 3}, "The form of none of these agreements is known"),
    ],
)
def test_the_chart_says_its_message(totals, says):
    assert says in message(table(totals))


def test_a_count_leads_to_its_agreements_and_unknown_is_asked_for_as_unknown():
    page = count_page(table({"twinning": 8, None: 3}), Filters(q="sport"))
    assert page.lines[0].cells[0].query == "q=sport&level=state&form=twinning"
    assert page.lines[1].total.query == "q=sport&form=unknown"


def test_a_count_that_the_list_cannot_show_leads_nowhere():
    page = count_page(table({"CO": 2}, rows="partner_country"), Filters())
    assert page.lines[0].cells[0].query is None


def test_countries_stand_by_their_names():
    page = count_page(
        table({"ES": 1, "DE": 1, "MX": 1, None: 1}, rows="partner_country"), Filters()
    )
    assert [line.label for line in page.lines] == ["Germany", "Mexico", "Spain", "not known"]


def test_the_unknown_is_the_last_bar_and_is_drawn_dashed():
    chart = bars(table({"twinning": 8, None: 3}), title="t", others="all others")
    assert chart["data"]["values"][-1] == {"label": "not known", "n": 3, "kind": "unknown"}
    [dashed] = [one for one in chart["layer"] if one["mark"].get("strokeDash")]
    assert dashed["transform"][0]["filter"] == {"field": "kind", "equal": "unknown"}


def test_many_bars_end_in_all_the_others():
    names = [f"{first}{second}" for first in "ABCDE" for second in "LMNO"]
    totals = {name: n for n, name in enumerate(names, start=1)}
    values = bars(table(totals, rows="theme"), title="t", others="all others")["data"]["values"]
    assert values[0]["n"] == 20
    assert values[-1] == {"label": "all others", "n": sum(range(1, 7)), "kind": "others"}


def test_an_agreement_with_two_themes_is_said_to_stand_twice():
    assert count_page(
        table({"sport": 1, "water": 1}, rows="theme", total=1), Filters()
    ).overlapping


def test_the_downloads_open_in_a_spreadsheet_with_the_same_numbers(enter):
    enter(published=True)
    enter("Jalisco", "Córdoba", published=True)
    text = Client().get("/en/numeralia.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[-1] == ["Total", "2", "2"]
    book = read_table(Client().get("/en/numeralia.xlsx").content, name="numeralia.xlsx")
    assert [next(iter(cells.values())) for _number, cells in book.rows] == [
        line[0] for line in rows[1:-1]
    ]
    assert ["Total", "2", "2"] in [[str(cell) for cell in row] for row in book.grid.rows]
