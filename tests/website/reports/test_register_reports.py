"""The reports on the register: the sheet, the annual report of the office, the handover file."""

import io
from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from pypdf import PdfReader

from tests.website.reports.contents import FORMATS, LANGUAGES, LETTERHEAD, READ
from twinpact import agreements as library
from website.accounts.models import Role
from website.agreements.actions import link_agreements
from website.agreements.models import Agreement, Document
from website.desks.due import ending
from website.procedures.actions import begin_procedure
from website.reports.agreement_sheet import agreement_sheet, with_sheet
from website.reports.annual_report import annual_report
from website.reports.content import Chart, Figures, Light, Table
from website.reports.handover_file import handover_file
from website.reports.letterheads import letterhead_of
from website.reports.render import draw

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def partial(words):
    return library.parse_partial_date(words)


def sheet_of(row, *, public, language="en"):
    with translation.override(language):
        whole = with_sheet(Agreement.register.all()).get(pk=row.pk)
        return agreement_sheet(whole, letterhead=LETTERHEAD, on=DAY, public=public)


def tables(content):
    return {one.title: one for one in content.blocks if isinstance(one, Table)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_is_drawn_in_each_language_and_format(enter, language):
    content = sheet_of(enter(published=True), public=False, language=language)
    for file_format in FORMATS:
        told = READ[file_format](draw(content, file_format))
        assert "Antioquia – São Paulo" in told
        assert "Exchange of experience in education" in told
        assert "Mora Aguirre (2013), Table 1" in told
        signed = {"es": "agosto de 2010", "en": "August 2010", "pt": "agosto de 2010"}[language]
        assert signed in told


def test_what_the_record_does_not_know_is_said_so_and_never_left_empty(enter):
    told = READ["docx"](draw(sheet_of(enter(), public=False), "docx"))
    assert "Ends not known" in told
    assert "Renewal not known" in told


def test_the_public_sheet_has_no_findings_no_private_papers_and_no_unpublished_links(
    enter, antioquia, person, at
):
    row, later = enter(published=True), enter("Antioquia", "Jalisco")
    officer = person(Role.OFFICER, antioquia)
    link_agreements(office=antioquia, pairs=[(row.pk, later.pk)], kind="renews", by=officer)
    for n, public in enumerate((True, False)):
        Document.objects.create(
            agreement=row, kind="agreement", title=f"Paper {n}", public=public,
            url="https://example.org/paper",
        )  # fmt: skip
    staff = READ["pdf"](draw(sheet_of(row, public=False), "pdf"))
    told = READ["pdf"](draw(sheet_of(row, public=True), "pdf"))
    for words in ("Paper 1", "To look at", "Jalisco"):
        assert words in staff
        assert words not in told
    assert "Paper 0" in told


def annual(office, language="en", year=2010):
    with translation.override(language):
        return annual_report(office, year, letterhead=letterhead_of(office), on=DAY)


def test_the_annual_report_counts_what_happened_in_the_year(enter, antioquia, person):
    first = enter()
    enter("Antioquia", "Jalisco", signed=partial("2010"))
    enter("Antioquia", "Córdoba", signed=partial("unknown"), state=None)
    ended = enter(
        "Antioquia", "Nowhere", signed=partial("2001"), ends=partial("May 2010"), state="expired"
    )
    earlier = enter("Antioquia", "Somewhere", signed=partial("1999"))
    officer = person(Role.OFFICER, antioquia)
    link_agreements(office=antioquia, pairs=[(earlier.pk, first.pk)], kind="renews", by=officer)
    content = annual(antioquia)
    [figures] = [one for one in content.blocks if isinstance(one, Figures)]
    assert {words: n for n, words in figures.rows} == {
        "agreements in the register": 5,
        "agreements in force": 3,
        "whose state is not known": 1,
        "countries of partners": 3,
        "signed in 2010": 2,
        "renewed in 2010": 1,
        "ended in 2010": 1,
    }
    told = tables(content)
    assert [row[0] for row in told["Ended in 2010"].rows] == [ended.pk]
    assert [row[0] for row in told["Renewed in 2010"].rows] == [earlier.pk]
    assert len(told["The agreements of the office"].rows) == 5


def test_the_annual_report_draws_partners_by_country_with_the_unknown_as_unknown(enter, antioquia):
    enter()
    enter("Antioquia", "Nowhere that anybody knows")
    [chart, *_] = [one for one in annual(antioquia).blocks if isinstance(one, Chart)]
    kinds = {bar["label"]: bar["kind"] for bar in chart.spec["data"]["values"]}
    assert kinds == {"Brazil": "known", "not known": "unknown"}
    assert chart.alternative == "Bars: Brazil 1; not known 1."
    assert chart.data.total == ("All agreements", 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annual_report_is_drawn_in_each_language_and_format(enter, antioquia, language):
    enter()
    content = annual(antioquia, language)
    for file_format in FORMATS:
        told = READ[file_format](draw(content, file_format))
        assert content.title in told
        assert {"es": "Brasil", "en": "Brazil", "pt": "Brasil"}[language] in told


def test_the_annual_report_of_an_empty_register_counts_nothing_and_draws(antioquia):
    told = READ["pdf"](draw(annual(antioquia), "pdf"))
    assert "The register has no agreement of this office." in told


def handover(office, language="en", on=DAY):
    with translation.override(language):
        return handover_file(office, letterhead=LETTERHEAD, on=on)


def test_the_handover_file_tells_promises_deadlines_people_papers_money_and_risks(
    enter, antioquia, person, at
):
    binding = enter(ends=partial("2026-04-01"))
    begun = enter("Antioquia", "Jalisco", state=None)
    by = person(Role.OFFICER, antioquia)
    begin_procedure(agreement=begun.pk, on=DAY, by=by, at=at)
    content = handover(antioquia)
    told = tables(content)
    assert [row[0] for row in told["What binds the office"].rows] == [binding.pk]
    assert [row[0] for row in told["On its way"].rows] == [begun.pk]
    [end] = told["Ends that are near or past"].rows
    assert end[2] == Light("amber", "Ends in 30 days")
    assert ending([antioquia], DAY).count() == 1
    assert tuple(row[1] for row in told["Who works in the register for the office"].rows) == (
        "officer@antioquia.example",
    )
    title = "Agreements that bind, or may bind, without a signed text in the register"
    assert told[title].rows[0][2] == "no text"
    assert told["Programmes that are not closed"].rows == ()
    assert told["What can go wrong first"].rows[0][2] == Light("green", "none")
    drawn = READ["pdf"](draw(content, "pdf"))
    assert "The register knows of no programme with a budget that is still open." in drawn
    assert "Received by:" in drawn


def test_an_agreement_whose_state_nobody_knows_is_handed_over_as_one_that_may_bind(
    enter, antioquia
):
    row = enter(state=None)
    told = tables(handover(antioquia))
    assert told["What binds the office"].rows == ()
    perhaps = told["What may bind it: nobody knows the state of these"]
    assert [one[0] for one in perhaps.rows] == [row.pk]
    assert (1, "amber") in {(one[0], one[2].code) for one in told["What can go wrong first"].rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handover_file_is_drawn_in_each_language_and_format(enter, antioquia, language):
    enter()
    content = handover(antioquia, language)
    for file_format in FORMATS:
        assert "Antioquia – São Paulo" in READ[file_format](draw(content, file_format))


def test_the_pages_of_a_long_list_repeat_its_head(enter, antioquia):
    for _n in range(3):
        enter()
    content = annual(antioquia)
    blocks = tuple(
        replace(one, rows=one.rows * 40) if isinstance(one, Table) and len(one.rows) > 2 else one
        for one in content.blocks
    )
    drawn = draw(replace(content, blocks=blocks), "pdf")
    heads = [page.extract_text().count("Parties") for page in PdfReader(io.BytesIO(drawn)).pages]
    assert sum(heads) >= 4
