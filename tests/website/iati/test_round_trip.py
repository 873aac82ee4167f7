"""A file of IATI comes in as any other file, and nothing of it is lost when it goes out again."""

from dataclasses import replace
from datetime import date

import pytest

from twinpact.formats.agreements import agreement_cells
from twinpact.formats.iati_checking import check_iati
from twinpact.formats.iati_reading import agreements_from_iati
from website.accounts.models import Role
from website.agreements.convert import to_library
from website.agreements.models import Agreement
from website.agreements.queries import with_all
from website.exchange import actions as exchange
from website.iati.actions import Settled, choose_agreements, settle_iati
from website.iati.models import IatiRecord
from website.iati.queries import file_pieces, going_out
from website.plans import convert as plans_convert
from website.plans.models import Programme
from website.plans.queries import with_content

ON = date(2026, 3, 3)
FOREIGN = b"""<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03">
<iati-activity xml:lang="en" default-currency="GBP" hierarchy="2">
<iati-identifier>GB-1-200001</iati-identifier>
<reporting-org ref="GB-1" type="10"><narrative>A ministry</narrative></reporting-org>
<title><narrative>Safe water for Antioquia</narrative></title>
<description type="1"><narrative>Wells and pipes</narrative></description>
<description type="2"><narrative>Fewer illnesses</narrative></description>
<participating-org role="1" type="10" ref="GB-1"><narrative>A ministry</narrative></participating-org>
<activity-status code="2"/>
<activity-date iso-date="2020-01-01" type="2"/><activity-date iso-date="2030-12-31" type="3"/>
<contact-info><email>water@example.org</email></contact-info>
<recipient-country code="CO"/>
<sector vocabulary="1" code="14030"/>
<policy-marker vocabulary="1" code="2" significance="1"/>
<budget><period-start iso-date="2020-01-01"/><period-end iso-date="2020-12-31"/><value value-date="2020-01-01">1000</value></budget>
<transaction ref="T1"><transaction-type code="3"/><transaction-date iso-date="2020-02-01"/><value value-date="2020-02-01">250</value></transaction>
<document-link format="text/html" url="https://example.org/water"><title><narrative>Page</narrative></title><category code="A12"/><language code="en"/></document-link>
<result type="1"><title><narrative>Water</narrative></title><indicator measure="1"><title><narrative>Homes</narrative></title><baseline year="2019" value="0"/></indicator></result>
</iati-activity>
</iati-activities>"""  # noqa: E501 - an element on a line


def out() -> bytes:
    return b"".join(file_pieces(going_out(), on=ON))


def held(pk: int) -> dict[str, str]:
    """What the register holds, without what names the row and its source there."""
    cells = agreement_cells(to_library(with_all(Agreement.register.filter(pk=pk)).get()))
    return {column: text for column, text in cells.items() if column not in ("key", "locator")}


def choose_all(office, by):
    return choose_agreements(office=office, goes_out=True, by=by)


@pytest.fixture
def elsewhere(jalisco, person):
    """Another office, as it would be on another site, that says something else of itself."""
    told = Settled("MX-RFC-JAL", "11", "MXN", "es")
    settle_iati(office=jalisco, told=told, by=person(Role.ADMINISTRATOR, jalisco))
    return jalisco


def test_a_foreign_activity_goes_out_just_as_it_came(bring, settled, antioquia, reviewer):
    bring(FOREIGN)
    choose_all(antioquia, reviewer)
    (came,), (gone,) = agreements_from_iati(FOREIGN), agreements_from_iati(out())
    assert check_iati(out(), on=ON) == []
    own = {"form": gone.form, "record": gone.record}
    assert gone == replace(came, **own)


def test_importing_what_went_out_changes_nothing_that_is_held(
    bring, settled, antioquia, reviewer, elsewhere, person
):
    first = bring(FOREIGN).rows.get().agreement_id
    choose_all(antioquia, reviewer)
    file = out()
    IatiRecord.objects.update(goes_out=False)
    by = person(Role.REVIEWER, elsewhere)
    second = bring(file, office=elsewhere, by=by).rows.get().agreement_id
    assert held(first) == held(second)
    choose_all(elsewhere, by)
    assert agreements_from_iati(out()) == agreements_from_iati(file)


def test_what_somebody_changes_here_goes_out_in_the_place_of_what_came(
    bring, settled, antioquia, reviewer, draft
):
    pk = bring(FOREIGN).rows.get().agreement_id
    choose_all(antioquia, reviewer)
    Agreement.register.filter(pk=pk).update(state="suspended", focus="Water and forests")
    (gone,) = agreements_from_iati(out())
    assert (gone.state, gone.descriptions[0][1]) == ("suspended", "Water and forests")
    assert "activity-status" not in {one.name for one in gone.kept}
    assert gone.titles == ((None, "Safe water for Antioquia"),)
    assert check_iati(out(), on=ON) == []


def test_our_own_file_brings_the_agreement_and_its_programme(
    chosen, programme, agree_alone, elsewhere, bring, person
):
    agree_alone(programme)
    file = out()
    (gone,) = agreements_from_iati(file)
    assert check_iati(file, on=ON) == []
    assert [one.code for one in gone.programmes] == ["POA-2025"]
    IatiRecord.objects.update(goes_out=False)
    by = person(Role.REVIEWER, elsewhere)
    batch = bring(file, office=elsewhere, by=by)
    row = batch.rows.get()
    assert held(row.agreement_id) == held(chosen.pk)
    draft = with_content(Programme.objects.all()).get(agreement=row.agreement_id)
    assert draft.stage == "drafting"
    own = plans_convert.programme_of(draft)
    there = gone.programmes[0]
    assert (own.lines, own.budget, own.year) == (there.lines, there.budget, there.year)


def test_a_programme_that_came_goes_out_before_its_sides_have_agreed_here(
    chosen, programme, agree_alone, elsewhere, bring, person
):
    agree_alone(programme)
    file = out()
    IatiRecord.objects.update(goes_out=False)
    by = person(Role.REVIEWER, elsewhere)
    bring(file, office=elsewhere, by=by)
    choose_all(elsewhere, by)
    assert agreements_from_iati(out()) == agreements_from_iati(file)


def test_taking_the_import_back_takes_its_programmes_along(
    chosen, programme, agree_alone, elsewhere, bring, person, clock
):
    agree_alone(programme)
    by = person(Role.REVIEWER, elsewhere)
    batch = bring(out(), office=elsewhere, by=by, publish=False)
    assert Programme.objects.filter(office=elsewhere).exists()
    exchange.ask_to_undo(pk=batch.pk, by=by, at=clock())
    exchange.undo_import(pk=batch.pk, by=by, at=clock())
    assert not Programme.objects.filter(office=elsewhere).exists()
    assert not Agreement.register.filter(office=elsewhere).exists()


def test_a_programme_that_somebody_worked_on_stays_when_the_import_is_taken_back(
    chosen, programme, agree_alone, elsewhere, bring, person, clock
):
    agree_alone(programme)
    by = person(Role.REVIEWER, elsewhere)
    batch = bring(out(), office=elsewhere, by=by, publish=False)
    Programme.objects.filter(office=elsewhere).update(version=99)
    exchange.ask_to_undo(pk=batch.pk, by=by, at=clock())
    exchange.undo_import(pk=batch.pk, by=by, at=clock())
    assert Programme.objects.filter(office=elsewhere).exists()
    assert batch.rows.get().undone == "left"
