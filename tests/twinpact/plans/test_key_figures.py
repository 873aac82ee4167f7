"""The key indicators of a plan, from the activities that feed them or reported for themselves."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.twinpact.plans.programmes import FIRST, SECOND, indicator, programme
from twinpact.formats.key_figures import COLUMNS, key_figures_as_csv, key_figures_as_json
from twinpact.plans import (
    Baseline,
    DevelopmentPlan,
    Indicator,
    KeyIndicator,
    Priority,
    Target,
    Update,
    key_figures,
    year_period,
)

YEAR = year_period(2026)
KPI = Indicator(
    "K1", "Personas capacitadas", unit="personas", baseline=Baseline(Decimal(12), 2025),
    targets=(Target(YEAR, Decimal(100)), Target(year_period(2027), Decimal(200))),
)  # fmt: skip
PLAN = DevelopmentPlan(
    "PD",
    "Plan",
    priorities=(Priority("P1", "Turismo"),),
    indicators=(
        KeyIndicator(KPI, "P1", body="Turismo", source="Registro"),
        KeyIndicator(Indicator("K2", "Sin meta"), "P1"),
    ),
)


def fed():
    one = programme()
    line, activity = one.lines[0], one.lines[0].activities[0]
    result = replace(activity.results[0], indicators=(indicator(feeds="K1"),))
    activities = (replace(activity, results=(result,)), line.activities[1])
    return replace(one, lines=(replace(line, activities=activities),))


def update(code, value, period, indicator="I1"):
    return Update(code, indicator, period, date(2026, 12, 1), "ana", Decimal(value),
                  evidence=(f"https://e.org/{code}",), state="approved")  # fmt: skip


def test_a_key_figure_is_the_sum_of_what_feeds_it_in_its_period():
    told = [update("U1", 40, FIRST), update("U2", 55, SECOND)]
    first, second, bare = key_figures(PLAN, [fed()], told)
    assert (first.actual.value, first.light.light, first.reported) == (95, "green", False)
    assert first.evidence == ("https://e.org/U1", "https://e.org/U2")
    assert (second.actual.value, second.light.light) == (None, "grey")
    assert (bare.target, bare.light.light) == (None, "grey")


def test_a_period_that_nobody_approved_leaves_the_key_figure_unknown_with_what_there_is():
    first, *_ = key_figures(PLAN, [fed()], [update("U1", 40, FIRST)])
    assert (first.actual.value, first.actual.so_far) == (None, 40)
    assert (first.actual.known, first.actual.parts) == (1, 2)
    assert first.light.light == "grey"


def test_a_figure_reported_for_the_plan_itself_goes_before_the_sum_and_is_not_added():
    told = [update("U1", 40, FIRST), update("U2", 55, SECOND), update("U3", 70, YEAR, "K1")]
    first, *_ = key_figures(PLAN, [fed()], told)
    assert (first.actual.value, first.reported, first.light.light) == (70, True, "amber")


def test_key_figures_go_out_as_csv_and_json_with_the_unknown_told_from_zero():
    told = [update("U1", 0, FIRST), update("U2", 0, SECOND)]
    figures = key_figures(PLAN, [fed()], told)
    rows = list(csv.DictReader(io.StringIO(key_figures_as_csv(figures))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["actual"] for row in rows] == ["0", "", ""]
    assert (rows[0]["baseline"], rows[0]["target"], rows[0]["light"]) == ("12", "100", "red")
    records = json.loads(key_figures_as_json(figures))["indicators"]
    assert [one["actual"] for one in records] == ["0", None, None]
    assert records[0]["source"] == "Registro"
