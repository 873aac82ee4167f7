"""Many agreements at once: the same rows, the same history, the same findings as one by one."""

from dataclasses import replace

import pghistory
import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from devtools.folders import ROOT
from twinpact import agreements as library
from twinpact import places as gazetteer
from twinpact.formats.tables import read_table
from website.accounts.models import Role
from website.accounts.permissions import NotAllowedError
from website.agreements import convert
from website.agreements.actions import (
    Change,
    ChangedMeanwhileError,
    change_agreements,
    enter_agreements,
    publish_agreements,
    remove_agreements,
)
from website.agreements.findings import check_agreements, check_register
from website.agreements.models import (
    Agreement,
    AgreementFinding,
    AgreementMotivation,
    AgreementStatement,
    AgreementTheme,
    Party,
)
from website.agreements.queries import with_all
from website.exchange.models import Import, ImportRow
from website.places.models import Place
from website.sources.models import Source
from website.tables.copying import copy_rows, update_rows, watch_all_triggers
from website.tables.deleting import delete_rows

PARTS = (Party, AgreementTheme, AgreementMotivation, AgreementStatement)
OWN_KEYS = {"pgh_id", "pgh_obj_id", "id", "agreement_id"}
FOUNDING = ROOT / "data" / "founding"


@pytest.fixture
def officer(person, antioquia):
    return person(Role.OFFICER, antioquia)


@pytest.fixture
def enter_all(antioquia, source, officer, at):
    """Enter drafts in the office of Antioquia."""

    def enter_all(drafts):
        return enter_agreements(
            office=antioquia, agreements=drafts, source=source, by=officer, at=at
        )

    return enter_all


def kept(pks):
    return {
        row.pk: convert.to_library(row) for row in with_all(Agreement.register.filter(pk__in=pks))
    }


def events(model, **which):
    found = model.pgh_event_model.objects.filter(**which).order_by("pgh_id").values()
    return [{k: v for k, v in one.items() if k not in OWN_KEYS} for one in found]


def written_one_by_one(row):
    """The same agreement once more, each row saved by itself as any code would save it."""
    parts = [
        part for model in PARTS for part in model.objects.filter(agreement=row.pk).order_by("pk")
    ]
    again = Agreement.register.get(pk=row.pk)
    again.pk, again.source_key = None, ""
    again.save(force_insert=True)
    for part in parts:
        part.pk, part.agreement = None, again
        part.save(force_insert=True)
    return again


def found_in(office):
    rows = AgreementFinding.objects.filter(office=office).prefetch_related("others")
    return sorted(
        (
            one.scope,
            one.code,
            one.severity,
            one.field,
            one.agreement_id or 0,
            sorted(one.values.items()),
            sorted(other.pk for other in one.others.all()),
        )
        for one in rows
    )


def founding_drafts():
    for name in ("table_1", "table_3"):
        mapping = library.load_mapping((FOUNDING / f"{name}.map.yaml").read_text("utf-8"))
        table = read_table((FOUNDING / f"{name}.csv").read_bytes(), name=f"{name}.csv")
        for draft, _found in library.read_agreements(table.rows, mapping):
            if len(draft.parties) > 1 and all(party.written for party in draft.parties):
                yield replace(draft, key=f"{name}:{draft.row}")


def odd_drafts(draft):
    """Drafts with what is rare: a territory named twice, candidates, a body, two statements."""
    cordoba = gazetteer.place("AR-X")
    unsure = library.Party("Cordoba", status="ambiguous", candidates=(cordoba,))
    body = library.Party("Jalisco", organization="Universidad de Guadalajara", initiator=True)
    said = library.Statement("signed", "1999"), library.Statement("signed", "2000")
    yield draft("Antioquia", "Antioquia")
    yield replace(draft(), parties=(*draft().parties[:1], unsure), key="unsure")
    yield replace(
        draft(), parties=(*draft().parties[:1], body), motivations=("social", "economic")
    )
    yield replace(draft(), statements=said, languages=("spa", "por"), locator="p. 3\tnote \\ 4")
    yield replace(draft(), focus="Agua\ny \\N caminos", form=None, scope=None, state=None)


@pytest.mark.django_db
def test_the_history_is_the_same_as_of_rows_written_one_by_one(enter_all, draft):
    drafts = [*odd_drafts(draft)]
    with pghistory.context(user=7, act="import"):
        rows = enter_all(drafts)
    with pghistory.context(user=7, act="import"):
        again = [written_one_by_one(row) for row in rows]
    for at_once, by_one in zip(rows, again, strict=True):
        for model in (Agreement, *PARTS):
            key = "pgh_obj_id" if model is Agreement else "agreement_id"
            first, second = (events(model, **{key: row.pk}) for row in (at_once, by_one))
            for event in (*first, *second):
                context = pghistory.models.Context.objects.get(pk=event.pop("pgh_context_id"))
                assert context.metadata == {"user": 7, "act": "import"}
                event.pop("source_key", None)
            assert first == second
            assert {event["pgh_label"] for event in first} <= {"insert"}
    assert events(Agreement)
    assert events(AgreementStatement)


