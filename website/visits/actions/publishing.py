"""Showing visits to the public, and taking them back."""

from datetime import datetime

from django.db import transaction

from website.accounts.models import User
from website.accounts.permissions import PUBLISH, require
from website.agreements.models import Publication
from website.visits.models import Visit


@transaction.atomic
def publish_visit(*, pk: int, public: bool, by: User, at: datetime) -> Visit:
    """Show a visit to the public, or take it out of its sight. People never are shown.

    Raises:
        NotAllowedError: The person may not publish in the visit's office.
    """
    row = Visit.register.select_for_update(of=("self",)).get(pk=pk)
    require(by, PUBLISH, row.office)
    if public != (row.publication == Publication.PUBLISHED):
        row.publication = Publication.PUBLISHED if public else Publication.DRAFT
        row.published_at = at if public else None
        row.version += 1
        row.save(update_fields=["publication", "published_at", "version"])
    return row
