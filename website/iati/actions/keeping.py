"""Keeping what a file of IATI says of agreements, and beginning the programmes that it holds."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

import pghistory
from django.db import DatabaseError, transaction

from twinpact.formats.iati_agreement import PublishedAgreement
from twinpact.plans.programme import Programme as Content
from twinpact.plans.refusing import PlanRefusedError
from website.accounts.models import Office, User
from website.accounts.permissions import WRITE, require
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.iati import convert
from website.iati.models import IatiRecord
from website.plans.actions import Beginning, begin_programme, replace_content
from website.plans.models import Programme


@dataclass(frozen=True, slots=True)
class Came:
    """What a file says of an agreement of the register."""

    agreement: int
    published: PublishedAgreement


@transaction.atomic
def keep_came(
    *, office: Office, came: Iterable[Came], brought_by: int, by: User, at: datetime
) -> int:
    """Keep what a file says of agreements, and begin the programmes of years that have none.

    A programme of the file is being drafted here until its sides agree; one that the database or a
    rule of the office refuses stays in what is kept, and goes out again from there. Gives how many
    programmes were begun.

    Raises:
        NotAllowedError: The person may not write in the office.
    """
    require(by, WRITE, office)
    told = {one.agreement: one.published for one in came}
    own = Agreement.register.select_for_update(of=("self",)).filter(office=office, pk__in=told)
    begun = 0
    with pghistory.context(user=by.pk, act="keep_iati", import_=brought_by):
        for row in with_all(own).order_by("pk"):
            published = told[row.pk]
            record = IatiRecord.objects.filter(agreement=row).first()
            record = record or IatiRecord(agreement=row)
            record.identifier = record.identifier or published.identifier[:250]
            record.came = convert.to_xml(published)
            record.held = convert.held_cells(row)
            new = [_begin(row, one, by, at) for one in published.programmes]
            record.programmes |= {str(one.pk): one.version for one in new if one is not None}
            record.brought_by = brought_by
            record.save()
            begun += sum(one is not None for one in new)
    return begun


def _begin(agreement: Agreement, content: Content, by: User, at: datetime) -> Programme | None:
    """The programme of the file as a draft; None where it cannot be one."""
    try:
        with transaction.atomic():
            told = Beginning(agreement.pk, content.year, content.title[:300])
            programme = begin_programme(told=told, by=by, at=at)
            return replace_content(
                pk=programme.pk, content=content, version=programme.version, by=by
            )
    except (PlanRefusedError, DatabaseError):
        return None


@transaction.atomic
def forget_came(*, office: Office, pks: Collection[int], brought_by: int, by: User) -> None:
    """Take back what an import kept of agreements, with the programmes that nobody touched since.

    Raises:
        NotAllowedError: The person may not write in the office.
    """
    require(by, WRITE, office)
    records = IatiRecord.objects.select_for_update().filter(
        agreement__office=office, agreement__in=pks, brought_by=brought_by
    )
    with pghistory.context(user=by.pk, act="forget_iati", import_=brought_by):
        for record in records:
            for pk, version in record.programmes.items():
                untouched = Programme.objects.filter(
                    pk=pk, version=version, stage=Programme.Stage.DRAFTING, versions=None
                )
                untouched.delete()
            record.came, record.held, record.programmes = "", {}, {}
            record.brought_by = None
            record.save()
