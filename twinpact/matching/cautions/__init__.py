"""What speaks against a candidate, one thing a file; this is the list of them.

A caution never takes a candidate out of the list and never changes the score.
"""

from collections.abc import Callable

from twinpact.matching.cautions.far import far
from twinpact.matching.cautions.no_office import no_office
from twinpact.matching.cautions.one_to_one import one_to_one, own_one_to_one
from twinpact.matching.cautions.overloaded import overloaded
from twinpact.matching.cautions.rank_mismatch import rank_mismatch
from twinpact.matching.cautions.size_mismatch import size_mismatch
from twinpact.matching.cautions.untied import dormant, untied
from twinpact.matching.features.feature import Gaps
from twinpact.matching.question import Question

CAUTIONS: tuple[Callable[[Question, int], Gaps | None], ...] = (
    one_to_one, own_one_to_one, rank_mismatch, size_mismatch, far, overloaded, dormant, untied,
    no_office,
)  # fmt: skip
"""Each gives what its sentence needs, or None; the sentence is that of the function's name."""

__all__ = ["CAUTIONS"]
