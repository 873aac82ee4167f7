"""Charts as Vega-Lite specifications (https://vega.github.io/vega-lite/): one message each.

Colours are names of our tokens (``--near``); the page's script puts in what they stand for in the
reader's theme. Labels stand at their bars, so that no legend is needed; the unknown is drawn as
unknown, dashed and empty.
"""

from twinpact.indicators import VOCABULARY
from website.agreements.counting import CountTable
from website.portal.count_page import value_word

MOST_BARS = 14
STEP = 26
BY_ITSELF = ("year", "decade")


def bars(table: CountTable, *, title: str, others: str) -> dict[str, object]:
    """The row totals of a count table as bars, each with its name and number beside it."""
    values = chosen_bars(table, others=others)
    side = {"field": "label", "type": "nominal", "sort": None, "title": None}
    length = {"field": "n", "type": "quantitative", "axis": None, "stack": None}
    axis = {"labelLimit": 260, "labelPadding": 8, "ticks": False, "domain": False}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": title,
        "width": "container",
        "height": {"step": STEP},
        "padding": {"left": 0, "right": 36, "top": 4, "bottom": 4},
        "data": {"values": values},
        "encoding": {"y": {**side, "axis": axis}, "x": length},
        "layer": [
            _bar("known", {"color": "--near"}),
            _bar("others", {"color": "--scale-2"}),
            _bar(
                "unknown",
                {"fill": "--paper", "stroke": "--line-strong", "strokeDash": [3, 3]},
            ),
            {
                "mark": {"type": "text", "align": "left", "dx": 6, "color": "--ink"},
                "encoding": {"text": {"field": "n", "type": "quantitative"}},
            },
        ],
        "config": {
            "background": None,
            "view": {"stroke": None},
            "font": "--sans",
            "axis": {"labelColor": "--ink", "labelFontSize": 14},
            "text": {"fontSize": 14},
        },
    }


def _bar(kind: str, look: dict[str, object]) -> dict[str, object]:
    return {
        "transform": [{"filter": {"field": "kind", "equal": kind}}],
        "mark": {"type": "bar", "height": {"band": 0.62}, **look},
    }


def chosen_bars(table: CountTable, *, others: str) -> list[dict[str, object]]:
    """The bars in order: lists and years in their own, names by number; the rest in one bar."""
    known = [code for code in table.row_codes if code is not None]
    if table.rows not in BY_ITSELF and (len(known) > MOST_BARS or table.rows not in VOCABULARY):
        known.sort(key=lambda code: -table.row_totals[code])
    shown, rest = known[:MOST_BARS], known[MOST_BARS:]
    if table.rows in BY_ITSELF:
        shown, rest = known[-3 * MOST_BARS :], known[: -3 * MOST_BARS]
    bars = [_value(table, code, "known") for code in shown]
    if rest:
        n = sum(table.row_totals[code] for code in rest)
        bars.append({"label": others, "n": n, "kind": "others"})
    if None in table.row_totals:
        bars.append(_value(table, None, "unknown"))
    return bars


def _value(table: CountTable, code: str | None, kind: str) -> dict[str, object]:
    return {"label": value_word(table.rows, code), "n": table.row_totals[code], "kind": kind}
