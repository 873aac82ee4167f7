"""Tending the places: which may be the same, and which written names mean nothing yet."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from website.accounts.permissions import require_tending
from website.agreements.actions import settle_name
from website.agreements.filters import whole
from website.agreements.sameness import same_places
from website.agreements.unplaced import WrittenName, unplaced_names, with_candidates
from website.places.actions import keep_apart
from website.places.forms import PickForm
from website.places.models import Place

A_PAGE = 20


@login_required
@require_safe
def same(request: HttpRequest) -> HttpResponse:
    """Pairs of places that may be one, the likeliest first."""
    require_tending(request.user)
    page = whole(request.GET.get("page"), least=1, most=10_000, otherwise=1)
    pairs, total = same_places(most=A_PAGE, skip=(page - 1) * A_PAGE)
    context = {"pairs": pairs, "total": total, "page": page, "pages": pages_of(total)}
    return render(request, "agreements/same_places.html", context)


def pages_of(total: int) -> int:
    """How many pages a list takes."""
    return max(1, -(-total // A_PAGE))


@login_required
@require_POST
def apart(request: HttpRequest) -> HttpResponse:
    """Remember that two places are not the same."""
    pair = [get_object_or_404(Place, pk=request.POST.get(name, "")) for name in ("one", "other")]
    keep_apart(
        one=pair[0].pk,
        other=pair[1].pk,
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )
    said = _("Remembered: %(one)s and %(other)s are two places.")
    messages.success(request, said % {"one": pair[0], "other": pair[1]})
    return redirect("agreements:same_places")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest) -> HttpResponse:
    """Names for which no territory was found, each with what it may mean."""
    require_tending(request.user)
    found = unplaced_names(request.user)
    page = whole(request.GET.get("page"), least=1, most=10_000, otherwise=1)
    wrong = None
    if request.method == "POST":
        chosen = next((name for name in found if name.key == request.POST.get("key")), None)
        if chosen is None:
            messages.error(request, _("This name is settled already. Nothing was changed."))
            return redirect("agreements:written_names")
        form = _form(chosen, request.POST)
        if form.is_valid():
            return _settle(request, chosen, form.cleaned_data["picked"])
        wrong = (chosen.key, form)
    shown = with_candidates(found[(page - 1) * A_PAGE : page * A_PAGE])
    rows = [(name, wrong[1] if wrong and wrong[0] == name.key else _form(name)) for name in shown]
    context = {
        "rows": rows,
        "wrong": wrong,
        "total": len(found),
        "page": page,
        "pages": pages_of(len(found)),
    }
    return render(request, "agreements/written_names.html", context, status=422 if wrong else 200)


def _form(name: WrittenName, data: object = None) -> PickForm:
    form = PickForm(
        data,
        prefix=f"n{name.number}",
        auto_id="id_%s",
        initial={"candidates": name.candidates},
    )
    if form.candidates:
        form.fields["territory"].label = _("Another territory")
    return form


def _settle(request: HttpRequest, name: WrittenName, place: str) -> HttpResponse:
    done = settle_name(
        written=name.spellings,
        country=name.country,
        place=place,
        by=request.user,
        at=timezone.now(),  # noqa: TID251 a view is where the clock is read
    )
    said = ngettext(
        "“%(name)s” means %(place)s: in %(n)d agreement, and in files that come later.",
        "“%(name)s” means %(place)s: in %(n)d agreements, and in files that come later.",
        done.placed,
    )
    gaps = {"name": name.spellings[0], "place": done.place, "n": done.placed}
    messages.success(request, said % gaps)
    if done.left:
        rest = ngettext(
            "%(n)d agreement names %(place)s already as a party and was left as it is.",
            "%(n)d agreements name %(place)s already as a party and were left as they are.",
            done.left,
        )
        messages.warning(request, rest % {"place": done.place, "n": done.left})
    return redirect("agreements:written_names")
