"""The authority's page on its directive: edit, check, compare, save as a new version."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from twinpact.directives import BadDirectiveError, directive_texts, validate_directive
from website.desks import actions
from website.desks.directives import (
    compared,
    countries_to_direct,
    faults,
    in_force,
    own_versions,
    running,
)
from website.desks.forms import DirectiveForm
from website.desks.new_directive import beginning
from website.procedures.models import DirectiveVersion


@login_required
@require_safe
def directives(request: HttpRequest) -> HttpResponse:
    """The directives that a person may write."""
    told = [(code, in_force(code)) for code in countries_to_direct(request.user)]
    return render(request, "desks/directives.html", {"countries": told})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def directive(request: HttpRequest, code: str) -> HttpResponse:
    """One country's directive; “check” says what is wrong, “save” stores a new version."""
    if code not in countries_to_direct(request.user):
        raise Http404
    current = in_force(code)
    start = {"text": current.text if current else beginning(code),
             "after": current.version if current else ""}  # fmt: skip
    form = DirectiveForm(request.POST if request.method == "POST" else None, initial=start)
    context = {"code": code, "current": current, "form": form}
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        if "save" in request.POST and _save(request, code, form):
            return redirect("desks:directive", code=code)
        findings = validate_directive(text)
        context |= {
            "checked": True,
            "faults": faults(text, findings),
            "difference": compared(current.text if current else "", text),
        }
    context |= {"versions": own_versions(code), "running": running(code)}
    wrong = form.errors or context.get("faults")
    return render(request, "desks/directive.html", context, status=422 if wrong else 200)


def _save(request: HttpRequest, code: str, form: DirectiveForm) -> bool:
    """Store what was written; a refusal stands in the form."""
    now = timezone.now()  # noqa: TID251 a view is where the clock is read
    try:
        version = actions.write_directive(
            country=code,
            text=form.cleaned_data["text"],
            reason=form.cleaned_data["reason"],
            after=form.cleaned_data["after"],
            by=request.user,
            at=now,
        )
    except BadDirectiveError:
        form.add_error("text", _("The text has faults; they are listed beside it."))
    except actions.WrittenMeanwhileError as refused:
        newest = in_force(code)
        form.data = form.data.copy()
        form.data["after"] = newest.version if newest else ""
        form.add_error(None, str(refused))
    except actions.DirectiveRefusedError as refused:
        form.add_error(None, str(refused))
    else:
        told = _("Version %(version)s is in force now. Procedures that run keep their own.")
        messages.success(request, told % {"version": version.version})
        return True
    return False


@login_required
@require_safe
def version(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A version that was stored: its reason, its text, and what it changed."""
    if code not in countries_to_direct(request.user):
        raise Http404
    found = get_object_or_404(DirectiveVersion.objects.select_related("made_by"),
                              pk=min(pk, 2**63 - 1), country=code, shipped=False)  # fmt: skip
    earlier = [one for one in own_versions(code) if one.pk < found.pk]
    before = earlier[0].text if earlier else directive_texts().get(code, "")
    context = {"code": code, "version": found, "difference": compared(before, found.text)}
    return render(request, "desks/directive_version.html", context)
