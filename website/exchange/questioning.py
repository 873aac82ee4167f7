"""Asking whether new rows are agreements that the register has; what was answered, counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from twinpact.agreements import Agreement as Draft
from website.agreements.compared import to_compare
from website.agreements.models import Agreement
from website.exchange import convert, sameness
from website.exchange.models import Import, ImportRow, SameQuestion, SourceEntry

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Answers:
    """What people decided of entries of a source, by key: the agreement each is, and what not."""

    same: dict[str, int] = field(default_factory=dict)
    decided: set[tuple[str, int]] = field(default_factory=set)


def earlier_answers(batch: Import) -> Answers:
    """What was decided of the entries of an import's source, in any earlier import."""
    answers = Answers()
    told = SameQuestion.objects.filter(office=batch.office, source=batch.source)
    for key, agreement, verdict in told.exclude(verdict="").values_list(
        "key", "agreement_id", "verdict"
    ):
        answers.decided.add((key, agreement))
        if verdict == SameQuestion.Verdict.SAME:
            answers.same[key] = agreement
    return answers


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions that are kept once the rows that they are about have their ids."""

    questions: list[SameQuestion]

    def keep(self) -> None:
        """Keep them; one that stood open already now belongs to the new row."""
        for question in self.questions:
            question.row_id = question.row.pk
        SameQuestion.objects.bulk_create(
            self.questions,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["office", "source", "key", "agreement"],
            update_fields=["row", "score", "relation", "reasons"],
        )


def ask(
    batch: Import, made: Sequence[ImportRow], entries: Sequence[SourceEntry], answers: Answers
) -> Asked:
    """Look for agreements that new rows may be; rows that are asked about wait for an answer."""
    new = {row.position: row for row in made if row.outcome == ImportRow.Outcome.NEW}
    drafts = [register_row(convert.from_json(row.read), row.position) for row in new.values()]
    known = _others(batch, drafts, {entry.agreement_id for entry in entries})
    by_key = {row.key: row.position for row in new.values()}
    decided = {(by_key[key], pk) for key, pk in answers.decided if key in by_key}
    questions = []
    for pair in sameness.compare(drafts, known, decided) if known else ():
        row = new[pair.row]
        row.outcome = ImportRow.Outcome.POSSIBLE
        questions.append(
            SameQuestion(
                office=batch.office,
                source=batch.source,
                key=row.key,
                agreement_id=pair.agreement,
                row=row,
                score=pair.score,
                relation=pair.relation,
                reasons=[list(reason) for reason in pair.reasons],
            )
        )
    return Asked(questions)


def register_row(draft: Draft, number: int) -> Draft:
    """The draft under a number by which the answer names it."""
    return replace(draft, row=number)


def _others(batch: Import, drafts: Sequence[Draft], own: set[int]) -> list[Draft]:
    """The agreements of the office that did not come from this source and may be one of these."""
    if not drafts:
        return []
    others = Agreement.register.filter(office=batch.office).exclude(
        source_entries__source=batch.source
    )
    return [known for known in to_compare(others) if known.row not in own]
