"""Answering whether rows are agreements that the register has; remembered for later imports."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from website.accounts.models import User
from website.exchange import convert
from website.exchange.actions.deciding import held_for_decision
from website.exchange.actions.standing import NotNowError
from website.exchange.models import Import, ImportRow, SameQuestion
from website.exchange.proposals import fill_differences

Outcome, Verdict = ImportRow.Outcome, SameQuestion.Verdict


@transaction.atomic
def answer_questions(
    *, pk: int, questions: Collection[int], verdict: str, by: User, at: datetime
) -> int:
    """Decide of rows of an import whether they are the agreements beside them. Gives how many.

    The same agreement: the row becomes what another source says of it. A renewal: the row becomes
    an agreement of its own that follows the other. Whoever answered is not asked again.

    Raises:
        NotAllowedError: The person may not write in the office.
        NotNowError: The import is not waiting for a decision, or the verdict is none.
    """
    batch = held_for_decision(pk, by)
    if verdict not in Verdict.values:
        raise NotNowError(_("Say whether they are the same, different, or one renews the other."))
    asked = SameQuestion.objects.select_for_update().filter(
        pk__in=questions, row__batch=batch, row__applied_at=None
    )
    told = list(asked.select_related("row").order_by("pk"))
    for question in told:
        question.verdict = verdict
        question.decided_at, question.decided_by = (at, by) if verdict else (None, None)
    SameQuestion.objects.bulk_update(told, ["verdict", "decided_at", "decided_by"])
    _settle(batch, {one.row_id for one in told if one.row_id is not None})
    return len(told)


def _settle(batch: Import, pks: Collection[int]) -> None:
    """What becomes of rows now that they were decided on."""
    rows = list(batch.rows.filter(pk__in=pks).prefetch_related("questions"))
    joining = []
    for row in rows:
        answers = list(row.questions.all())
        same = [one.agreement_id for one in answers if one.verdict == Verdict.SAME]
        row.differences, row.fields, row.left_fields = [], [], []
        row.agreement_id = same[0] if same else None
        if same:
            row.outcome = Outcome.JOINS
            joining.append((row, None, convert.from_json(row.read)))
        elif all(one.verdict for one in answers):
            row.outcome = Outcome.NEW
        else:
            row.outcome = Outcome.POSSIBLE
    fill_differences(batch, joining)
    ImportRow.objects.bulk_update(
        rows, ["outcome", "agreement", "differences", "fields", "left_fields"]
    )
