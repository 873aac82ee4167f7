"""Every write on agreements."""

from website.agreements.actions.changing import (
    ChangedMeanwhileError,
    change_agreement,
    change_agreements,
)
from website.agreements.actions.counts import enter_published_counts
from website.agreements.actions.entering import enter_agreements
from website.agreements.actions.publishing import (
    NotReadyError,
    publish_agreement,
    publish_agreements,
    unpublish_agreement,
)
from website.agreements.actions.removing import remove_agreements
from website.agreements.rows import Change

__all__ = [
    "Change",
    "ChangedMeanwhileError",
    "NotReadyError",
    "change_agreement",
    "change_agreements",
    "enter_agreements",
    "enter_published_counts",
    "publish_agreement",
    "publish_agreements",
    "remove_agreements",
    "unpublish_agreement",
]
