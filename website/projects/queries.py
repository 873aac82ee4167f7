"""Every shared read of projects."""

from django.db.models import QuerySet

from website.accounts.models import User
from website.accounts.permissions import READ, offices_where
from website.agreements.models import Agreement
from website.projects.models import Project


def readable_projects(user: User) -> QuerySet[Project]:
    """The projects of the offices in which a person may read; all others do not exist."""
    return Project.register.filter(office__in=offices_where(user, READ))


def with_parts(base: QuerySet[Project]) -> QuerySet[Project]:
    """With everything that a sheet shows; a fixed number of queries."""
    return base.select_related("office", "source", "created_by", "changed_by").prefetch_related(
        "bodies__organization",
        "amounts__funder",
        "amounts__source",
        "themes",
        "sectors",
        "places__place__parent",
        "agreement__parties__place",
    )


def projects_under(agreement: Agreement, *, public: bool) -> list[Project]:
    """The projects under an agreement, of which the public sees the published ones."""
    base = Project.published if public else Project.register
    return list(base.filter(agreement=agreement).order_by("starts_earliest", "pk"))
