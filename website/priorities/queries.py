"""Every shared read of development plans."""

from collections.abc import Mapping

from django.db.models import Count, F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from twinpact import plans as library
from website.accounts.models import User
from website.accounts.permissions import READ, offices_where
from website.agreements.documents import public_documents
from website.agreements.models import Agreement
from website.priorities import convert
from website.priorities.feeders import fed
from website.priorities.models import (
    AgreementServes,
    DevelopmentPlan,
    KeyFigureReport,
    KeyFigureStep,
    KeyIndicator,
    KeyTarget,
    Priority,
)


def readable_plans(user: User) -> QuerySet[DevelopmentPlan]:
    """The plans of the offices in which a person may read; all others do not exist."""
    return DevelopmentPlan.register.filter(office__in=offices_where(user, READ))


def counted(plans: QuerySet[DevelopmentPlan]) -> QuerySet[DevelopmentPlan]:
    """Plans with how many priorities and indicators each has, the newest term first."""
    return plans.select_related("office", "territory").annotate(
        n_priorities=_number_of(Priority), n_indicators=_number_of(KeyIndicator)
    ).order_by("office__name", F("starts_earliest").desc(nulls_last=True), "code")  # fmt: skip


def _number_of(model: type[Model]) -> Coalesce:
    """How many parts of a kind a plan has, counted by themselves."""
    rows = model._default_manager.filter(plan=OuterRef("pk")).order_by()
    return Coalesce(Subquery(rows.values("plan").annotate(n=Count("pk")).values("n")), 0)


def public_figures(
    row: DevelopmentPlan, *, site: str = "", plan: library.DevelopmentPlan | None = None
) -> tuple[library.KeyFigure, ...]:
    """What the public gets of a published plan: approved figures with what the public may see.

    ``row`` was read with its parts. ``site`` begins the addresses of evidence; ``plan``
    is a part of the plan, where only that is asked for.
    """
    programmes, updates = fed(row)
    return convert.key_figures_of(
        row,
        programmes=programmes,
        updates=updates,
        evidence=public_evidence(row, site=site),
        plan=plan,
    )


def public_evidence(row: DevelopmentPlan, *, site: str = "") -> Mapping[int, tuple[str, ...]]:
    """The addresses of what shows the approved figures of a plan: links, and public documents."""
    reports = KeyFigureReport.objects.filter(indicator__plan=row, state="approved")
    told = reports.exclude(link="", document=None)
    shown = dict(
        public_documents()
        .filter(pk__in=told.filter(document__isnull=False).values("document"))
        .values_list("pk", "agreement_id")
    )
    found: dict[int, tuple[str, ...]] = {}
    for pk, link, document in told.values_list("pk", "link", "document_id"):
        addresses = [link] if link else []
        if document in shown:
            path = reverse("portal:document", args=[shown[document], document])
            addresses.append(f"{site}{path}")
        found[pk] = tuple(addresses)
    return found


def agreements_of_term(plan: DevelopmentPlan) -> QuerySet[Agreement]:
    """The agreements of a plan's office that its term can be about.

    Left out is what surely ended before the term, and what was surely signed after it.
    """
    rows = Agreement.register.filter(office=plan.office_id)
    if plan.starts_earliest is not None:
        rows = rows.exclude(ends_latest__lt=plan.starts_earliest)
    if plan.ends_latest is not None:
        rows = rows.exclude(signed_earliest__gt=plan.ends_latest)
    return rows


def unasked(plan: DevelopmentPlan) -> QuerySet[Agreement]:
    """The agreements of which nobody said what they serve in this plan."""
    asked = AgreementServes.objects.filter(plan=plan).values("agreement")
    return agreements_of_term(plan).exclude(pk__in=asked)


def serves(agreement: Agreement, *, public: bool) -> QuerySet[AgreementServes]:
    """What was said of an agreement, plan by plan; to the public only of published plans."""
    said = AgreementServes.objects.filter(agreement=agreement)
    if public:
        said = said.filter(plan__in=DevelopmentPlan.published.all())
    return said.select_related("plan").prefetch_related("priorities__priority").order_by(
        F("plan__starts_earliest").desc(nulls_last=True), "plan_id"
    )  # fmt: skip


def staff_figures(
    row: DevelopmentPlan, *, plan: library.DevelopmentPlan | None = None
) -> tuple[library.KeyFigure, ...]:
    """What counts of a plan, read with its parts, as the office sees it."""
    programmes, updates = fed(row)
    return convert.key_figures_of(row, programmes=programmes, updates=updates, plan=plan)


def newest_approvals(plan: DevelopmentPlan, *, most: int = 50) -> QuerySet[KeyFigureStep]:
    """The last approvals of figures that count now, the newest first."""
    steps = KeyFigureStep.objects.filter(
        step="approve", report__state="approved", report__indicator__plan=plan
    )
    return steps.select_related("report__indicator").order_by("-taken_at", "-pk")[:most]


def target_periods(plan: DevelopmentPlan) -> list[library.Period]:
    """The periods for which the plan's indicators have targets."""
    rows = KeyTarget.objects.filter(indicator__plan=plan).order_by()
    return [library.Period(*days) for days in rows.values_list("starts", "ends").distinct()]


def has_untargeted(plan: DevelopmentPlan) -> bool:
    """Whether an indicator of the plan has no target at all."""
    return KeyIndicator.objects.filter(plan=plan, targets=None).exists()


def approved_periods(plan: DevelopmentPlan) -> set[library.Period]:
    """The periods for which figures of the plan were approved."""
    rows = KeyFigureReport.objects.filter(indicator__plan=plan, state="approved").order_by()
    return {library.Period(*days) for days in rows.values_list("starts", "ends").distinct()}


def targets_in(period: library.Period | None) -> QuerySet[KeyTarget]:
    """The targets of one period; None: of no period at all."""
    if period is None:
        return KeyTarget.objects.none()
    return KeyTarget.objects.filter(starts=period.starts, ends=period.ends)
