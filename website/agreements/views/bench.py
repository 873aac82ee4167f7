"""The bilingual bench: two language versions clause by clause."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from twinpact.agreements.bilingual import EmptyTextError
from website.agreements import bench as benches
from website.agreements.desk import readable
from website.agreements.forms.bench import TextForm
from website.agreements.models import Agreement, Document
from website.agreements.queries import with_parties
from website.agreements.side_by_side import side_by_side


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def bench(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare two documents of the agreement, or two texts that are given and not kept."""
    row = get_object_or_404(with_parties(readable(request.user)), pk=pk)
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    languages = [*row.languages, "es", "en"]
    forms = [
        TextForm(*posted, prefix=prefix, initial={"language": language})
        for prefix, language in zip(("first", "second"), dict.fromkeys(languages), strict=False)
    ]
    context: dict[str, object] = {"agreement": row, "forms": forms, "documents": _choices(row)}
    if posted:
        valid = [form.is_valid() for form in forms]
        found = _given(row, forms) if all(valid) else None
        context |= {"pasted": True, **_shown(found)}
        return render(request, "agreements/bench.html", context, status=200 if all(valid) else 422)
    return render(request, "agreements/bench.html", context | _of_documents(request, row))


def _choices(row: Agreement) -> list[tuple[str, Document, str]]:
    """Each language version that a document holds: its key, the document, the language."""
    rows = row.documents.exclude(file="").exclude(language="").order_by("kind", "-version", "pk")
    return [
        (f"{document.pk}.{language}", document, language)
        for document in rows
        for language in (document.language, document.second_language)
        if language
    ]


def _given(row: Agreement, forms: list[TextForm]) -> benches.Compared:
    first, second = (form.version() for form in forms)
    return benches.compare(first, second, benches.party_names(row))


def _of_documents(request: HttpRequest, row: Agreement) -> dict[str, object]:
    """The two documents that the address names; the newest versions where it names none."""
    chosen = [request.GET.get("first", ""), request.GET.get("second", "")]
    if not all(chosen):
        said = benches.differences(row)
        found = said.compared[0] if said.compared else None
        return {"unread": said.unread, **_shown(found)}
    known = {key: (document, language) for key, document, language in _choices(row)}
    if not all(key in known for key in chosen):
        return {"trouble": _("Choose two documents of this agreement.")}
    try:
        first, second = (_version(*known[key]) for key in chosen)
        found = benches.compare(first, second, benches.party_names(row))
    except benches.NoTextError as problem:
        return {"trouble": str(problem), "chosen": chosen}
    except EmptyTextError:
        return {"trouble": _("There is no text in the file."), "chosen": chosen}
    return _shown(found)


def _version(document: Document, language: str) -> benches.LanguageText:
    return next(one for one in benches.texts_of(document) if one.language == language)


def _shown(found: benches.Compared | None) -> dict[str, object]:
    if found is None:
        return {}
    keys = [
        f"{one.document.pk}.{one.language}" if one.document else ""
        for one in (found.first, found.second)
    ]
    return {"found": found, "shown": side_by_side(found.comparison), "chosen": keys}
