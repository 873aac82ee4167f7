"""What the neighbours do: partners of territories near by, and territories near partners."""

import numpy as np

from twinpact.matching.arrays import Floats
from twinpact.matching.features.feature import Feature, Gaps, lifted
from twinpact.matching.question import Question
from twinpact.matching.territories import chord

SAID_KM = 60.0


def _partner_close(question: Question) -> Floats:
    """Territories within some 10 km of the seeker that are partners of the candidate."""
    return lifted(question.neighbours_partners[0])


def _partner_wide(question: Question) -> Floats:
    """Territories within some 60 km of the seeker that are partners of the candidate."""
    return lifted(question.neighbours_partners[1])


def _near_partner_close(question: Question) -> Floats:
    """Partners of the seeker's neighbours within some 10 km of the candidate."""
    return lifted(question.near_neighbours_partners[0])


def _near_partner_wide(question: Question) -> Floats:
    """The same over 60 km, by likeness of size on both sides."""
    return lifted(question.near_neighbours_partners[1])


def _own_partner_close(question: Question) -> Floats:
    """The seeker's partners within some 10 km of the candidate."""
    return lifted(question.near_own_partners[0])


def _own_partner_wide(question: Question) -> Floats:
    """The seeker's partners within some 60 km of the candidate."""
    return lifted(question.near_own_partners[1])


def _steps(question: Question) -> Floats:
    """Paths of three ties that begin at a neighbour."""
    return lifted(question.neighbours_steps * 5)


def _region(question: Question) -> Floats:
    """Territories of the seeker's first-level division that are partners of the candidate."""
    return lifted(question.region_partners)


def _said_partner(question: Question, candidate: int) -> Gaps | None:
    near, _ = question.neighbours
    common = np.intersect1d(near, question.ties.partners(candidate))
    if len(common) == 0:
        return None
    closest = common[np.argmin(question.distance[common])]
    return {"count": len(common), "name": question.territories.name(int(closest))}


def _said_near_partner(question: Question, candidate: int) -> Gaps | None:
    strength = question.near_neighbours_partners[1][candidate]
    return {} if strength >= 0.5 else None


def _said_own_partner(question: Question, candidate: int) -> Gaps | None:
    territories, partners = question.territories, question.partners
    if len(partners) == 0:
        return None
    points = territories.points
    straight = np.linalg.norm(points[partners] - points[candidate], axis=1)
    nearest = int(np.argmin(np.nan_to_num(straight, nan=3)))
    is_near = straight[nearest] <= chord(SAID_KM)
    return {"name": territories.name(int(partners[nearest]))} if is_near else None


PARTNER_CLOSE = Feature("neighbours_partner_close", "strategic", _partner_close)
PARTNER_WIDE = Feature("neighbours_partner", "strategic", _partner_wide, _said_partner)
NEAR_PARTNER_CLOSE = Feature("near_neighbours_partner_close", "strategic", _near_partner_close)
NEAR_PARTNER = Feature(
    "near_neighbours_partner", "strategic", _near_partner_wide, _said_near_partner
)
OWN_PARTNER_CLOSE = Feature("near_own_partner_close", "strategic", _own_partner_close)
OWN_PARTNER = Feature("near_own_partner", "strategic", _own_partner_wide, _said_own_partner)
NEIGHBOURS_STEPS = Feature("neighbours_steps", "strategic", _steps)
REGION_PARTNER = Feature("region_partner", "strategic", _region)
