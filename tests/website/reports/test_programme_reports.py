"""The reports on a programme: money, people, lights and deviations, the unknown told from zero."""

from decimal import Decimal

from django.utils import translation
from hypothesis import given, settings

from tests.twinpact.plans.programmes import any_programmes, programme
from tests.website.reports.contents import DAY, LETTERHEAD, evaluation, frame, pdf_text, visit
from twinpact.plans import Amount, Total
from twinpact.plans.versions import ProgrammeVersion, SideAgreed
from website.reports.annual_programme import annual_programme
from website.reports.content import Chart, Figures, Light, Table
from website.reports.delegation_file import delegation_file
from website.reports.final_report import final_report
from website.reports.progress_report import progress_report
from website.reports.render import draw
from website.reports.saying import money


def tables(content):
    return {one.title: one for one in content.blocks if isinstance(one, Table)}


def english(make):
    with translation.override("en"):
        return make()


def test_the_programme_shows_its_budget_by_source_side_kind_and_currency():
    told = tables(english(lambda: annual_programme(programme(), frame())))
    assert {"Budget by source", "Budget by side", "Budget by kind", "Budget by currency"} <= set(
        told
    )
    by_currency = {row[0]: row[2] for row in told["Budget by currency"].rows}
    assert by_currency["COP"] == Amount(Decimal(1100), "COP")
    assert by_currency["EUR"] == "50 EUR not converted"
    assert told["Budget by side"].total[2] == "at least 1,100 COP; 50 EUR not converted"
    assert told["Budget lines"].rows[0][3] is None, "nobody said whose the line is"


def test_a_sum_that_is_not_known_is_told_in_words_and_no_line_is_not_zero():
    with translation.override("en"):
        assert money(Total("COP", Decimal(0), (), 2, 2), LETTERHEAD) == "2 amounts not known"
        assert money(Total("COP"), LETTERHEAD) == "no line"
        assert money(Total("COP", Decimal(0), (), 0, 1), LETTERHEAD) == Amount(Decimal(0), "COP")


def test_the_calendar_is_drawn_and_told_in_words():
    content = english(lambda: annual_programme(programme(), frame()))
    [chart] = [one for one in content.blocks if isinstance(one, Chart)]
    assert "A1 Taller de turismo: Feb, Mar, Apr" in chart.alternative
    assert chart.data.rows[1] == ("A2 Feria", "Nov")


def test_the_version_says_who_has_agreed_and_who_has_not():
    version = ProgrammeVersion(2, programme(), 1, DAY, (SideAgreed(1, DAY),))
    told = pdf_text(
        draw(english(lambda: annual_programme(programme(), frame(), version=version)), "pdf")
    )
    assert "Agreed: Antioquia" in told
    assert "Not agreed yet Minas Gerais" in told


def test_lights_stand_with_their_shape_their_word_and_the_rule_in_words():
    content = english(lambda: progress_report(programme(), frame()))
    [standing] = [one for title, one in tables(content).items() if title.startswith("How the ind")]
    [row] = standing.rows
    assert row[1:3] == (Decimal(40), Decimal(31))
    assert row[3] == Light("amber", "Amber")
    told = pdf_text(draw(content, "pdf"))
    assert "▲ Amber" in told
    assert "Green: at least 90% of the target was reached." in told


def test_deviations_give_their_reasons_and_unapproved_updates_do_not_count():
    content = english(lambda: progress_report(programme(), frame()))
    assert tables(content)["What is not as promised"].rows[0][1:] == (
        Decimal(-9), "Lluvias en abril",
    )  # fmt: skip
    assert "1 update is not approved yet" in pdf_text(draw(content, "pdf"))


def test_people_of_an_activity_that_nobody_counted_are_unknown():
    content = english(lambda: progress_report(programme(), frame()))
    reached = [row[3] for row in tables(content)["Activities and whom they reached"].rows]
    assert reached == [None, None]
    [figures] = [one for one in content.blocks if isinstance(one, Figures)]
    assert {words: n for n, words in figures.rows}["people reached"] is None


def test_the_final_report_tells_the_evaluation_and_what_goes_on():
    content = english(lambda: final_report(programme(), frame(), evaluation=evaluation()))
    told = tables(content)
    assert ("What changed in each territory?", "Más visitantes") in told[
        "Questions and answers"
    ].rows
    assert told["Self-assessment by the principles"].total[1] == Decimal(3)
    assert told["Activities that were not done"].rows == (("A1 Taller de turismo", "Under way"),)


def test_without_an_evaluation_the_final_report_says_so():
    told = pdf_text(draw(english(lambda: final_report(programme(), frame())), "pdf"))
    assert "No evaluation was made." in told


def test_an_hour_that_is_not_fixed_is_not_midnight():
    told = tables(english(lambda: delegation_file(visit(), letterhead=LETTERHEAD, on=DAY)))
    assert [row[1] for row in told["Agenda"].rows] == ["09:00 – 11:00", None]
    assert told["Commitments"].rows[0][2:] == (None, None)


@settings(max_examples=15, deadline=None)
@given(told=any_programmes())
def test_any_programme_can_be_reported(told):
    with translation.override("pt"):
        for content in (annual_programme(told, frame()), final_report(told, frame())):
            assert draw(content, "pdf")
            assert draw(content, "xlsx")
