"""Bringing, publishing and giving away the papers of an agreement."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from website.accounts.permissions import PUBLISH, WRITE, require
from website.agreements.actions import documents as actions
from website.agreements.desk import readable
from website.agreements.documents import own_download, readable_documents, redaction_download
from website.agreements.forms.document import DocumentForm, RedactionForm
from website.agreements.giving import give
from website.agreements.models import Agreement, Document
from website.agreements.queries import with_parties


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new paper, or with ``?of=`` the next version of one."""
    row = get_object_or_404(with_parties(readable(request.user)), pk=pk)
    require(request.user, WRITE, row.office)
    earlier = _earlier(request, row)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = DocumentForm(*posted, initial=_as_before(earlier))
    if posted and form.is_valid() and _tried(form, lambda: _add(request, row, form)):
        messages.success(request, _("The file is kept. Nobody outside the office sees it yet."))
        return redirect(f"{row_address(row)}#documents")
    context = {"form": form, "agreement": row, "earlier": earlier}
    return render(request, "agreements/document_add.html", context, status=_status(form))


def row_address(row: Agreement) -> str:
    """The address of an agreement's sheet."""
    return redirect("agreements:sheet", pk=row.pk).url


def _earlier(request: HttpRequest, row: Agreement) -> Document | None:
    of = request.GET.get("of", "")
    return row.documents.filter(pk=of).first() if of.isascii() and of.isdigit() else None


def _as_before(earlier: Document | None) -> dict[str, object]:
    if earlier is None:
        return {"signed": "no"}
    names = ("kind", "title", "language", "second_language")
    return {name: getattr(earlier, name) for name in names} | {"signed": "no"}


def _add(request: HttpRequest, row: Agreement, form: DocumentForm) -> None:
    said = form.cleaned_data
    actions.add_document(
        agreement=row.pk,
        paper=actions.Paper(
            said["kind"], said["title"], said["language"], said["second_language"]
        ),
        chunks=said["file"].chunks(),
        filename=said["file"].name,
        signed=form.is_signed,
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


def _tried(form: DocumentForm | RedactionForm, act: Callable[[], object]) -> bool:
    """Whether the act took the file; why not stands beside the field."""
    try:
        act()
    except actions.FileRefusedError as refused:
        code = "too_large" if isinstance(refused, actions.TooLargeError) else "refused"
        form.add_error("file", str(refused))
        form.refused = code
        return False
    return True


def _status(form: DocumentForm | RedactionForm) -> int:
    if not form.errors:
        return 200
    return 413 if getattr(form, "refused", "") == "too_large" else 422


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach the file that the public gets in the place of a version."""
    document = get_object_or_404(readable_documents(request.user), pk=pk)
    require(request.user, PUBLISH if document.public else WRITE, document.agreement.office)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = RedactionForm(*posted)
    if posted and form.is_valid() and _tried(form, lambda: _redact(request, document, form)):
        messages.success(request, _("From now on the public gets the redacted version only."))
        return redirect(f"{row_address(document.agreement)}#documents")
    context = {
        "form": form,
        "document": document,
        "agreement": with_parties(Agreement.register.all()).get(pk=document.agreement_id),
    }
    return render(request, "agreements/document_redact.html", context, status=_status(form))


def _redact(request: HttpRequest, document: Document, form: RedactionForm) -> None:
    file = form.cleaned_data["file"]
    actions.add_redaction(
        document=document.pk,
        chunks=file.chunks(),
        filename=file.name,
        reason=form.cleaned_data["reason"],
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )


@login_required
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the public have a document."""
    document = get_object_or_404(readable_documents(request.user), pk=pk)
    actions.publish_document(pk=document.pk, by=request.user)
    messages.success(request, _("The document is public as soon as its agreement is."))
    return redirect(f"{row_address(document.agreement)}#documents")


@login_required
@require_POST
def unpublish(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document out of the public's sight."""
    document = get_object_or_404(readable_documents(request.user), pk=pk)
    actions.unpublish_document(pk=document.pk, by=request.user)
    messages.success(request, _("The public does not see the document any more."))
    return redirect(f"{row_address(document.agreement)}#documents")


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """The original of a version, for those who may read the agreement."""
    found = own_download(get_object_or_404(readable_documents(request.user), pk=pk))
    if found is None:
        raise Http404
    return give(found)


@login_required
@require_safe
def redacted_file(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """A redacted file of a version, for those who may read the agreement."""
    document = get_object_or_404(readable_documents(request.user), pk=pk)
    redaction = get_object_or_404(document.redactions, number=number)
    return give(redaction_download(redaction))
