"""Every write on the papers of agreements and on the templates that they are made from."""

from website.agreements.actions.documents.adding import (
    Paper,
    add_document,
    file_document,
    save_draft,
)
from website.agreements.actions.documents.publishing import (
    publish_document,
    unpublish_document,
)
from website.agreements.actions.documents.redacting import add_redaction
from website.agreements.actions.documents.storing import (
    FileRefusedError,
    TooLargeError,
    keep,
)
from website.agreements.actions.documents.templates import add_template

__all__ = [
    "FileRefusedError",
    "Paper",
    "TooLargeError",
    "add_document",
    "add_redaction",
    "add_template",
    "file_document",
    "keep",
    "publish_document",
    "save_draft",
    "unpublish_document",
]
