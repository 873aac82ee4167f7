"""Who feeds the indicators of a plan from below: one list of functions.

A room above that keeps annual programmes adds its own function in the ``ready`` of its app::

    from website.priorities.feeders import register_feeder

    register_feeder(programmes_that_feed)

The function is given a plan (a row) and gives the programmes whose indicators ``feed`` it, and the
updates of those. With none, the figures of a plan are those that were reported for itself.
"""

from collections.abc import Callable, Sequence

from twinpact.plans import Programme, Update
from website.priorities.models import DevelopmentPlan

Fed = tuple[Sequence[Programme], Sequence[Update]]
Feeder = Callable[[DevelopmentPlan], Fed]

FEEDERS: list[Feeder] = []


def register_feeder(feeder: Feeder) -> None:
    """Add a function that knows programmes and updates; once only."""
    if feeder not in FEEDERS:
        FEEDERS.append(feeder)


def fed(plan: DevelopmentPlan) -> Fed:
    """The programmes and updates of all rooms above."""
    programmes: list[Programme] = []
    updates: list[Update] = []
    for feeder in FEEDERS:
        some, told = feeder(plan)
        programmes += some
        updates += told
    return programmes, updates
