"""The checks on agreements, each in a file of its own; this list is the menu.

A check of ``CHECKS`` looks at one agreement, a check of ``REGISTER_CHECKS`` at a whole table.
``on`` is the day on which is checked.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from twinpact.agreements.agreement import Agreement
from twinpact.agreements.checks import (
    copied_focus,
    country_as_party,
    date_known,
    ends_after_start,
    form_known,
    levels_alike,
    names_two_parties,
    parties_differ,
    placeholder_year,
    places_found,
    repeated_pair,
    signed_in_past,
    theme_known,
)
from twinpact.agreements.findings import Finding

Check = Callable[..., Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    names_two_parties.check,
    parties_differ.check,
    places_found.check,
    country_as_party.check,
    levels_alike.check,
    form_known.check,
    date_known.check,
    signed_in_past.check,
    ends_after_start.check,
    theme_known.check,
)
REGISTER_CHECKS: tuple[Check, ...] = (
    placeholder_year.check,
    copied_focus.check,
    repeated_pair.check,
)


def run_checks(agreements: Iterable[Agreement], *, on: date) -> list[Finding]:
    """Everything that the checks find: in each agreement, then in the table as a whole."""
    table: Sequence[Agreement] = tuple(agreements)
    found = [
        finding for agreement in table for check in CHECKS for finding in check(agreement, on=on)
    ]
    found += [finding for check in REGISTER_CHECKS for finding in check(table, on=on)]
    return found