@pytest.mark.django_db
def test_places_leave_their_trace_too(enter_all, draft):
    with pghistory.context(user=7):
        enter_all([draft("Antioquia", "Jalisco")])
    traces = Place.pgh_event_model.objects.select_related("pgh_context").order_by("id")
    assert [trace.id for trace in traces] == ["CO", "CO-ANT", "MX", "MX-JAL"]
    assert all(trace.pgh_label == "insert" for trace in traces)
    assert all(trace.pgh_context.metadata == {"user": 7} for trace in traces)


@pytest.mark.django_db
def test_what_is_entered_at_once_is_read_back_as_it_was_checked(enter_all, draft):
    drafts = [*odd_drafts(draft), *founding_drafts()]
    rows = enter_all(drafts)
    read = kept([row.pk for row in rows])
    places = Place.objects.in_bulk()
    known = convert.territories(places.values())
    for row, given in zip(rows, drafts, strict=True):
        assert convert.as_kept(given, row.pk, places, known) == read[row.pk]


@pytest.mark.django_db
def test_the_findings_are_those_of_a_later_check(enter_all, draft, antioquia, at):
    rows = enter_all([*odd_drafts(draft), *founding_drafts()])
    before = found_in(antioquia)
    check_agreements([row.pk for row in rows], on=at.date())
    assert before
    assert found_in(antioquia) == before


@pytest.mark.django_db
def test_sql_by_hand_leaves_its_trace(enter):
    row = enter()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE agreements_party SET written = 'X' WHERE agreement_id = %s", [row.pk]
        )
        cursor.execute(
            "UPDATE agreements_party SET written = 'X' WHERE agreement_id = %s", [row.pk]
        )
        cursor.execute(
            "INSERT INTO agreements_party (agreement_id, position, written, candidates) "
            "SELECT %s, n, 'Y', '{}' FROM generate_series(3, 5) AS n",
            [row.pk],
        )
        cursor.execute("DELETE FROM agreements_party WHERE position > 3", [])
    labels = [one["pgh_label"] for one in events(Party, agreement_id=row.pk)]
    assert labels == ["insert"] * 2 + ["update"] * 2 + ["insert"] * 3 + ["delete"] * 2


@pytest.mark.django_db
def test_an_insert_that_writes_nothing_leaves_no_trace(enter):
    enter()
    before = Place.pgh_event_model.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO places_place TABLE places_place ON CONFLICT DO NOTHING")
    assert Place.pgh_event_model.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_one_agreement_with_one_party_and_nothing_of_the_others_is_kept(enter_all, draft):
    lonely = replace(draft(), parties=draft("Jalisco").parties)
    with pytest.raises(IntegrityError):
        enter_all([draft(), lonely])
    for model in (Agreement, *PARTS, Place):
        assert not model._default_manager.exists()
        assert not model.pgh_event_model.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_when_the_history_cannot_be_kept_nothing_is(enter_all, draft):
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE agreements_partyevent ADD CONSTRAINT no_more CHECK (position < 2)"
        )
    try:
        with pytest.raises(IntegrityError):
            enter_all([draft()])
        assert not Agreement.register.exists()
        assert not Agreement.pgh_event_model.objects.exists()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE agreements_partyevent DROP CONSTRAINT no_more")


@pytest.mark.django_db(transaction=True)
def test_copied_rows_meet_the_same_constraints(enter, antioquia, at):
    row = enter()
    moment = at.isoformat()
    columns = (
        *("office_id", "publication", "source_key", "search", "version", "languages"),
        *("created_at", "changed_at", "form"),
        *(f"{name}_precision" for name in convert.DATES),
    )
    plain = (antioquia.pk, "draft", "", "", 1, "{}", moment, moment)
    unknown = ("unknown",) * 3
    for form in ("twinning", "marriage"):  # one lacks its parties, one has no such form
        with pytest.raises(IntegrityError), transaction.atomic():
            copy_rows(Agreement, columns, [(*plain, form, *unknown)])
    with pytest.raises(IntegrityError), transaction.atomic():
        update_rows(Party, ("id", "agreement_id"), [(row.parties.first().pk, row.pk + 1)])
    assert [one.pk for one in Agreement.register.all()] == [row.pk]


@pytest.mark.django_db
def test_triggers_are_told_once_that_none_is_ignored(enter_all, draft):
    def told():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('pgtrigger.ignore', TRUE)")
            return cursor.fetchone()[0]

    enter_all([draft()])
    assert told() == "{}"
    with pgtrigger.ignore("agreements.Party:insert_insert"):
        watch_all_triggers()
        before = Party.pgh_event_model.objects.count()
        enter_all([draft("Jalisco", "Antioquia")])
        assert Party.pgh_event_model.objects.count() == before


