"""What the register does with a counterpart's other value: take it over, or keep its own."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact import agreements as library
from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.agreements import convert
from website.agreements.actions.amending import Amendment, Said, amend_agreements
from website.agreements.actions.changing import change_agreement
from website.agreements.models import Agreement, FieldAnswer, PartyVersion
from website.agreements.queries import with_all
from website.agreements.taking import with_value
from website.sources.actions import name_source
from website.sources.models import Source


class NothingToDecideError(Exception):
    """The counterpart does not differ here, or somebody has decided already."""


class NoReasonError(Exception):
    """Who keeps the register's value against the counterpart says why."""


@transaction.atomic
def take_answer(*, pk: int, version: int, by: User, at: datetime) -> Agreement:
    """Take a counterpart's value over; its answer becomes the source of the field.

    ``version`` is the one of the agreement that the person looked at.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        NothingToDecideError: The counterpart does not differ here, or somebody has decided.
        DoesNotFitError: The value cannot stand beside the others, or was not understood.
        ChangedMeanwhileError: The agreement was changed since.
    """
    answer = _open(pk, by)
    row = with_all(Agreement.register.all()).get(pk=answer.version.agreement_id)
    agreement = with_value(convert.to_library(row), answer.field, answer.value, answer.written)
    changed = change_agreement(
        pk=row.pk,
        version=version,
        agreement=agreement,
        source=_source(answer.version, by),
        words={answer.field: answer.written},
        by=by,
        at=at,
    )
    _decide(answer, FieldAnswer.Decision.TAKEN, "", by, at)
    return changed


@transaction.atomic
def keep_own(*, pk: int, reason: str, by: User, at: datetime) -> FieldAnswer:
    """Keep the register's own value, with the reason; what the counterpart says stays beside it.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        NothingToDecideError: The counterpart does not differ here, or somebody has decided.
        NoReasonError: No reason is given.
    """
    answer = _open(pk, by)
    if not reason.strip():
        raise NoReasonError(_("Say why the register keeps its own value."))
    row = with_all(Agreement.register.all()).get(pk=answer.version.agreement_id)
    said = Said(library.Statement(answer.field, answer.written), answer.value, preferred=False)
    amend_agreements(
        office=row.office,
        amendments=[Amendment(row.pk, convert.to_library(row), says=(said,))],
        source=_source(answer.version, by),
        by=by,
        at=at,
    )
    _decide(answer, FieldAnswer.Decision.KEPT, reason.strip(), by, at)
    return answer


def _open(pk: int, by: User) -> FieldAnswer:
    """The answer, held until this decision is written; another one at once finds it decided."""
    held = FieldAnswer.objects.select_for_update(of=("self",))
    answer = held.select_related("version__agreement__office").get(pk=pk)
    require(by, WRITE, answer.version.agreement.office)
    if answer.verdict != FieldAnswer.Verdict.DIFFERING:
        raise NothingToDecideError(_("The counterpart does not say otherwise here."))
    if answer.decision:
        raise NothingToDecideError(_("Somebody has decided on this answer already."))
    return answer


def _decide(answer: FieldAnswer, decision: str, reason: str, by: User, at: datetime) -> None:
    answer.decision, answer.reason = decision, reason
    answer.decided_at, answer.decided_by = at, by
    answer.save(update_fields=["decision", "reason", "decided_at", "decided_by"])


def _source(version: PartyVersion, by: User) -> Source:
    """The counterpart's answer as a source; who answered is not told in it, for it is public."""
    held = PartyVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if held.source is None:
        day = held.given_at.date().isoformat()
        title = _("Answer of %(party)s, %(day)s (number %(number)s)")
        held.source = name_source(
            office=version.agreement.office,
            kind="office",
            title=title % {"party": held.party_name, "day": day, "number": held.pk},
            by=by,
            details={"author": held.party_name, "published": day, "url": held.site},
        )
        held.save(update_fields=["source"])
    return held.source
