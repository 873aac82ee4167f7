"""Showing a document to the public, and taking it back."""

from django.db import transaction

from website.accounts.models import User
from website.accounts.permissions import PUBLISH, require
from website.agreements.models import Document


@transaction.atomic
def publish_document(*, pk: int, by: User) -> Document:
    """Let the public have a document, once its agreement is published.

    Raises:
        NotAllowedError: The person may not publish in the agreement's office.
    """
    return _set(pk, by, public=True)


@transaction.atomic
def unpublish_document(*, pk: int, by: User) -> Document:
    """Take a document out of the public's sight.

    Raises:
        NotAllowedError: The person may not publish in the agreement's office.
    """
    return _set(pk, by, public=False)


def _set(pk: int, by: User, *, public: bool) -> Document:
    rows = Document.objects.select_for_update(of=("self",)).select_related("agreement__office")
    document = rows.get(pk=pk)
    require(by, PUBLISH, document.agreement.office)
    if document.public != public:
        document.public = public
        document.save(update_fields=["public"])
    return document
