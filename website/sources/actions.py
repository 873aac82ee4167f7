"""Every write on sources."""

from django.db import transaction

from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require, require_tending
from website.sources.models import Source


@transaction.atomic
def name_source(
    *, office: Office, kind: str, title: str, by: User, details: dict[str, str] | None = None
) -> Source:
    """The office's source of this title, made where it is new.

    Raises:
        NotAllowedError: The person may not write in the office.
    """
    require(by, WRITE, office)
    source, _ = Source.objects.get_or_create(
        office=office, title=title, defaults={"kind": kind, **(details or {})}
    )
    return source


@transaction.atomic
def name_shared_source(*, kind: str, title: str, by: User) -> Source:
    """The register's own source of this title, which belongs to no office, made where it is new.

    Raises:
        NotAllowedError: The person may not change what all offices share.
    """
    require_tending(by)
    source, _ = Source.objects.get_or_create(office=None, title=title, defaults={"kind": kind})
    return source
