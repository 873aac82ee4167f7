"""What the public gets in the place of an original."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from website.accounts.models import User
from website.accounts.permissions import PUBLISH, WRITE, require
from website.agreements.actions.documents.storing import keep
from website.agreements.models import Document, Redaction


@transaction.atomic
def add_redaction(
    *, document: int, chunks: Iterable[bytes], filename: str, reason: str, by: User, at: datetime
) -> Redaction:
    """Attach a redacted file to a version; from now on the public gets this one only.

    Raises:
        NotAllowedError: The person may not write in the agreement's office, or not publish and
            the document is public already.
        FileRefusedError: The file is too large, of another kind, or hostile.
    """
    row = Document.objects.select_for_update(of=("self",)).select_related("agreement__office")
    original = row.get(pk=document)
    require(by, WRITE, original.agreement.office)
    if original.public:  # the public gets the new file at once
        require(by, PUBLISH, original.agreement.office)
    kept = keep(chunks, filename=filename)
    last = original.redactions.aggregate(last=Max("number"))["last"] or 0
    return Redaction.objects.create(
        document=original,
        number=last + 1,
        reason=reason,
        file=kept.file,
        file_kind=kept.kind.code,
        size=kept.size,
        sha256=kept.sha256,
        added_at=at,
        added_by=by,
    )
