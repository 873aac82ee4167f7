"""The figures that were reported of a programme, as those see them who review them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from twinpact.plans import (
    Indicator,
    Light,
    light_if_approved,
    light_of,
    open_update_steps,
    target_of,
)
from twinpact.plans.indicators import Value
from twinpact.plans.updates import Update as SaidUpdate
from twinpact.plans.updates import by_indicator
from twinpact.vocabularies import terms
from website.accounts.models import User
from website.accounts.permissions import PUBLISH, WRITE
from website.plans import convert
from website.plans.actions.following import REVIEWS
from website.plans.lights_shown import ShownLight, shown_light
from website.plans.models import Programme, Update
from website.plans.permissions import may_on
from website.plans.places_of import Place, by_code, period_words
from website.plans.queries import Agreed, updates_of

STATES = tuple(terms("update_states"))


@dataclass(frozen=True, slots=True)
class Reported:
    """An update with its place in the programme, its light if it counted, and who said it.

    ``own`` says whether the person who looks submitted it: somebody else reviews it.
    """

    row: Update
    place: Place | None
    value: Value | None
    told: SaidUpdate
    target: Value | None
    light: ShownLight
    period: str
    own: bool

    @property
    def lacks_reason(self) -> bool:
        """Whether the target is missed and nobody says why."""
        return self.light.asks_reason and not self.row.deviation_reason


def counts_of(programme: Programme) -> dict[str, int]:
    """How many updates are in each state."""
    rows = programme.updates.order_by().values_list("state").annotate(n=Count("pk"))
    found = dict(rows)
    return {state: found.get(state, 0) for state in STATES}


def chosen(programme: Programme, agreed: Agreed, *, state: str, line: str) -> QuerySet[Update]:
    """The updates of a state and a line, the last reported first."""
    rows = updates_of(programme)
    if state:
        rows = rows.filter(state=state)
    if line:
        content = agreed.programme
        wanted = [one for one in content.lines if one.code == line]
        codes = [i.code for one in wanted for a in one.activities for i in a.indicators]
        rows = rows.filter(indicator__in=codes)
    return rows.order_by("-said_at", "-pk")


def reported(agreed: Agreed, rows: Sequence[Update], *, user: User) -> list[Reported]:
    """Updates as the page shows them."""
    places = by_code(agreed.programme)
    all_told = by_indicator(agreed.updates)
    return [
        _reported(row, places.get(row.indicator), all_told.get(row.indicator, ()), user)
        for row in rows
    ]


def _reported(
    row: Update, place: Place | None, others: Sequence[SaidUpdate], user: User
) -> Reported:
    told = convert.update_of(row)
    target = None if place is None else target_of(place.indicator, told.period)
    return Reported(
        row=row,
        place=place,
        value=told.value,
        told=told,
        target=target,
        light=shown_light(_light(place, told, others)),
        period=period_words(told.period),
        own=told.submitter == str(user.pk),
    )


def _light(place: Place | None, told: SaidUpdate, others: Sequence[SaidUpdate]) -> Light:
    if place is None:  # a later version of the programme has it no more
        return light_of(Indicator(told.indicator, ""), None, None)
    return light_if_approved(place.indicator, told, others)


def steps_for(user: User, programme: Programme) -> Mapping[str, list[str]]:
    """The steps that a person may take with an update, by its state."""
    allowed = {
        step: may_on(user, PUBLISH if step in REVIEWS else WRITE, programme)
        for step in ("submit", "send_back", "approve", "reopen")
    }
    return {
        state: [one.code for one in open_update_steps(state) if allowed[one.code]]  # type: ignore[arg-type]
        for state in STATES
    }
