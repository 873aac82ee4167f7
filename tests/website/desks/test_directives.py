"""The authority writes its directive: always a new version, with a reason, never a faulty one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django.asserts import assertContains, assertNotContains

from twinpact.directives import BadDirectiveError, directive_texts
from website.accounts.models import Office, Role
from website.accounts.permissions import NotAllowedError
from website.desks import actions
from website.desks.directives import compared, countries_to_direct, in_force
from website.procedures.models import DirectiveVersion

AT = datetime(2026, 5, 4, 12, tzinfo=UTC)
SHIPPED = directive_texts()["MX"]


def changed(version: str = "2", text: str = SHIPPED) -> str:
    return text.replace('version: "1"', f'version: "{version}"').replace(
        "deadline: {counted_from: MX-5, unit: null, number: null}\n  silence: unknown",
        "deadline: {counted_from: MX-5, unit: working_days, number: 20, calendar: MX}\n"
        "  silence: approval",
    )


@pytest.fixture
def sre(db) -> Office:
    return Office.objects.create(name="SRE", slug="sre", country="MX")


@pytest.fixture
def authority(person, sre):
    return person(Role.AUTHORITY, sre)


@pytest.fixture
def write(authority):
    def act(**changes: object) -> DirectiveVersion:
        given = {"country": "MX", "text": changed(), "reason": "Decree of 4 May", "after": "1",
                 "by": authority, "at": AT}  # fmt: skip
        return actions.write_directive(**(given | changes))

    return act


def test_an_own_version_is_in_force_from_then_on(write):
    assert in_force("MX").own is None
    stored = write()
    assert in_force("MX").own == stored
    assert in_force("MX").text == changed()
    assert in_force("CO").own is None


def test_a_faulty_text_is_refused_and_nothing_is_stored(write):
    with pytest.raises(BadDirectiveError):
        write(text=changed().replace("confidence: confirmed", "confidence: certain"))
    assert not DirectiveVersion.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": "  "}, "Say why"),
        ({"text": changed("1")}, "There is a version 1 already"),
        ({"text": SHIPPED}, "Nothing has changed"),
        ({"text": directive_texts()["CO"]}, "The text says country CO"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(write, changes, said):
    with pytest.raises(actions.DirectiveRefusedError, match=said):
        write(**changes)


def test_who_began_on_an_older_version_is_told(write):
    write()
    with pytest.raises(actions.WrittenMeanwhileError, match="Version 2"):
        write(text=changed("3"))
    assert write(text=changed("3"), after="2").version == "3"


def test_a_stored_text_is_never_changed(write):
    stored = write()
    with pytest.raises(DatabaseError), transaction.atomic():
        DirectiveVersion.objects.filter(pk=stored.pk).update(text="x")


def test_only_the_authority_of_the_country_writes_it(write, person, sre, jalisco, antioquia):
    reviewer, stand_in = person(Role.REVIEWER, sre), person(Role.ADMINISTRATOR, jalisco)
    for by in (reviewer, stand_in, person(Role.AUTHORITY, antioquia)):
        with pytest.raises(NotAllowedError):
            write(by=by)
    assert write(by=person(Role.ADMINISTRATOR, sre)).version == "2"


def test_where_there_is_no_authority_the_administrators_stand_in(person, jalisco):
    assert countries_to_direct(person(Role.ADMINISTRATOR, jalisco)) == ["MX"]
    assert countries_to_direct(person(Role.REVIEWER, jalisco)) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(write):
    start = Barrier(2)

    def act(version: str) -> str:
        try:
            start.wait(10)
            write(text=changed(version))
        except actions.WrittenMeanwhileError:
            return "told"
        finally:
            connection.close()
        return "stored"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(act, ["2", "3"])) == ["stored", "told"]


def test_a_comparison_numbers_the_lines_of_both_texts():
    told = compared("a\nb\nc\nd\ne\nf\ng\n", "a\nb\nc\nd\nE\nf\ng\nh\n")
    assert [(one.kind, one.before, one.after) for one in told] == [
        ("gap", None, None),
        ("same", 2, 2),
        ("same", 3, 3),
        ("same", 4, 4),
        ("removed", 5, None),
        ("added", None, 5),
        ("same", 6, 6),
        ("same", 7, 7),
        ("added", None, 8),
    ]
    assert compared("a\n", "a\n") == []


@pytest.fixture
def desk(signed_in, sre):
    return signed_in(Role.AUTHORITY, sre)


ADDRESS = "/en/desk/directives/MX/"


def test_the_page_begins_from_the_text_in_force(desk):
    answer = desk.get(ADDRESS)
    assertContains(answer, "México: acuerdos interinstitucionales")
    assertContains(answer, "In force is version 1")
    assertContains(desk.get("/en/desk/directives/"), ADDRESS)


def test_faults_stand_beside_the_text_with_their_line(desk):
    text = changed().replace("counted_from: MX-5", "counted_from: MX-99")
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "MX-99" in one)
    answer = desk.post(ADDRESS, {"text": text, "after": "1", "save": "1", "reason": "x"})
    assert answer.status_code == 422
    assertContains(answer, f"Line {line}", status_code=422)
    assertContains(answer, "rules[6].deadline.counted_from", status_code=422)
    assertContains(answer, "counted_from: MX-99", status_code=422)
    assert not DirectiveVersion.objects.exists()


def test_a_sound_text_is_compared_before_it_is_saved(desk):
    answer = desk.post(ADDRESS, {"text": changed(), "after": "1", "check": "1"})
    assertContains(answer, "Nothing is wrong")
    assertContains(answer, "diff-added")
    assertContains(answer, "taken away")
    assert not DirectiveVersion.objects.exists()


def test_a_saved_version_is_shown_with_its_reason_here_and_to_the_public(desk, client):
    given = {"text": changed(), "after": "1", "save": "1", "reason": "Decree <4> of May"}
    answer = desk.post(ADDRESS, given, follow=True)
    assertContains(answer, "Version 2 is in force now")
    stored = DirectiveVersion.objects.get()
    assertContains(desk.get(f"{ADDRESS}{stored.pk}/"), "diff-added")
    public = client.get("/en/guides/MX/")
    assertContains(public, "Decree &lt;4&gt; of May")
    assertContains(public, "20 working days")
    assertContains(public, "has approved")
    assertNotContains(client.get("/en/guides/CO/"), "Decree")


def test_what_was_written_is_kept_when_somebody_was_faster(desk, write):
    write()
    mine = changed("3")
    answer = desk.post(ADDRESS, {"text": mine, "after": "1", "save": "1", "reason": "Mine"})
    assertContains(answer, "Version 2 was stored meanwhile", status_code=422)
    assertContains(answer, 'name="after" value="2"', status_code=422)
    assert (
        desk.post(ADDRESS, {"text": mine, "after": "2", "save": "1", "reason": "Mine"}).status_code
        == 302
    )


def test_other_people_do_not_find_the_page(signed_in, jalisco, sre, authority):
    for client in (signed_in(Role.OFFICER, jalisco), signed_in(Role.AUTHORITY)):
        assert client.get(ADDRESS).status_code == 404
        assert client.post(ADDRESS, {"text": changed(), "save": "1"}).status_code == 404


def test_a_country_without_a_directive_begins_with_a_head_and_a_rule(signed_in):
    peru = Office.objects.create(name="Peru", slug="peru", country="PE")
    answer = signed_in(Role.AUTHORITY, peru).get("/en/desk/directives/PE/")
    assertContains(answer, "country: PE")
