"""Every write on agreements."""

from website.agreements.actions.amending import (
    Amendment,
    Said,
    amend_agreements,
    link_agreements,
    remove_agreements,
)
from website.agreements.actions.answering import (
    Answer,
    DraftTooLongError,
    UnknownFieldError,
    answer_invitation,
    invitation_of,
    keep_version,
    open_invitation,
    save_draft,
)
from website.agreements.actions.answering import Said as AnswerSaid
from website.agreements.actions.changing import ChangedMeanwhileError, change_agreement
from website.agreements.actions.counts import enter_published_counts
from website.agreements.actions.deciding import (
    NoReasonError,
    NothingToDecideError,
    keep_own,
    take_answer,
)
from website.agreements.actions.entering import enter_agreements
from website.agreements.actions.inviting import (
    ClosedInvitationError,
    NoSuchPartyError,
    TooManyInvitationsError,
    invite_counterpart,
    note_mailed,
    revoke_invitation,
    state_of,
)
from website.agreements.actions.merging import MergeRefusedError, merge_places, undo_merge
from website.agreements.actions.naming import correct_place
from website.agreements.actions.publishing import (
    NotReadyError,
    publish_agreement,
    publish_agreements,
    unpublish_agreement,
)
from website.agreements.actions.settling import Settled, settle_name

__all__ = [
    "Amendment",
    "Answer",
    "AnswerSaid",
    "ChangedMeanwhileError",
    "ClosedInvitationError",
    "DraftTooLongError",
    "MergeRefusedError",
    "NoReasonError",
    "NoSuchPartyError",
    "NotReadyError",
    "NothingToDecideError",
    "Said",
    "Settled",
    "TooManyInvitationsError",
    "UnknownFieldError",
    "amend_agreements",
    "answer_invitation",
    "change_agreement",
    "correct_place",
    "enter_agreements",
    "enter_published_counts",
    "invitation_of",
    "invite_counterpart",
    "keep_own",
    "keep_version",
    "link_agreements",
    "merge_places",
    "note_mailed",
    "open_invitation",
    "publish_agreement",
    "publish_agreements",
    "remove_agreements",
    "revoke_invitation",
    "save_draft",
    "settle_name",
    "state_of",
    "take_answer",
    "undo_merge",
    "unpublish_agreement",
]
