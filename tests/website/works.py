"""Projects and visits as a source would tell of them, made for the tests."""

from datetime import date
from decimal import Decimal

from twinpact.agreements import UNKNOWN_DATE, parse_partial_date, read_themes
from website.projects.actions import ToldAmount, ToldBody, ToldProject
from website.visits.actions import ToldEntry, ToldPerson, ToldVisit


def told_project(**values: object) -> ToldProject:
    """Clean water in Antioquia: a multilateral bank pays, the department carries it out."""
    told = {
        "title": "Clean water for Urabá",
        "summary": "Pipes and training.",
        "state": "under_way",
        "starts": parse_partial_date("August 2024"),
        "ends": UNKNOWN_DATE,
        "themes": read_themes("water"),
        "sectors": ("14010",),
        "places": ("CO-ANT", "gn3674962"),
        "bodies": (
            ToldBody("Inter-American Development Bank", "funds", "multilateral", "multilateral"),
            ToldBody("Gobernación de Antioquia", "carries_out", "government"),
        ),
        "amounts": (
            ToldAmount(
                Decimal("250000.50"), "USD", parse_partial_date("2024-05-04"),
                "Inter-American Development Bank",
            ),
            ToldAmount(None, None, UNKNOWN_DATE, "Gobernación de Antioquia"),
        ),
        "locator": "p. 4",
    }  # fmt: skip
    return ToldProject(**(told | values))


def told_visit(**values: object) -> ToldVisit:
    """A delegation of Antioquia to São Paulo, held in May 2025."""
    told = {
        "title": "Delegation to São Paulo",
        "kind": "delegation",
        "direction": "out",
        "state": "held",
        "starts": parse_partial_date("2025-05-12"),
        "ends": parse_partial_date("2025-05-14"),
        "host": "Universidade de São Paulo",
        "purpose": "Ana Ruiz presented the school programme.",
        "places": ("BR-SP",),
        "agenda": (
            ToldEntry("Opening", date(2025, 5, 12), where="Palace", with_whom="Ana  RUIZ, mayor"),
        ),
        "people": (
            ToldPerson("Ana Ruiz", "Secretary", "Education"),
            ToldPerson("Bruno Lima", "Rector"),
        ),
    }
    return ToldVisit(**(told | values))
