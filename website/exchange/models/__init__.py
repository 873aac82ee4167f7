"""What is stored of imports: files, their rows, where entries come from, what people decided."""

from website.exchange.models.entries import SavedMapping, SourceEntry
from website.exchange.models.imports import Import, ImportProgress, ImportRow, ImportState
from website.exchange.models.peers import Message, Peer, PeerKey, RefusedMessages, SiteKey
from website.exchange.models.questions import SameQuestion

__all__ = [
    "Import",
    "ImportProgress",
    "ImportRow",
    "ImportState",
    "Message",
    "Peer",
    "PeerKey",
    "RefusedMessages",
    "SameQuestion",
    "SavedMapping",
    "SiteKey",
    "SourceEntry",
]
