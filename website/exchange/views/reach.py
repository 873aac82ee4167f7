"""The imports that somebody may see; all others do not exist."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from website.accounts.models import User
from website.accounts.permissions import READ, offices_where
from website.exchange.models import Import


def readable(user: User) -> QuerySet[Import]:
    """The imports of the offices in which a person may read."""
    imports = Import.objects.filter(office__in=offices_where(user, READ))
    return imports.select_related("office", "source", "started_by", "decided_by", "progress")


def import_or_404(request: HttpRequest, pk: int) -> Import:
    """The import of an address, for somebody who may read it."""
    return get_object_or_404(readable(request.user), pk=pk)
