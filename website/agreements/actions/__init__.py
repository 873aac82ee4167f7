"""Every write on agreements."""

from website.agreements.actions.changing import ChangedMeanwhileError, change_agreement
from website.agreements.actions.counts import enter_published_counts
from website.agreements.actions.entering import enter_agreements
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
    "ChangedMeanwhileError",
    "MergeRefusedError",
    "NotReadyError",
    "Settled",
    "change_agreement",
    "correct_place",
    "enter_agreements",
    "enter_published_counts",
    "merge_places",
    "publish_agreement",
    "publish_agreements",
    "settle_name",
    "undo_merge",
    "unpublish_agreement",
]
