"""Changing what the register says of an agreement."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from twinpact import agreements as library
from website.accounts.models import User
from website.accounts.permissions import WRITE, require
from website.agreements import convert
from website.agreements.actions.parts import write_parts
from website.agreements.findings import check_agreements, forget_reading
from website.agreements.models import Agreement, AgreementStatement
from website.agreements.queries import with_all
from website.agreements.rows import STATEMENT, Said, changed_statements
from website.places.actions import enter_places
from website.sources.models import Source, Sureness
from website.tables.copying import copy_rows


class ChangedMeanwhileError(Exception):
    """Somebody else saved the agreement after this person opened it."""


@transaction.atomic
def change_agreement(
    *,
    pk: int,
    version: int,
    agreement: library.Agreement,
    source: Source,
    locator: str = "",
    words: Mapping[str, str] | None = None,
    by: User,
    at: datetime,
) -> Agreement:
    """Change what the register says of an agreement; earlier statements stay beside the new ones.

    ``words`` are the source's own words for fields, where they are not those of the values.

    Raises:
        NotAllowedError: The person may not write in the agreement's office.
        ChangedMeanwhileError: ``version`` is no longer the latest one.
    """
    # Places before agreements: who merges places locks in the same order.
    entered = enter_places(p.place.id for p in agreement.parties if p.place)
    row = with_all(Agreement.register.select_for_update(of=("self",))).get(pk=pk)
    require(by, WRITE, row.office)
    if row.version != version:
        raise ChangedMeanwhileError(_("Somebody else changed this agreement after you opened it."))
    before = convert.to_library(row)
    agreement = convert.landed(agreement, entered)
    entered |= {place.pk: place for place in entered.values()}
    for name, value in convert.columns(agreement).items():
        setattr(row, name, value)
    row.search = convert.SearchWords().text(agreement)
    row.version += 1
    row.changed_at, row.changed_by = at, by
    row.save()
    for parts in (row.parties, row.themes, row.motivations):
        parts.all().delete()
    write_parts([(row.pk, agreement)], entered)
    said = Said(source, Sureness.CERTAIN, by, at)
    _state_changes(row, before, agreement, said=said, locator=locator, own=words or {})
    check_agreements([row.pk], on=at.date())
    return row


def _state_changes(
    row: Agreement,
    before: library.Agreement,
    after: library.Agreement,
    *,
    said: Said,
    locator: str,
    own: Mapping[str, str],
) -> None:
    """A preferred statement for each field that changed; the earlier ones are kept beside it."""
    was, is_now = convert.field_values(before), convert.field_values(after)
    written, words = convert.field_words(before), convert.field_words(after)
    changed = [
        field
        for field in is_now
        if is_now[field] != was.get(field)
        or (field.startswith("party_") and words.get(field) != written.get(field))
    ]
    changed += [field for field in was if field not in is_now]
    forget_reading((row.pk, field) for field in changed)
    row.statements.filter(field__in=changed, preferred=True).update(preferred=False)
    copy_rows(
        AgreementStatement,
        STATEMENT,
        changed_statements(row.pk, changed, after, said, locator=locator, own=own),
    )
