"""Everything that is written for IATI."""

from website.iati.actions.choosing import (
    IdentifierTakenError,
    NotSettledError,
    choose_agreements,
)
from website.iati.actions.keeping import Came, forget_came, keep_came
from website.iati.actions.settling import Settled, settle_iati

__all__ = [
    "Came",
    "IdentifierTakenError",
    "NotSettledError",
    "Settled",
    "choose_agreements",
    "forget_came",
    "keep_came",
    "settle_iati",
]
