"""Whether an agreement lives, from the dated evidence that the register has of it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from twinpact.agreements import PartialDate
from twinpact.agreements.life_signs import LifeSign, Trace, life_sign, say_life_sign
from twinpact.vocabularies import label
from website.agreements import convert
from website.agreements.models import Agreement
from website.agreements.words import reader_language
from website.procedures.models import Procedure, RuleEvidence, TakenStep
from website.procedures.words import paper_word, step_word

#: Steps by which both sides, or one, show that the agreement lives; the signature does not.
ALIVE = {"renew": "document", "resume": "update"}
ENDS = frozenset({"expire", "terminate", "abandon"})
ENDED = frozenset({"expired", "terminated"})
#: Gives the traces of an agreement, given whether only what the public sees counts.
TraceSource = Callable[[Agreement, bool], Iterable[Trace]]
_FURTHER: list[TraceSource] = []


def count_as_life(source: TraceSource) -> None:
    """Let a room above this one give further dated evidence; called once, in its ``ready``."""
    if source not in _FURTHER:
        _FURTHER.append(source)


def sign_of(agreement: Agreement, *, on: date, public: bool = False) -> LifeSign:
    """The life sign of an agreement on a day; ``public`` leaves out what the public cannot see."""
    return life_sign(traces_of(agreement, public=public), on=on)


def traces_of(agreement: Agreement, *, public: bool = False) -> list[Trace]:
    """The dated evidence of an agreement's life: its procedure, its record, and further rooms.

    Papers that rules asked for, renewals, visits that were held, and an end that was stated. That
    a record was changed, imported or signed shows nothing.
    """
    procedure = Procedure.objects.filter(agreement=agreement).first()
    found = [] if procedure is None else [*_of_procedure(procedure)]
    if not any(one.kind == "statement_of_end" for one in found):
        found += _of_record(agreement)
    for source in _FURTHER:
        found += source(agreement, public)
    return found


def _of_procedure(procedure: Procedure) -> Iterator[Trace]:
    for row in procedure.evidence.filter(withdrawn_at=None, outcome="done"):
        yield _of_evidence(row)
    for step in procedure.taken_steps.all():
        yield from _of_step(step)


def _of_evidence(row: RuleEvidence) -> Trace:
    what = paper_word(row.artefact) if row.artefact else row.rule
    return Trace("document" if row.artefact else "update", _day(row.on), what)


def _of_step(row: TakenStep) -> Iterator[Trace]:
    if row.step in ALIVE:
        yield Trace(ALIVE[row.step], _day(row.on), step_word(row.step))
    elif row.step in ENDS:
        yield Trace("statement_of_end", _day(row.on), step_word(row.step))


def _of_record(agreement: Agreement) -> Iterator[Trace]:
    """An end that a source states, on the day on which the agreement ends."""
    if agreement.state in ENDED:
        state = label("states", agreement.state, reader_language())
        yield Trace("statement_of_end", convert.partial_date(agreement, "ends"), state)


def _day(day: date) -> PartialDate:
    return PartialDate(day, day, "day")


def sign_words(sign: LifeSign) -> dict[str, str]:
    """A life sign as people read it: the word, why, and what it may be besides."""
    language = reader_language()
    perhaps = "" if sign.perhaps is None else label("life_signs", sign.perhaps, language)
    return {
        "code": sign.sign,
        "word": label("life_signs", sign.sign, language),
        "why": say_life_sign(sign, language),
        "perhaps": perhaps,
    }
