"""Who could work together: a shortlist from the whole world, with reasons and measured skill."""

from twinpact.matching.evaluation import Evaluation, Skill, evaluate
from twinpact.matching.fairness import Treatment, treatment
from twinpact.matching.features import FEATURES, Feature, Motivation
from twinpact.matching.learning import learn, split_at_random
from twinpact.matching.network_tables import (
    Links,
    UnreadNetworkError,
    read_links,
    read_places,
)
from twinpact.matching.priorities import BadPriorityError, Priorities
from twinpact.matching.question import Question
from twinpact.matching.ranking import Caution, Ranking, Reason, Suggestion, rank
from twinpact.matching.territories import Territories, UnknownTerritoryError
from twinpact.matching.ties import Ties
from twinpact.matching.weights import (
    BadWeightsError,
    Weight,
    Weights,
    read_weights,
    shipped_weights,
    write_weights,
)
from twinpact.matching.world import OwnPlace, only, whole_world

__all__ = [
    "FEATURES", "BadPriorityError", "BadWeightsError", "Caution", "Evaluation", "Feature",
    "Links", "Motivation", "OwnPlace", "Priorities", "Question", "Ranking", "Reason", "Skill",
    "Suggestion", "Territories", "Ties", "Treatment", "UnknownTerritoryError",
    "UnreadNetworkError", "Weight", "Weights", "evaluate", "learn", "only", "rank",
    "read_links", "read_places", "read_weights", "shipped_weights", "split_at_random",
    "treatment", "whole_world", "write_weights",
]  # fmt: skip
