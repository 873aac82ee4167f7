"""Whether two rows are one agreement: scored, with reasons, and left to people where not plain."""

from twinpact.agreements.sameness.comparing import compare_agreements
from twinpact.agreements.sameness.comparisons import COMPARISONS
from twinpact.agreements.sameness.engine import Engine, MissingEngineError
from twinpact.agreements.sameness.learning import learn_weights, write_weights
from twinpact.agreements.sameness.likeness import Likeness, Outcome, Reason, Relation
from twinpact.agreements.sameness.records import fingerprint
from twinpact.agreements.sameness.weights import (
    BadWeightsError,
    Weight,
    Weights,
    published_weights,
    read_weights,
)

__all__ = [
    "COMPARISONS",
    "BadWeightsError",
    "Engine",
    "Likeness",
    "MissingEngineError",
    "Outcome",
    "Reason",
    "Relation",
    "Weight",
    "Weights",
    "compare_agreements",
    "fingerprint",
    "learn_weights",
    "published_weights",
    "read_weights",
    "write_weights",
]
