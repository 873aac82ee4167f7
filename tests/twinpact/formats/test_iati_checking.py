"""A file of IATI activities is checked by the standard's schema, rules and lists."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from twinpact.formats.iati_checking import check_iati, rules
from twinpact.formats.iati_codes import code_list, code_places
from twinpact.formats.table import UnreadableFileError
from twinpact.vocabularies import LANGUAGES, terms

DAY = date(2026, 11, 25)
FOLDER = Path(__file__).parent
GOOD = (FOLDER / "iati_good.xml").read_text("utf-8")
BROKEN = yaml.safe_load((FOLDER / "iati_broken.yaml").read_text("utf-8"))
REPEATED = "1.1.2"
ONE_TRANSACTION_ONLY = {"3.7.2", "6.7.2"}


def check(text):
    return check_iati(text.encode(), on=DAY)


def changed(change):
    text = GOOD
    for old, new in change:
        assert old in text
        text = text.replace(old, new)
    return check(text)


def broken(rule):
    return next(changed(one["change"]) for one in BROKEN if one["rule"] == rule)


def test_a_file_that_follows_the_standard_has_no_findings():
    assert check(GOOD) == []


@pytest.mark.parametrize("example", BROKEN, ids=lambda one: one["rule"])
def test_a_broken_file_is_told_by_the_number_of_the_rule_and_its_sentence(example):
    found = changed(example["change"])
    told = [one for one in found if one.rule == example["rule"]]
    assert told, [(one.rule, one.values) for one in found]
    assert (told[0].say("en"), told[0].severity) == (example["says"], example["severity"])
    assert told[0].about
    assert told[0].line is not None
    for language in LANGUAGES:
        assert told[0].say(language)


def test_every_rule_is_broken_by_some_file_of_these_tests():
    tried = {REPEATED, *ONE_TRANSACTION_ONLY, *(one["rule"] for one in BROKEN)}
    assert {rule.id for rule in rules()} <= tried


def test_two_activities_with_one_identifier_are_both_told():
    start, end = GOOD.index("<iati-activity "), GOOD.index("</iati-activities>")
    found = check(GOOD[:end] + GOOD[start:end] + GOOD[end:])
    assert [one.rule for one in found] == [REPEATED, REPEATED]


def test_if_one_transaction_names_its_country_and_sector_all_must():
    start, end = GOOD.index("<transaction>"), GOOD.index("</transaction>")
    second = GOOD[start:end] + '<sector code="11110"/><recipient-country code="CO"/></transaction>'
    text = GOOD.replace("<document-link", second + "<document-link", 1)
    for lost in ('<recipient-country code="CO" percentage="60"/>',
                 '<recipient-country code="BR" percentage="40"/>',
                 '<sector vocabulary="1" code="11110" percentage="50"/>',
                 '<sector vocabulary="1" code="12110" percentage="50"/>'):  # fmt: skip
        text = text.replace(lost, "")
    assert {one.rule for one in check(text)} == ONE_TRANSACTION_ONLY


def test_a_finding_leads_to_its_element_and_says_what_stands_there():
    (found,) = [one for one in broken("7.5.3") if one.rule == "7.5.3"]
    assert found.activity == "CO-NIT-1-A1"
    assert found.path == "iati-activity/budget"
    assert found.about == "budget/period-end/@iso-date"
    assert found.severity == "error"
    assert found.say("pt") == ("Um orçamento não pode abranger mais de um ano: divida-o por anos.")


def test_a_finding_names_our_own_code_of_what_it_is_about():
    text = GOOD.replace("<budget ", '<budget twinpact:code="P-7" ')
    assert check(text) == []
    long = text.replace(
        '<period-end iso-date="2026-12-31"/>', '<period-end iso-date="2028-01-01"/>'
    )
    assert [(one.rule, one.ours) for one in check(long)] == [("7.5.3", "P-7")]


def test_a_budget_of_exactly_one_year_is_no_finding():
    text = GOOD.replace(
        '<period-end iso-date="2026-12-31"/>', '<period-end iso-date="2027-01-01"/>'
    )
    assert check(text) == []


def test_a_code_that_a_growing_list_may_hold_by_now_is_a_warning():
    (found,) = broken("9.76.1")
    assert (found.severity, found.code) == ("warning", "code_perhaps_newer")
    (found,) = broken("9.5.1")
    assert (found.severity, found.code) == ("error", "code_not_on_list")


def test_a_file_may_call_our_namespace_by_any_prefix():
    text = GOOD.replace("twinpact:", "t:").replace("xmlns:twinpact=", "xmlns:t=")
    lost = text.replace('<t:form t:code="twinning"/>', '<t:form t:code="twinning"/><title/>')
    assert check(text) == []
    assert {one.rule for one in check(lost)} == {"schema"}


def test_an_old_version_is_told_and_not_checked():
    (found,) = check('<iati-activities version="1.01"><iati-activity/></iati-activities>')
    assert found.rule == "version"
    assert "1.01" in found.say("es")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<a/>", b"<iati-activities", b"nonsense",
        b'<!DOCTYPE a [<!ENTITY x "y">]><iati-activities version="2.03">&x;</iati-activities>',
    ],
)  # fmt: skip
def test_what_is_no_file_of_activities_is_refused(content):
    with pytest.raises(UnreadableFileError):
        check_iati(content, on=DAY)


def test_the_code_lists_are_those_of_the_standard():
    assert "2" in code_list("TagVocabulary").codes
    assert {"1", "2", "3", "4", "5", "6"} == code_list("ActivityStatus").codes
    assert {place.number for place in code_places()} == set(range(1, 96)) - {0}
    assert set(terms("sectors")) <= code_list("Sector").codes


def test_every_rule_says_a_whole_sentence_in_three_languages():
    for list_name in ("iati_rules", "iati_findings"):
        for word in terms(list_name).values():
            assert set(word.extra["sentence"]) == set(LANGUAGES)
