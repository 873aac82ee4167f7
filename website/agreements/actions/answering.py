"""What a counterpart says of an agreement: kept for ever beside the register's own value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact.agreements.versions import Verdict, same_value
from website.agreements import convert
from website.agreements.actions.changing import ChangedMeanwhileError
from website.agreements.actions.inviting import ClosedInvitationError, state_of
from website.agreements.links import UnknownLinkError, is_link_of, read_token
from website.agreements.models import Agreement, FieldAnswer, Invitation, PartyVersion
from website.agreements.queries import with_all
from website.agreements.sides import Shown, digest, shown

LONGEST_DRAFT = 100_000


class UnknownFieldError(Exception):
    """The answer is about a field that the register does not show."""


class DraftTooLongError(Exception):
    """A draft is longer than any answer can be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a party says of one field; ``value`` None: unknown, or its words could not be read."""

    field: str
    verdict: Verdict
    value: object = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A party's answer: field by field, by whom, and how it came."""

    answers: Sequence[Answer]
    given_by: str = ""
    post: str = ""
    note: str = ""
    language: str = ""
    invitation: Invitation | None = None
    site: str = ""
    message: UUID | None = None


def open_invitation(link: str, *, at: datetime, lock: bool = False) -> Invitation:
    """The invitation of a link that can still be answered.

    Raises:
        UnknownLinkError: No invitation has this link.
        ClosedInvitationError: It was answered, taken back, or has run out.
    """
    invitation = invitation_of(link, lock=lock)
    state = state_of(invitation, at=at)
    if state not in ("open", "draft"):
        raise ClosedInvitationError(state)
    return invitation


def invitation_of(link: str, *, lock: bool = False) -> Invitation:
    """The invitation of a link, whether it is open or not.

    Raises:
        UnknownLinkError: No invitation has this link.
    """
    pk, link_hash = read_token(link)
    found = Invitation.objects.filter(pk=pk)
    invitation = (found.select_for_update(of=("self",)) if lock else found).first()
    if invitation is None or not is_link_of(invitation, link_hash):
        raise UnknownLinkError(_("This link is not complete, or it is not one of ours."))
    return invitation


@transaction.atomic
def save_draft(*, link: str, draft: dict[str, list[str]], at: datetime) -> Invitation:
    """Keep what a counterpart has typed so far, to go on later by the same link.

    Raises:
        UnknownLinkError: No invitation has this link.
        ClosedInvitationError: It was answered, taken back, or has run out.
        DraftTooLongError: It is longer than any answer can be.
    """
    invitation = open_invitation(link, at=at, lock=True)
    if sum(len(text) for texts in draft.values() for text in texts) > LONGEST_DRAFT:
        raise DraftTooLongError(_("This is more than can be kept. Shorten the longest texts."))
    invitation.draft, invitation.draft_saved_at = draft, at
    invitation.save(update_fields=["draft", "draft_saved_at"])
    return invitation


@transaction.atomic
def answer_invitation(*, link: str, seen: str, said: Said, at: datetime) -> PartyVersion:
    """Give the answer to an invitation; the link is used up with it.

    ``seen`` is the mark of what the counterpart was shown (``sides.digest``).

    Raises:
        UnknownLinkError: No invitation has this link.
        ClosedInvitationError: It was answered (perhaps a moment ago), taken back, or has run out.
        ChangedMeanwhileError: The register shows something else than the counterpart has seen.
        UnknownFieldError: An answer is about a field that the register does not show.
    """
    invitation = open_invitation(link, at=at, lock=True)
    row = _held(invitation.agreement_id)
    fields = shown(convert.to_library(row))
    if digest(fields) != seen:
        raise ChangedMeanwhileError(
            _("The register changed while you were writing. Look at your answers once more.")
        )
    version = keep_version(row, invitation.position, fields, said, at=at)
    invitation.answered_at = at
    invitation.draft, invitation.draft_saved_at = {}, None
    invitation.save(update_fields=["answered_at", "draft", "draft_saved_at"])
    return version


def _held(pk: int) -> Agreement:
    """The agreement, held so that nobody changes it while an answer is compared with it."""
    return with_all(Agreement.register.select_for_update(no_key=True, of=("self",))).get(pk=pk)


def keep_version(
    row: Agreement, position: int, fields: Sequence[Shown], said: Said, *, at: datetime
) -> PartyVersion:
    """Keep what a party says, beside what it was shown; the one way for all answers.

    Raises:
        UnknownFieldError: An answer is about a field that was not shown.
    """
    answers = {answer.field: answer for answer in said.answers}
    if unknown := answers.keys() - {one.field for one in fields}:
        raise UnknownFieldError(", ".join(sorted(unknown)))
    party = row.parties.get(position=position)
    version = PartyVersion.objects.create(
        agreement=row,
        position=position,
        party_name=party.place.name if party.place else party.written,
        invitation=said.invitation,
        site=said.site,
        message=said.message,
        given_by=said.given_by,
        post=said.post,
        note=said.note,
        language=said.language,
        given_at=at,
    )
    FieldAnswer.objects.bulk_create(_rows(version, fields, answers))
    return version


def _rows(
    version: PartyVersion, fields: Sequence[Shown], answers: dict[str, Answer]
) -> Iterable[FieldAnswer]:
    for one in fields:
        answer = answers.get(one.field, Answer(one.field, "silent"))
        differs = answer.verdict == "differing" and not (
            answer.value is not None and same_value(one.value, answer.value)
        )
        verdict = "confirmed" if answer.verdict == "differing" and not differs else answer.verdict
        yield FieldAnswer(
            version=version,
            field=one.field,
            verdict=verdict,
            asked=one.value,
            asked_words=one.words,
            value=answer.value if differs else None,
            written=answer.written if differs else "",
        )
