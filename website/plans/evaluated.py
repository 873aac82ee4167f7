"""An evaluation as its page shows it, and what its decision asks of the agreement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format

from twinpact.agreements.lifecycle import State
from twinpact.plans import Evaluation as Judgement
from twinpact.plans import next_step, principle_score, questions
from twinpact.plans.evaluation import SCALE, Score
from twinpact.vocabularies import terms
from website.agreements.models import Agreement
from website.agreements.words import reader_language
from website.plans import words
from website.plans.models import Evaluation
from website.procedures.models import Procedure
from website.procedures.words import step_word


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer; ``score`` is that on the scale, both None where unanswered."""

    code: str
    name: str
    question: str
    score: int | None = None
    text: str | None = None

    @property
    def cells(self) -> list[bool]:
        """The five cells of the bar, filled up to the score."""
        return [n <= (self.score or 0) for n in range(SCALE[0], SCALE[1] + 1)]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What the decision asks for next. ``kind`` says which button there is.

    *stays*: the agreement stays as it is; *unknown*: the record tells no state; *begin*: its
    procedure is to be begun first; *step*: the step can be taken; *closed*: it does not lead on
    from the agreement's state.
    """

    kind: str
    step: str
    step_word: str
    state_word: str
    programme: bool


def judgement_of(row: Evaluation) -> Judgement:
    """The evaluation as the library knows it."""
    return Judgement(
        row.kind,  # type: ignore[arg-type] # the database keeps to the lists
        str(row.agreement_id),
        row.on,
        str(row.begun_by_id or ""),
        row.answers,
        row.principles,
        row.decision,  # type: ignore[arg-type]
        row.reason,
    )


def answers_of(row: Evaluation) -> list[Answered]:
    """The questions of an evaluation with its answers, in order."""
    language = reader_language()
    return [
        _answered(one.code, one.in_language(language), "", row.answers)
        for one in questions(row.kind)  # type: ignore[arg-type]
    ]


def principles_of(row: Evaluation) -> list[Answered]:
    """The ten principles with their questions and scores."""
    language = reader_language()
    return [
        _answered(
            one.code, one.in_language(language), one.extra["question"][language], row.principles
        )
        for one in terms("rome_principles").values()
    ]


def _answered(code: str, name: str, question: str, answers: Mapping[str, str | int]) -> Answered:
    found = answers.get(code)
    if isinstance(found, int):
        return Answered(code, name, question, score=found)
    return Answered(code, name, question, text=found)


def score_of(row: Evaluation) -> Score:
    """The mean of the principles that were scored."""
    return principle_score(judgement_of(row))


def score_words(score: Score) -> str:
    """The mean with one decimal, as the reader writes it; empty where nothing was scored."""
    return "" if score.mean is None else str(number_format(score.mean, decimal_pos=1))


def ended_by(agreement: Agreement, on: date) -> bool | None:
    """Whether its last day has passed; None where that is not known."""
    if agreement.ends_latest is not None and agreement.ends_latest < on:
        return True
    if agreement.ends_earliest is not None and agreement.ends_earliest >= on:
        return False
    return None


def ahead_of(row: Evaluation, *, on: date) -> Ahead | None:
    """What the decision asks for; None while nothing is decided."""
    if row.decision is None:
        return None
    agreement = row.agreement
    procedure = Procedure.objects.filter(agreement=agreement).first()
    state: State | None = agreement.state if procedure is None else procedure.state
    told = next_step(judgement_of(row), state=state or "in_force", ended=ended_by(agreement, on))
    if told.step is None:
        kind = "stays"
    elif state is None:
        kind = "unknown"
    elif not told.open:
        kind = "closed"
    else:
        kind = "begin" if procedure is None else "step"
    return Ahead(
        kind=kind,
        step=told.step or "",
        step_word=step_word(told.step) if told.step else "",
        state_word=words.word("states", state),
        programme=told.programme,
    )
