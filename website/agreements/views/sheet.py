"""The sheet of an agreement, and what happened to it."""

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from website.accounts.permissions import PUBLISH, WRITE, may
from website.agreements import words
from website.agreements.desk import next_step, readable
from website.agreements.documents import papers, with_versions
from website.agreements.filters import whole
from website.agreements.forms.agreement import languages_in_words
from website.agreements.history import history as history_of
from website.agreements.models import Agreement, Document
from website.agreements.queries import with_all, with_parties
from website.agreements.sheet import evidence, form_anchor
from website.agreements.two_sides import two_sides, with_party_versions


def with_evidence(request: HttpRequest) -> object:
    """The readable agreements with everything that a sheet shows; a fixed number of queries."""
    return (
        with_party_versions(with_all(readable(request.user)))
        .select_related("created_by", "changed_by")
        .prefetch_related(
            "statements__source",
            "statements__entered_by",
            Prefetch("documents", with_versions(Document.objects.all())),
            "registrations__authority",
            "findings__others__parties__place",
            "later_links__later__parties__place",
            "earlier_links__earlier__parties__place",
        )
    )


@login_required
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the register knows of an agreement."""
    row = get_object_or_404(with_evidence(request), pk=pk)
    rights = {
        word
        for word, right in (("write", WRITE), ("publish", PUBLISH))
        if may(request.user, right, row.office)
    }
    findings = sorted(row.findings.all(), key=words.gravity)
    step = next_step(row, findings, may=rights)
    context = {
        "agreement": row,
        "evidence": evidence(row),
        "languages": languages_in_words(row.languages),
        "papers": papers(list(row.documents.all())),
        "sides": two_sides(row),
        "findings": [(finding, form_anchor(finding.field)) for finding in findings],
        "holding": sum(finding.severity in ("critical", "error") for finding in findings),
        "step": step,
        "step_anchor": form_anchor(step.field),
        "may_write": "write" in rights,
        "may_publish": "publish" in rights,
    }
    return render(request, "agreements/sheet.html", context)


@login_required
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed what and when."""
    row: Agreement = get_object_or_404(with_parties(readable(request.user)), pk=pk)
    page = whole(request.GET.get("page"), least=1, most=1_000_000, otherwise=1)
    context = {"agreement": row, "history": history_of(row.pk, page=page)}
    return render(request, "agreements/history.html", context)
