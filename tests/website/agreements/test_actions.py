"""A write is an act with a name: one transaction, a trace, and a permission asked for."""

import threading
from dataclasses import replace

import pytest
from django.db import connection

from twinpact import agreements as library
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements import convert
from website.agreements.actions import (
    ChangedMeanwhileError,
    NotReadyError,
    change_agreement,
    enter_agreements,
    publish_agreement,
    unpublish_agreement,
)
from website.agreements.findings import check_register
from website.agreements.models import Agreement, AgreementFinding, Publication
from website.agreements.queries import with_all
from website.places.models import Place


def read(row: Agreement) -> library.Agreement:
    return convert.to_library(with_all(Agreement.register.filter(pk=row.pk)).get())


@pytest.mark.django_db
def test_what_is_entered_is_read_back(enter, draft):
    row, given = enter(), draft()
    kept = read(row)
    for field in ("form", "state", "focus", "themes", "signed", "ends", "motivations"):
        assert getattr(kept, field) == getattr(given, field)
    assert [p.place.id for p in kept.parties] == ["CO-ANT", "BR-SP"]
    assert {s.field: s.written for s in kept.statements}["signed"] == "August 2010"


@pytest.mark.django_db
def test_a_place_comes_with_the_territories_that_hold_it(enter):
    enter()
    assert Place.objects.get(pk="CO-ANT").parent_id == "CO"


@pytest.mark.django_db
def test_a_change_keeps_what_the_earlier_source_said(enter, person, source, at):
    row = enter()
    changed = replace(read(row), signed=library.parse_partial_date("12 August 2010"))
    change_agreement(
        pk=row.pk,
        version=1,
        agreement=changed,
        source=source,
        locator="p. 4",
        by=person(Role.OFFICER, row.office),
        at=at,
    )
    said = row.statements.filter(field="signed").order_by("id")
    assert [(s.value, s.preferred) for s in said] == [("2010-08", False), ("2010-08-12", True)]
    assert row.statements.filter(field="focus").count() == 1


@pytest.mark.django_db
def test_a_change_of_an_old_version_is_refused(enter, person, source, at):
    row = enter()
    by = person(Role.OFFICER, row.office)
    same = {"pk": row.pk, "agreement": read(row), "source": source, "by": by, "at": at}
    change_agreement(version=1, **same)
    with pytest.raises(ChangedMeanwhileError):
        change_agreement(version=1, **same)
    assert Agreement.register.get(pk=row.pk).version == 2


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.READER, Role.AUTHORITY])
def test_who_may_only_read_writes_nothing(antioquia, person, draft, source, at, role):
    with pytest.raises(NotAllowedError):
        enter_agreements(
            office=antioquia,
            agreements=[draft()],
            source=source,
            by=person(role, antioquia),
            at=at,
        )
    assert not Agreement.register.exists()


@pytest.mark.django_db
def test_nobody_writes_in_another_office(enter, jalisco, person, source, at):
    row = enter()
    with pytest.raises(NotAllowedError):
        change_agreement(
            pk=row.pk,
            version=1,
            agreement=read(row),
            source=source,
            by=person(Role.ADMINISTRATOR, jalisco),
            at=at,
        )


@pytest.mark.django_db
def test_only_a_reviewer_publishes(enter, person, at):
    row = enter()
    with pytest.raises(NotAllowedError):
        publish_agreement(pk=row.pk, by=person(Role.OFFICER, row.office), at=at)
    publish_agreement(pk=row.pk, by=person(Role.REVIEWER, row.office), at=at)
    assert Agreement.published.filter(pk=row.pk).exists()
    unpublish_agreement(pk=row.pk, by=person(Role.REVIEWER, row.office))
    assert not Agreement.published.filter(pk=row.pk).exists()


@pytest.mark.django_db
def test_an_open_error_holds_publication_back(enter, person, at):
    row = enter()
    AgreementFinding.objects.create(
        agreement=row, office=row.office, code="date_unread", severity="error"
    )
    with pytest.raises(NotReadyError) as refusal:
        publish_agreement(pk=row.pk, by=person(Role.REVIEWER, row.office), at=at)
    assert refusal.value.codes == ["date_unread"]
    assert Agreement.register.get(pk=row.pk).publication == Publication.DRAFT


@pytest.mark.django_db
def test_an_ambiguous_party_keeps_its_candidates(enter):
    candidates = tuple(
        party.place for party in read(enter("Córdoba", "Jalisco")).parties if party.place
    )
    unsure = library.Party("Cordoba", status="ambiguous", candidates=candidates)
    row = enter(parties=(*read(enter()).parties[:1], unsure))
    kept = read(row).parties[1]
    assert kept.status == "ambiguous"
    assert [c.id for c in kept.candidates] == [c.id for c in candidates]
    assert row.findings.filter(code="place_ambiguous").exists()


@pytest.mark.django_db
def test_two_agreements_with_one_copied_text_are_found(enter, antioquia, at):
    text = "Environmental sectors and foreign trade, management of water resources, mining sector"
    first, second = (enter("Antioquia", far, focus=text) for far in ("Jalisco", "São Paulo"))
    check_register(antioquia, on=at.date())
    found = AgreementFinding.objects.filter(code="copied_focus")
    assert {f.agreement_id for f in found} == {first.pk, second.pk}
    assert {other.pk for f in found for other in f.others.all()} == {first.pk, second.pk}


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_save_at_once_one_wins_and_the_other_is_told(enter, person, source, at):
    row = enter()
    by, agreement = person(Role.OFFICER, row.office), read(row)
    start, outcomes = threading.Barrier(2), []

    def save(focus: str) -> None:
        start.wait()
        try:
            change_agreement(
                pk=row.pk,
                version=1,
                agreement=replace(agreement, focus=focus),
                source=source,
                by=by,
                at=at,
            )
            outcomes.append("saved")
        except ChangedMeanwhileError:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(words,)) for words in ("Water", "Schools")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", "told"]
    assert Agreement.register.get(pk=row.pk).version == 2
