"""The founding tables, through the normal import, go out in IATI and break no rule."""

import pytest
from django.core.management import call_command

from tests.website.plans.conftest import content
from twinpact.formats.iati_checking import check_iati
from twinpact.formats.iati_reading import agreements_from_iati
from website.accounts.models import Office, User
from website.agreements.models import Agreement
from website.iati.actions import Settled, choose_agreements, settle_iati
from website.iati.queries import check_all, file_pieces, going_out
from website.plans.actions import (
    Beginning,
    Said,
    agree_to_programme,
    begin_programme,
    put_to_sides,
    replace_content,
)
from website.plans.models import ProgrammeSide


@pytest.fixture
def founding(db, at, capsys):
    """The register of the demo, of which the office of Antioquia lets everything go out."""
    call_command("create_demo_users")
    call_command("load_founding")
    by = User.objects.get(email="administrator@demo.example")
    for office in Office.objects.all():
        if not Agreement.published.filter(office=office).exists():
            continue
        told = Settled(f"CO-NIT-{office.pk}", "11", "COP", "es")
        settle_iati(office=office, told=told, by=by)
        choose_agreements(office=office, goes_out=True, by=by)
    return by


def with_programme(by, at) -> Agreement:
    """An agreement of the founding tables with a programme of 2025 that its sides agreed to."""
    agreement = Agreement.published.exclude(signed_earliest=None).order_by("pk").first()
    row = begin_programme(told=Beginning(agreement.pk, 2025), by=by, at=at)
    row = replace_content(pk=row.pk, content=content(), version=row.version, by=by)
    ProgrammeSide.objects.filter(programme=row).exclude(side=1).delete()
    version = put_to_sides(pk=row.pk, on=at.date(), by=by, at=at)
    agree_to_programme(pk=row.pk, said=Said(version.number, 1, at.date()), by=by, at=at)
    return agreement


def test_the_founding_tables_go_out_and_break_no_rule(founding, at):
    agreement = with_programme(founding, at)
    on = Agreement.published.latest("changed_at").changed_at.date()
    file = b"".join(file_pieces(going_out(), on=on))
    assert check_iati(file, on=on) == []
    found = {one.identifier: one for one in agreements_from_iati(file)}
    assert found[f"CO-NIT-{agreement.office_id}-{agreement.pk}"].programmes
    waiting = [one for one in check_all(going_out(), on=on) if one.holds]
    assert len(found) + len(waiting) == Agreement.published.count()
    # Of these no source says when they began, and IATI takes no activity without a start.
    # The schema says the same of them: it wants a date.
    assert waiting
    for one in waiting:
        assert {finding.rule for finding in one.findings} == {"6.11.1", "schema"}
    assert len(found) > len(waiting)
