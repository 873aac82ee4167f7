"""The Word templates of papers: those that ship, and an office's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from twinpact.formats.papers import DOCX
from twinpact.formats.shipped_papers import NoShippedTemplateError, shipped_template
from twinpact.vocabularies import terms
from website.accounts.models import Office
from website.accounts.permissions import READ, WRITE, chosen_office, may, offices_where
from website.agreements import words
from website.agreements.actions import documents as actions
from website.agreements.documents import Download
from website.agreements.forms.document import TemplateForm, paper_and_languages, written_choices
from website.agreements.giving import give, give_bytes
from website.agreements.models import PaperTemplate
from website.agreements.models.document import PAPERS


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def templates(request: HttpRequest) -> HttpResponse:
    """Every template that may be downloaded, and bringing an office's own."""
    offices = list(offices_where(request.user, READ))
    office = chosen_office(offices, request.GET.get("office"))
    if office is None:
        context = {"offices": offices, "back": "agreements:list"}
        return render(request, "agreements/choose_office.html", context)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = TemplateForm(*posted)
    if posted and form.is_valid() and _kept(request, office, form):
        messages.success(request, _("The template is kept; it is offered first from now on."))
        return redirect(f"{request.path}?office={office.slug}")
    return _page(request, office, form)


def _kept(request: HttpRequest, office: Office, form: TemplateForm) -> bool:
    paper, languages = form.chosen
    file = form.cleaned_data["file"]
    try:
        actions.add_template(
            office=office,
            paper=paper,
            languages=languages,
            chunks=file.chunks(),
            filename=file.name,
            by=request.user,
            at=timezone.now(),  # noqa: TID251 a view is where the clock is read
        )
    except actions.FileRefusedError as refused:
        form.add_error("file", str(refused))
        return False
    return True


def _page(request: HttpRequest, office: Office, form: TemplateForm) -> HttpResponse:
    fields = [
        (name, word.in_language(words.reader_language()))
        for name, word in terms("paper_fields").items()
    ]
    context = {
        "office": office,
        "form": form,
        "own": office.paper_templates.select_related("added_by"),
        "shipped": [(words.word("paper", code), written_choices(code)) for code in PAPERS],
        "fields": fields,
        "may_write": may(request.user, WRITE, office),
    }
    status = 422 if form.errors else 200
    return render(request, "agreements/templates.html", context, status=status)


@login_required
@require_safe
def shipped(request: HttpRequest, choice: str) -> HttpResponse:
    """A template that comes with the register, to be changed in Word."""
    paper, languages = paper_and_languages(choice)
    try:
        content = shipped_template(paper, languages)
    except NoShippedTemplateError:
        raise Http404 from None
    return give_bytes(content, name=f"{paper}-{'-'.join(languages)}.docx", media_type=DOCX)


@login_required
@require_safe
def file(request: HttpRequest, pk: int) -> FileResponse:
    """An office's own template, for its people."""
    rows = PaperTemplate.objects.filter(office__in=offices_where(request.user, READ))
    row = get_object_or_404(rows, pk=pk)
    languages = "-".join(code for code in (row.language, row.second_language) if code)
    name = f"{row.paper}-{languages}-v{row.version}.docx"
    return give(Download(row.file, name, DOCX))
