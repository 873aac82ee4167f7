"""The evaluation of an agreement: its questions, its self-assessment, and what it decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from twinpact.agreements.lifecycle import State, open_steps
from twinpact.plans.refusing import PlanRefusedError
from twinpact.vocabularies import Term, term, terms

EvaluationKind = Literal["mid_term", "final"]
"""A word of the list ``evaluation_kinds``."""
Decision = Literal["renew", "refocus", "pause", "end"]
"""A word of the list ``evaluation_decisions``."""
SCALE = (1, 5)
"""From "not at all" to "fully", as in the OECD's self-assessment of partnerships (2023)."""


class QuestionUnknownError(PlanRefusedError):
    """The evaluation does not ask this."""

    code = "question_unknown"


class OffTheScaleError(PlanRefusedError):
    """An answer on the scale is a whole number from 1 to 5."""

    code = "off_the_scale"


class DecisionMissingError(PlanRefusedError):
    """The evaluation has not decided."""

    code = "decision_missing"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation as it was filled in; what is not answered is not known.

    ``answers`` are by the codes of ``evaluation_questions``, ``principles`` by those of
    ``rome_principles``.
    """

    kind: EvaluationKind
    agreement: str
    on: date
    by: str = ""
    answers: Mapping[str, str | int] = field(default_factory=dict)
    principles: Mapping[str, int] = field(default_factory=dict)
    decision: Decision | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        asked = {one.code: one for one in questions(self.kind)}
        for code, answer in self.answers.items():
            if code not in asked:
                raise QuestionUnknownError(what=code)
            _check_answer(asked[code], answer)
        for code, score in self.principles.items():
            if code not in terms("rome_principles"):
                raise QuestionUnknownError(what=code)
            _check_score(code, score)

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The questions and principles without an answer."""
        asked = [one.code for one in questions(self.kind) if one.code not in self.answers]
        open_ones = [code for code in terms("rome_principles") if code not in self.principles]
        return (*asked, *open_ones)


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of the principles that were scored, and how many of them were; None of none."""

    mean: Decimal | None
    known: int
    of: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a decision asks of the agreement.

    ``step`` is the step of its life, None where it stays as it is; ``open`` whether the step leads
    on from its state; ``programme`` whether a new annual programme is asked for.
    """

    decision: Decision
    step: str | None
    open: bool
    programme: bool


def questions(kind: EvaluationKind) -> tuple[Term, ...]:
    """The questions of an evaluation, in order."""
    return tuple(one for one in terms("evaluation_questions").values() if kind in one.extra["in"])


def principle_score(evaluation: Evaluation) -> Score:
    """The self-assessment by the ten principles; those without a score are left out and told."""
    scores = list(evaluation.principles.values())
    mean = Decimal(sum(scores)) / len(scores) if scores else None
    return Score(mean, len(scores), len(terms("rome_principles")))


def next_step(evaluation: Evaluation, *, state: State, ended: bool | None) -> NextStep:
    """The step of the agreement's life to which the decision leads.

    ``ended`` says whether the agreement's last day has passed, None where that is not known.

    Raises:
        DecisionMissingError: Nothing was decided.
    """
    if evaluation.decision is None:
        raise DecisionMissingError(what=evaluation.agreement)
    word = term("evaluation_decisions", evaluation.decision)
    step: str | None = word.extra["step_after_end" if ended else "step"]
    there = step is None or step in {one.code for one in open_steps(state)}
    return NextStep(evaluation.decision, step, there, bool(word.extra["programme"]))


def _check_answer(question: Term, answer: str | int) -> None:
    if question.extra["answer"] == "scale":
        _check_score(question.code, answer)
    elif not isinstance(answer, str):
        raise OffTheScaleError(what=question.code)


def _check_score(code: str, score: str | int) -> None:
    if isinstance(score, bool | str) or not SCALE[0] <= score <= SCALE[1]:
        raise OffTheScaleError(what=code)
