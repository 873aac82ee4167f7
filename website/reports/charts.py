"""Charts as Vega-Lite specifications (https://vega.github.io/vega-lite/), and their drawing.

One message each. Labels stand at their bars, so that no legend is needed; what is not known is
drawn as such, dashed and empty. Colours are names of our tokens, as on the pages.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from types import ModuleType

from website.reports.fonts import EAST_ASIAN_FOLDER, FOLDERS, OF_CHARTS, PLAIN
from website.reports.wording import plain

#: The tokens as they are on paper (``website/static/css/tokens.css``, light).
INK = {
    "--paper": "#ffffff",
    "--ink": "#1c2226",
    "--ink-soft": "#474f53",
    "--line": "#ddd5c3",
    "--line-strong": "#857c69",
    "--near": "#0a5458",
    "--near-wash": "#cfe0da",
    "--far": "#853619",
    "--scale-2": "#86b7b1",
    "--ok": "#17552d",
    "--warn": "#b07a1e",
    "--stop": "#8b1a29",
    "--letters": OF_CHARTS,
}
WIDTH = 620
STEP = 22
MOST_LETTERS = 48
COLOURS = {
    "known": {"color": "--near"},
    "others": {"color": "--scale-2"},
    "unknown": {"fill": "--paper", "stroke": "--line-strong", "strokeDash": [3, 3]},
}
Bar = Mapping[str, object]


def bars(values: Sequence[Bar], *, title: str) -> dict[str, object]:
    """Bars, each with its name and its number: ``label``, ``n``, ``text`` and ``kind``."""
    side = {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": _names()}
    length = {"field": "n", "type": "quantitative", "axis": None, "stack": None}
    text = {"mark": {"type": "text", "align": "left", "dx": 5}}
    shown = [one | {"label": short(str(one["label"]))} for one in map(dict, values)]
    return _spec(
        title,
        shown,
        height={"step": STEP},
        encoding={"y": side, "x": length},
        layer=[
            *(_bar(kind, look) for kind, look in COLOURS.items()),
            text | {"encoding": {"text": {"field": "text", "type": "nominal"}}},
        ],
    )


def gantt(values: Sequence[Bar], *, title: str, months: Sequence[str]) -> dict[str, object]:
    """Months of a year in which something is done: ``label``, ``month`` (1 to 12), ``kind``."""
    shown = [one | {"label": short(str(one["label"])), "to": int(str(one["month"])) + 1}
             for one in map(dict, values)]  # fmt: skip
    names = json.dumps([plain(one) for one in months])
    axis = {
        "values": list(range(1, 13)), "orient": "top", "grid": True, "ticks": False,
        "domain": False, "labelOverlap": False, "labelAlign": "left",
        "labelExpr": f"{names}[datum.value - 1]", "gridColor": "--line", "labelOffset": 4,
    }  # fmt: skip
    side = {"field": "label", "type": "nominal", "sort": None, "title": None, "axis": _names()}
    span = {"field": "month", "type": "quantitative", "title": None, "axis": axis,
            "scale": {"domain": [1, 13], "nice": False}}  # fmt: skip
    return _spec(
        title,
        shown,
        height={"step": STEP},
        encoding={"y": side, "x": span, "x2": {"field": "to"}},
        layer=[_bar(kind, look) for kind, look in COLOURS.items()],
    )


def short(text: str) -> str:
    """A name that fits beside its bar; the table under the chart has it whole."""
    told = " ".join(plain(text).split())
    return told if len(told) <= MOST_LETTERS else told[: MOST_LETTERS - 1].rstrip() + "…"


def _names() -> dict[str, object]:
    return {"labelLimit": 280, "labelPadding": 8, "ticks": False, "domain": False}


def _bar(kind: str, look: Mapping[str, object]) -> dict[str, object]:
    return {
        "transform": [{"filter": {"field": "kind", "equal": kind}}],
        "mark": {"type": "bar", "height": {"band": 0.66}, **look},
    }


def _spec(title: str, values: Sequence[Bar], **parts: object) -> dict[str, object]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": plain(title),
        "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 0, "right": 40, "top": 2, "bottom": 2},
        "data": {"values": list(values)},
        **parts,
        "config": {
            "background": None,
            "view": {"stroke": None},
            "font": "--letters",
            "axis": {"labelColor": "--ink", "labelFontSize": 12},
            "text": {"fontSize": 12, "color": "--ink"},
        },
    }


def on_paper(spec: object) -> object:
    """A specification with the colours of paper; names of tokens within our own keys only."""
    if isinstance(spec, dict):
        return {
            key: part if key in ("data", "description") else on_paper(part)
            for key, part in spec.items()
        }
    if isinstance(spec, list):
        return [on_paper(part) for part in spec]
    return INK.get(spec, spec) if isinstance(spec, str) else spec


@cache
def _drawer(*, east_asian: bool) -> ModuleType:
    """Vega-Lite in this process; it takes a second to start, so only who draws starts it."""
    import vl_convert  # noqa: PLC0415 only where a chart is drawn

    for folder in (*FOLDERS, *(EAST_ASIAN_FOLDER.glob("*/*") if east_asian else ())):
        vl_convert.register_font_directory(str(folder))
    return vl_convert


def _drawer_of(spec: dict[str, object]) -> ModuleType:
    """The drawer, with the large fonts where a chart has letters that may need them."""
    return _drawer(east_asian=not PLAIN.fullmatch(json.dumps(spec, ensure_ascii=False)))


def as_svg(spec: dict[str, object]) -> str:
    """A chart as SVG, its letters as text."""
    return str(_drawer_of(spec).vegalite_to_svg(on_paper(spec)))


def as_png(spec: dict[str, object]) -> bytes:
    """A chart as a picture of twice its size, for papers that take no SVG."""
    return bytes(_drawer_of(spec).vegalite_to_png(on_paper(spec), scale=2))
