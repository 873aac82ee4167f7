"""A new version of a paper of an agreement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.agreements.actions.documents.storing import Kept, keep
from website.agreements.models import Agreement, Document


@dataclass(frozen=True, slots=True)
class Paper:
    """What a version is a version of."""

    kind: str
    title: str
    language: str = ""
    second_language: str = ""


@transaction.atomic
def add_document(
    *,
    agreement: int,
    paper: Paper,
    chunks: Iterable[bytes],
    filename: str,
    signed: bool | None,
    by: User,
    at: datetime,
    made_from: str = "",
) -> Document:
    """Keep a file as the next version of a paper; the versions before it stay as they are.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        FileRefusedError: The file is too large, of another kind, or hostile.
    """
    row = Agreement.register.select_for_update().get(pk=agreement)
    require(by, WRITE, row.office)
    return file_document(
        agreement=row,
        paper=paper,
        kept=keep(chunks, filename=filename),
        signed=signed,
        by=by,
        at=at,
        made_from=made_from,
    )


def file_document(
    *,
    agreement: Agreement,
    paper: Paper,
    kept: Kept,
    signed: bool | None,
    by: User,
    at: datetime,
    made_from: str = "",
) -> Document:
    """File what was kept as the next version of a paper of an agreement that is held.

    Part of an action that has asked whether the person may.
    """
    same = Document.objects.filter(
        agreement=agreement,
        kind=paper.kind,
        title=paper.title,
        language=paper.language,
        second_language=paper.second_language,
    )
    return Document.objects.create(
        agreement=agreement,
        kind=paper.kind,
        title=paper.title,
        language=paper.language,
        second_language=paper.second_language,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        signed=signed,
        file=kept.file,
        file_kind=kept.kind.code,
        filename=kept.called,
        size=kept.size,
        sha256=kept.sha256,
        made_from=made_from,
        added_at=at,
        added_by=by,
    )


def save_draft(
    *, agreement: int, paper: Paper, content: bytes, made_from: str, by: User, at: datetime
) -> Document:
    """Keep what was written from a template as a draft version.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
    """
    return add_document(
        agreement=agreement,
        paper=paper,
        chunks=[content],
        filename=f"{paper.title}.docx",
        signed=False,
        by=by,
        at=at,
        made_from=made_from,
    )
