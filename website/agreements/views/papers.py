"""Writing a paper of an agreement from a Word template."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from twinpact.formats.papers import DOCX
from twinpact.formats.shipped_papers import languages_of
from twinpact.formats.word_templates import Filled, TemplateRefusedError
from twinpact.vocabularies import label
from website.accounts.permissions import WRITE, require
from website.agreements import papers, words
from website.agreements.actions import documents as actions
from website.agreements.actions.documents.templates import refusal
from website.agreements.desk import readable
from website.agreements.forms.document import (
    languages_in_words,
    paper_and_languages,
    written_choices,
)
from website.agreements.forms.paper import PaperForm
from website.agreements.giving import give_bytes
from website.agreements.models import Agreement
from website.agreements.models.document import PAPERS
from website.agreements.queries import with_all


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a paper, say what the record does not know, and keep or download the draft."""
    row = get_object_or_404(with_all(readable(request.user)), pk=pk)
    require(request.user, WRITE, row.office)
    paper, languages = paper_and_languages(request.GET.get("paper", ""))
    if paper not in PAPERS or languages not in languages_of(paper):
        choices = [(words.word("paper", code), written_choices(code)) for code in PAPERS]
        context = {"agreement": row, "choices": choices}
        return render(request, "agreements/paper_choose.html", context)
    posted = request.POST if request.method == "POST" else None
    form = PaperForm(posted, row=row, paper=paper, languages=languages)
    if posted is not None and form.is_valid():
        answered = _answer(request, row, form)
        if answered is not None:
            return answered
    return _page(request, form)


def _answer(request: HttpRequest, row: Agreement, form: PaperForm) -> HttpResponse | None:
    """The document, or the sheet after it was kept; None where the page is to be shown."""
    try:
        filled = _filled(form)
    except TemplateRefusedError as refused:
        form.add_error("template", refusal(refused))
        return None
    act = request.POST.get("act")
    if act == "download":
        name = f"{slugify(form.paper)}-{row.pk}-{'-'.join(form.languages)}.docx"
        return give_bytes(filled.content, name=name, media_type=DOCX)
    if act == "save":
        _save(request, row, form, filled)
        return redirect(f"{redirect('agreements:sheet', pk=row.pk).url}#documents")
    return None


def _filled(form: PaperForm) -> Filled:
    given = papers.values(form.paper, form.row, form.languages, form.said())
    return papers.write_paper(form.paper, form.languages, given, form.chosen_template())


def _save(request: HttpRequest, row: Agreement, form: PaperForm, filled: Filled) -> None:
    second = form.languages[1] if len(form.languages) > 1 else ""
    title = label("papers", form.paper, form.languages[0])
    actions.save_draft(
        agreement=row.pk,
        paper=actions.Paper(papers.KINDS[form.paper], title, form.languages[0], second),
        content=filled.content,
        made_from=papers.made_from(form.paper, form.languages, form.chosen_template()),
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )
    blanks = named_blanks(filled.blanks)
    if blanks:
        said = _("The draft is kept. These stay blank in it: %(blanks)s.")
        messages.warning(request, said % {"blanks": ", ".join(blanks)})
    else:
        messages.success(request, _("The draft is kept. Nothing stays blank in it."))


def named_blanks(blanks: tuple[str, ...]) -> list[str]:
    """The fields that stay blank, as the reader calls them, each once."""
    names = (blank.partition(".")[2] for blank in blanks)
    return list(dict.fromkeys(words.word("paper_field", name) for name in names))


def _page(request: HttpRequest, form: PaperForm) -> HttpResponse:
    given = papers.values(form.paper, form.row, form.languages, form.said())
    blanks = tuple(
        f"{language}.{name}"
        for name, _how in papers.fields_of(form.paper)
        for language in form.languages
        if not given[language][name]
    )
    context = {
        "agreement": form.row,
        "form": form,
        "paper": form.paper,
        "languages": languages_in_words(form.languages),
        "blanks": named_blanks(blanks),
    }
    status = 422 if form.errors else 200
    return render(request, "agreements/paper_write.html", context, status=status)
