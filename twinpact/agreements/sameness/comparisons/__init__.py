"""What two agreements are compared by, each in a file of its own; this list is the menu.

The two parties are compared by the same rules and with the same weights, as neither comes first.
"""

from twinpact.agreements.sameness.comparisons import (
    ends,
    focus,
    form,
    other_parties,
    party,
    source_key,
    start,
)

COMPARISONS = (
    party.comparison(1),
    party.comparison(2),
    other_parties.COMPARISON,
    start.COMPARISON,
    ends.COMPARISON,
    form.COMPARISON,
    focus.COMPARISON,
    source_key.COMPARISON,
)
