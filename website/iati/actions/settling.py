"""What an office settles for IATI."""

from dataclasses import asdict, dataclass

import pghistory
from django.db import transaction

from website.accounts.models import Office, User
from website.accounts.permissions import ADMINISTER, require
from website.iati.models import IatiSettings


@dataclass(frozen=True, slots=True)
class Settled:
    """How the office is called in IATI; see ``IatiSettings``."""

    identifier: str
    kind: str
    currency: str
    language: str


@transaction.atomic
def settle_iati(*, office: Office, told: Settled, by: User) -> IatiSettings:
    """Say how an office is called in IATI. Identifiers that were given to agreements stay.

    Raises:
        NotAllowedError: The person may not administer the office.
    """
    require(by, ADMINISTER, office)
    with pghistory.context(user=by.pk, act="settle_iati"):
        row, _made = IatiSettings.objects.select_for_update().update_or_create(
            office=office, defaults=asdict(told)
        )
    return row
