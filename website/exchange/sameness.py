"""The question to the library: is this row an agreement that the register already has?

All that the website asks about sameness goes through ``compare``.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings

from twinpact.agreements import Agreement as Draft
from twinpact.agreements.sameness import Likeness, compare_agreements


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and an agreement that may be one: how likely (0 to 1), how related, and why.

    ``reasons`` are codes, each with its sentence by language, the weightiest first.
    """

    row: int
    agreement: int
    score: float
    relation: str
    reasons: tuple[tuple[str, dict[str, str]], ...]


def compare(
    incoming: Sequence[Draft],
    known: Sequence[Draft],
    decided: Collection[tuple[int, int]] = (),
) -> list[Pair]:
    """The pairs that somebody has to look at: rows of a file beside agreements of the register.

    Those that are one agreement or may be; what is plainly a renewal, a second agreement or
    another one is not asked about. ``decided`` are the pairs that somebody decided on, which are
    not asked again.
    """
    pairs = [
        _pair(one)
        for one in compare_agreements(incoming, known)
        if one.among_known and one.outcome != "different"
    ]
    asked = [pair for pair in pairs if (pair.row, pair.agreement) not in decided]
    return sorted(asked, key=lambda pair: (pair.row, -pair.score, pair.agreement))


def _pair(one: Likeness) -> Pair:
    return Pair(
        row=one.first.row or 0,
        agreement=one.second.row or 0,
        score=round(one.probability, 4),
        relation="copy" if one.relation == "copy" else "renewal",
        reasons=tuple(
            (reason.code, {code: reason.say(code) for code, _name in settings.LANGUAGES})
            for reason in one.reasons
        ),
    )
