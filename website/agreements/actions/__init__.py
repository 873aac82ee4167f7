"""Every write on agreements."""

from website.agreements.actions.amending import (
    Amendment,
    Said,
    amend_agreements,
    link_agreements,
    remove_agreements,
)
from website.agreements.actions.changing import ChangedMeanwhileError, change_agreement
from website.agreements.actions.counts import enter_published_counts
from website.agreements.actions.entering import enter_agreements
from website.agreements.actions.publishing import (
    NotReadyError,
    publish_agreement,
    publish_agreements,
    unpublish_agreement,
)

__all__ = [
    "Amendment",
    "ChangedMeanwhileError",
    "NotReadyError",
    "Said",
    "amend_agreements",
    "change_agreement",
    "enter_agreements",
    "enter_published_counts",
    "link_agreements",
    "publish_agreement",
    "publish_agreements",
    "remove_agreements",
    "unpublish_agreement",
]
