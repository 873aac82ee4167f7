"""Development plans for the public: priorities, indicators, targets, what was reached, and why."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from website.priorities.convert import period_of, to_library, value_of, with_parts
from website.priorities.indicator_page import only, page_of
from website.priorities.models import DevelopmentPlan, KeyIndicator
from website.priorities.public_page import public_groups
from website.priorities.queries import counted, newest_approvals, public_figures
from website.priorities.shown_period import shown_period
from website.priorities.values import period_words, shown

LARGEST_KEY = 2**63 - 1


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The published development plans."""
    return render(
        request, "portal/plans.html", {"plans": counted(DevelopmentPlan.published.all())}
    )


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan: every indicator with baseline, target, what was reached, light, evidence, source."""
    rows = DevelopmentPlan.published.filter(pk=min(pk, LARGEST_KEY))
    shown = shown_period(rows, request.GET.get("period", ""), public_figures)
    if shown is None:
        raise Http404
    context = {
        "plan": shown.row,
        "groups": public_groups(shown.row, shown.plan, shown.lines),
        "choices": shown.choices,
        "chosen": shown.chosen,
        "lights": shown.lights,
        "lights_title": shown.lights_title,
        "n_indicators": shown.n_indicators,
        "n_shown": shown.n_shown,
    }
    return render(request, "portal/plan.html", context)


@require_safe
def indicator(request: HttpRequest, pk: int, part: int) -> HttpResponse:
    """An indicator of a published plan over all its periods."""
    row = _plan(pk)
    rows = KeyIndicator.objects.filter(plan=row, pk=min(part, LARGEST_KEY))
    key = rows.select_related("priority", "programme").first()
    if key is None:
        raise Http404
    figures = public_figures(row, plan=only(to_library(row), key.code))
    context = {"plan": row, "key": key, "page": page_of(figures, key)}
    return render(request, "portal/plan_indicator.html", context)


@require_safe
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """The newest approved figures of a published plan, as an Atom feed (RFC 4287)."""
    row = _plan(pk)
    address = request.build_absolute_uri(reverse("portal:plan", args=[row.pk]))
    atom = Atom1Feed(
        title=_("Figures of “%(plan)s”") % {"plan": row.title},
        link=address,
        description="",
        language=get_language(),
        author_name=str(row.office),
        feed_url=request.build_absolute_uri(),
    )
    for one in newest_approvals(row):
        report, key = one.report, one.report.indicator
        page = request.build_absolute_uri(reverse("portal:plan_indicator", args=[row.pk, key.pk]))
        figure = shown(value_of(report), key.kind, key.unit) or _("not known")
        atom.add_item(
            title=f"{key.code} {key.title}",
            link=page,
            description=_("%(period)s: %(figure)s. Source: %(source)s")
            % {
                "period": period_words(period_of(report)),
                "figure": figure,
                "source": report.source,
            },
            unique_id=f"{address}#figure-{one.pk}",
            updateddate=one.taken_at,
            pubdate=one.taken_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def _plan(pk: int) -> DevelopmentPlan:
    """A published plan with its parts."""
    rows = with_parts(DevelopmentPlan.published.filter(pk=min(pk, LARGEST_KEY)))
    found: DevelopmentPlan | None = rows.first()
    if found is None:
        raise Http404
    return found
