"""What staff find at their desk: the agreements of their offices, and what is due to look at."""

from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from twinpact.vocabularies import terms
from website.accounts.models import Office, User
from website.accounts.permissions import READ, offices_where
from website.agreements import words
from website.agreements.filters import Filters
from website.agreements.listing import TITLES, Choice, Group
from website.agreements.models import Agreement, AgreementFinding, Publication
from website.agreements.queries import matching


def readable(user: User) -> QuerySet[Agreement]:
    """The agreements of the offices in which a person may read; all others do not exist."""
    return Agreement.register.filter(office__in=offices_where(user, READ))


@dataclass(frozen=True, slots=True)
class Due:
    """A kind of finding, and how many agreements it is about."""

    code: str
    severity: str
    label: str
    findings: int
    agreements: int


def due(user: User, office: Office | None = None) -> list[Due]:
    """What is due to look at in a person's offices: the gravest kinds of findings first."""
    offices = offices_where(user, READ)
    if office is not None:
        offices = offices.filter(pk=office.pk)
    counted = (
        AgreementFinding.objects.filter(office__in=offices)
        .order_by()
        .values_list("severity", "code")
        .annotate(n=Count("pk"), agreements=Count("agreement", distinct=True))
    )
    gravity = {code: place for place, code in enumerate(terms("severities"))}
    ordered = sorted(counted, key=lambda row: (gravity.get(row[0], 9), -row[2], row[1]))
    return [
        Due(code, severity, words.word("finding", code), n, agreements)
        for severity, code, n, agreements in ordered
    ]


def office_groups(base: QuerySet[Agreement], filters: Filters) -> list[Group]:
    """The filters that only staff have: published or not, and the office."""
    published = dict(_counts(base, filters, "publication"))
    offices = [
        Choice(slug, name, n, slug == filters.office)
        for slug, name, n in _counts(base, filters, "office", "office__slug", "office__name")
    ]
    groups = [
        _group(
            "publication",
            [
                Choice(code, str(label), published.get(code, 0), code == filters.publication)
                for code, label in Publication.choices
            ],
            filters.publication,
        )
    ]
    if len(offices) > 1 or filters.office:
        groups.append(_group("office", sorted(offices, key=lambda o: o.label), filters.office))
    return groups


def _counts(
    base: QuerySet[Agreement], filters: Filters, name: str, *columns: str
) -> QuerySet[Agreement]:
    others = matching(base, replace(filters, **{name: ""}))
    return others.order_by().values_list(*(columns or (name,))).annotate(n=Count("pk"))


def _group(field: str, choices: list[Choice], chosen: str) -> Group:
    return Group(field, str(TITLES[field]), choices, chosen, long=False)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one thing that the person who looks can do next; ``field`` is the one to settle."""

    word: str
    kind: str
    field: str = ""


def next_step(row: Agreement, findings: list[AgreementFinding], *, may: set[str]) -> NextStep:
    """What the person who looks at an agreement does next, by what they may do."""
    holding = [finding for finding in findings if finding.severity in ("critical", "error")]
    first = (holding or findings or [None])[0]
    draft = row.publication == Publication.DRAFT
    if draft and not holding and "publish" in may:
        return NextStep(_("Publish"), "publish")
    if first is not None and "write" in may:
        return NextStep(
            _("Settle: %(finding)s") % {"finding": words.word("finding", first.code)},
            "settle",
            first.field,
        )
    if draft and not holding and "write" in may:
        return NextStep(_("A reviewer of your office can publish this now."), "wait")
    if not draft:
        return NextStep(_("See the public page"), "public")
    return NextStep(_("Nothing for you to do here."), "wait")
