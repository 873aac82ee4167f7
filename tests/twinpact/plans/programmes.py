"""Programmes, made for tests: one told in full, and any that hypothesis can think of."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from twinpact.plans import (
    Activity,
    Amount,
    Baseline,
    BudgetLine,
    Indicator,
    Line,
    People,
    Period,
    Programme,
    Responsible,
    Result,
    Target,
)

FIRST = Period(date(2026, 1, 1), date(2026, 6, 30))
SECOND = Period(date(2026, 7, 1), date(2026, 12, 31))
CURRENCIES = ("COP", "EUR", "MXN", "USD")


def cop(number):
    return Amount(Decimal(number), "COP")


def indicator(code="I1", **more):
    told = {
        "title": "Personas capacitadas",
        "unit": "personas",
        "baseline": Baseline(Decimal(0), 2025),
        "targets": (Target(FIRST, Decimal(40)), Target(SECOND, Decimal(60))),
        "verification": "Listas de asistencia",
    }
    return Indicator(code, **{**told, **more})


def programme(**more):
    activity = Activity(
        "A1",
        "Taller de turismo",
        objective="Guías que reciben visitantes",
        modality="training",
        place="Guatapé",
        months=frozenset({2, 3, 4}),
        responsible=(
            Responsible(1, "Gobernación de Antioquia"),
            Responsible(2, "Governo de Minas Gerais", "Secretaria de Turismo"),
        ),
        expected=People(30, 20, 0),
        themes=("tourism",),
        goal_targets=("8.9",),
        results=(Result("R1", "Guías capacitados", (indicator(),)),),
        budget=(
            BudgetLine("B1", "Talleristas", "Presupuesto propio", 1, "cash", cop(1000), cop(400)),
            BudgetLine("B2", "Sede", "Contraparte", 2, "in_kind", Amount(Decimal(50), "EUR")),
        ),
        state="under_way",
    )
    other = Activity("A2", "Feria", months=frozenset({11}), expected=People(), state="done")
    lines = (Line("L1", "Turismo", ("P1",), (activity, other)),)
    told = {
        "code": "POA-2026",
        "agreement": "AG-1",
        "year": 2026,
        "title": "Programa 2026",
        "lines": lines,
        "budget": (BudgetLine("B0", "Secretaría", amount=cop(100), spent=cop(100)),),
    }
    return Programme(**{**told, **more})


amounts = st.builds(
    Amount,
    st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(CURRENCIES),
)
maybe = st.one_of(st.none(), amounts)
states = st.sampled_from(["planned", "under_way", "done", "cancelled", "postponed"])


def draw_activity(draw, numbers):
    budget = tuple(
        BudgetLine(
            f"B{next(numbers)}",
            "x",
            kind=draw(st.sampled_from(["cash", "in_kind"])),
            amount=draw(maybe),
            spent=draw(maybe),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    people = People(draw(st.one_of(st.none(), st.integers(0, 99))), 1)
    return Activity(f"A{next(numbers)}", "x", budget=budget, expected=people, state=draw(states))


@st.composite
def any_programmes(draw):
    numbers = iter(range(10_000))
    lines = []
    for line in range(draw(st.integers(0, 3))):
        activities = [draw_activity(draw, numbers) for _ in range(draw(st.integers(0, 3)))]
        lines.append(Line(f"L{line}", "x", activities=tuple(activities)))
    budget = [BudgetLine(f"B{next(numbers)}", "x", amount=draw(maybe))]
    return Programme("P", "AG", 2026, lines=tuple(lines), budget=tuple(budget))
