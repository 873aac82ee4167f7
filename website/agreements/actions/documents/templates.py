"""An office's own Word template of a paper."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from twinpact.formats.shipped_papers import example_values
from twinpact.formats.word_templates import (
    BadSyntaxError,
    NotPlainError,
    TemplateRefusedError,
    TooMuchError,
    UnknownNamesError,
    fill,
)
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.agreements.actions.documents.storing import FileRefusedError, keep
from website.agreements.models import PaperTemplate


@transaction.atomic
def add_template(
    *,
    office: Office,
    paper: str,
    languages: tuple[str, ...],
    chunks: Iterable[bytes],
    filename: str,
    by: User,
    at: datetime,
) -> PaperTemplate:
    """Keep an office's template of a paper as its next version, after it was tried.

    It is filled with an example first; what cannot be filled is not kept.

    Raises:
        NotAllowedError: The person may not write in the office.
        FileRefusedError: The file is no Word document, or the template cannot be filled.
    """
    require(by, WRITE, office)
    kept = keep(chunks, filename=filename)
    if kept.kind.code != "docx":
        raise FileRefusedError(_("A template is a Word document (.docx)."))
    kept.file.seek(0)
    _try(kept.file.read())
    kept.file.seek(0)
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    named = {
        "office": office,
        "paper": paper,
        "language": languages[0],
        "second_language": languages[1] if len(languages) > 1 else "",
    }
    same = PaperTemplate.objects.filter(**named)
    return PaperTemplate.objects.create(
        **named,
        version=(same.aggregate(last=Max("version"))["last"] or 0) + 1,
        file=kept.file,
        filename=kept.called,
        size=kept.size,
        sha256=kept.sha256,
        added_at=at,
        added_by=by,
    )


def _try(template: bytes) -> None:
    try:
        fill(template, example_values())
    except TemplateRefusedError as refused:
        raise FileRefusedError(refusal(refused)) from None


def refusal(refused: TemplateRefusedError) -> str:
    """Why a template cannot be used, as a sentence for the person who wrote it."""
    match refused:
        case UnknownNamesError():
            names = ", ".join(refused.names)
            return _("The template asks for names that there are not: %(names)s.") % {
                "names": names
            }
        case NotPlainError():
            return _(
                "The template holds “%(what)s”. Only values, “if” and “for” may stand in braces."
            ) % {"what": refused.what}
        case BadSyntaxError():
            return _("The signs between braces cannot be read: %(what)s.") % {"what": refused.what}
        case TooMuchError():
            return _("Filling the template takes too long. Make it simpler.")
        case _:
            return _("The template is no Word document that can be read. Save it again as .docx.")