@pytest.mark.django_db
def test_what_is_removed_stays_in_the_history_with_who_and_why(enter_all, draft, officer, at):
    first, second = enter_all([draft(), draft("Jalisco", "Antioquia")])
    assert remove_agreements(pks=[first.pk, 0], by=officer, at=at, reason="The wrong file") == 1
    assert [row.pk for row in Agreement.register.all()] == [second.pk]
    for model in (Agreement, *PARTS[:2], AgreementStatement):
        gone = model.pgh_event_model.objects.filter(pgh_label="delete")
        whole = model.pgh_event_model.objects.filter(pgh_label="insert")
        key = "pgh_obj_id" if model is Agreement else "agreement_id"
        assert gone.count() == whole.filter(**{key: first.pk}).count() > 0
        for event in gone:
            context = event.pgh_context.metadata
            assert (context["user"], context["reason"]) == (officer.pk, "The wrong file")


@pytest.mark.django_db
def test_who_may_not_publish_removes_nothing_that_is_published(
    enter_all, draft, officer, person, antioquia, jalisco, at
):
    pks = [row.pk for row in enter_all([draft()])]
    publish_agreements(pks=pks, by=person(Role.REVIEWER, antioquia), at=at)
    for by in (officer, person(Role.ADMINISTRATOR, jalisco)):
        with pytest.raises(NotAllowedError):
            remove_agreements(pks=pks, by=by, at=at, reason="")
    reviewer = person(Role.REVIEWER, antioquia)
    assert remove_agreements(pks=pks, by=reviewer, at=at, reason="Twice") == 1


@pytest.mark.django_db
def test_of_many_changes_none_is_made_when_one_is_late(enter_all, draft, source, officer, at):
    rows = enter_all([draft(), draft("Jalisco", "Antioquia")])
    new = {pk: replace(one, focus="Water") for pk, one in kept([r.pk for r in rows]).items()}
    changes = [Change(pk, 1, one, "p. 2") for pk, one in new.items()]
    late = [changes[0], replace(changes[1], version=3)]
    with pytest.raises(ChangedMeanwhileError):
        change_agreements(changes=late, source=source, by=officer, at=at)
    assert kept(new).values() != new.values()
    changed = change_agreements(changes=changes, source=source, by=officer, at=at)
    assert [(row.version, row.focus) for row in changed] == [(2, "Water")] * 2
    for pk in new:
        said = AgreementStatement.objects.filter(agreement=pk, field="focus").order_by("id")
        assert [(s.value, s.preferred, s.locator) for s in said] == [
            ("Exchange of experience in education", False, "row 2"),
            ("Water", True, "p. 2"),
        ]


@pytest.mark.django_db
def test_what_must_stay_holds_back_what_it_rests_on(enter, source):
    row = enter()
    with pytest.raises(ProtectedError):
        delete_rows(Source, [row.statements.first().source_id])
    assert Agreement.register.filter(pk=row.pk).exists()


@pytest.mark.django_db
def test_the_row_of_a_file_outlives_the_agreement_that_it_became(
    enter, source, antioquia, officer, at
):
    row = enter()
    batch = Import.objects.create(office=antioquia, source=source, started_at=at)
    line = ImportRow.objects.create(batch=batch, row=2, raw={}, read={}, agreement=row)
    remove_agreements(pks=[row.pk], by=officer, at=at, reason="")
    line.refresh_from_db()
    assert line.agreement_id is None


TEXT = "Environmental sectors and foreign trade, management of water resources"
CHANGES = [
    {"focus": TEXT},
    {"focus": "Another text that is long enough to be compared with the others of the list"},
    {"focus": None},
    {"signed": library.parse_partial_date("1995")},
    {"signed": library.UNKNOWN_DATE},
    {"parties": "Antioquia, Jalisco"},
    {"parties": "Antioquia, Nowhere"},
]


@pytest.mark.django_db
@pytest.mark.parametrize("values", CHANGES)
@pytest.mark.parametrize("which", [0, 3, 6, -1])
def test_a_few_changes_find_what_a_check_of_all_finds(
    enter_all, draft, antioquia, source, officer, at, values, which
):
    drafts = [
        replace(draft("Antioquia", far), focus=focus, signed=library.parse_partial_date(year))
        for far, focus, year in [
            *[("Jalisco", TEXT, "1995"), ("Jalisco", None, ""), ("São Paulo", TEXT, "1996")],
            *[("Nowhere", TEXT, "2001"), ("Nowhere", None, "2001"), ("Elsewhere", None, "")],
            *[("São Paulo", None, year) for year in map(str, range(1990, 2001))],
            *[("Córdoba", None, "1995")] * 40,
        ]
    ]
    rows = enter_all(drafts)
    check_register(antioquia, on=at.date())
    assert {"copied_focus", "repeated_pair", "placeholder_year"} <= {
        code for _scope, code, *_rest in found_in(antioquia)
    }
    pk = rows[which].pk
    if "parties" in values:
        values = {"parties": draft(*values["parties"].split(", ")).parties}
    change = Change(pk, 1, replace(kept([pk])[pk], **values))
    change_agreements(changes=[change], source=source, by=officer, at=at)
    incremental = found_in(antioquia)
    check_register(antioquia, on=at.date())
    assert incremental == found_in(antioquia)
    remove_agreements(pks=[pk], by=officer, at=at, reason="")
    incremental = found_in(antioquia)
    check_register(antioquia, on=at.date())
    assert incremental == found_in(antioquia)
