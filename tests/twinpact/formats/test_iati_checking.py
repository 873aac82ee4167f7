"""A file of IATI activities is checked by the standard's schema, rules and lists."""

from datetime import date

import pytest

from twinpact.formats.iati_checking import check_iati, rules
from twinpact.formats.iati_codes import code_list, code_places
from twinpact.formats.table import UnreadableFileError
from twinpact.vocabularies import LANGUAGES, terms

DAY = date(2026, 11, 25)
GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" xmlns:twinpact="urn:twinpact:iati:1">
<iati-activity xml:lang="es" default-currency="COP" hierarchy="1" last-updated-datetime="2026-01-02T00:00:00Z">
<iati-identifier>CO-NIT-1-A1</iati-identifier>
<reporting-org ref="CO-NIT-1" type="11"><narrative>Gobernación</narrative></reporting-org>
<title><narrative>Hermanamiento</narrative></title>
<description><narrative>De qué trata</narrative></description>
<participating-org ref="CO-NIT-1" role="2" type="11" activity-id="CO-NIT-1-A0"><narrative>Gobernación</narrative></participating-org>
<other-identifier ref="X" type="A1"><owner-org ref="CO-NIT-1"><narrative>Gobernación</narrative></owner-org></other-identifier>
<activity-status code="2"/>
<activity-date iso-date="2026-01-01" type="1"/><activity-date iso-date="2026-01-15" type="2"/>
<activity-date iso-date="2026-12-31" type="3"/><activity-date iso-date="2026-11-01" type="4"/>
<activity-scope code="5"/>
<recipient-country code="CO" percentage="60"/><recipient-country code="BR" percentage="40"/>
<location><name><narrative>Medellín</narrative></name><point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>6.25 -75.56</pos></point></location>
<sector vocabulary="1" code="11110" percentage="50"/><sector vocabulary="1" code="12110" percentage="50"/>
<tag vocabulary="2" code="11"/>
<policy-marker vocabulary="1" code="1" significance="1"/>
<budget type="1" status="1"><period-start iso-date="2026-01-01"/><period-end iso-date="2026-12-31"/><value currency="COP" value-date="2026-01-01">100</value></budget>
<capital-spend percentage="10"/>
<transaction><transaction-type code="4"/><transaction-date iso-date="2026-02-01"/><value value-date="2026-02-01">5</value>
<provider-org ref="CO-NIT-1" provider-activity-id="CO-NIT-1-A1"/><receiver-org ref="BR-1" receiver-activity-id="BR-1-B"/></transaction>
<document-link format="application/pdf" url="https://example.org/a.pdf"><title><narrative>Acuerdo</narrative></title><category code="A09"/><language code="es"/></document-link>
<related-activity ref="CO-NIT-1-A2" type="2"/>
<result type="1"><title><narrative>R</narrative></title>
<indicator measure="1"><title><narrative>I</narrative></title><baseline year="2025" value="1"/>
<period><period-start iso-date="2026-01-01"/><period-end iso-date="2026-06-30"/><target value="2"/><actual value="3"/></period></indicator>
</result>
<twinpact:form twinpact:code="twinning"/>
</iati-activity>
</iati-activities>"""  # noqa: E501 - an element on a line

COUNTRIES = (
    '<recipient-country code="CO" percentage="60"/><recipient-country code="BR" percentage="40"/>'
)
SECTORS = (
    '<sector vocabulary="1" code="11110" percentage="50"/>'
    '<sector vocabulary="1" code="12110" percentage="50"/>'
)
STARTS = (
    '<activity-date iso-date="2026-01-01" type="1"/>'
    '<activity-date iso-date="2026-01-15" type="2"/>'
)
QUALITATIVE = ('<indicator measure="1">', '<indicator measure="5">')
BROKEN = {
    "1.1.1": [("<iati-identifier>CO-NIT-1-A1", "<iati-identifier>MX-1-A1")],
    "1.1.3": [("<iati-identifier>CO-NIT-1-A1", "<iati-identifier>CO-NIT-1")],
    "1.1.21": [("<iati-identifier>CO-NIT-1-A1", "<iati-identifier>CO-NIT-1A1")],
    "1.3.1": [("<iati-identifier>CO-NIT-1-A1", "<iati-identifier>CO-NIT-1-A1 ")],
    "1.3.13": [("<iati-identifier>CO-NIT-1-A1", "<iati-identifier>CO-NIT-1-A/1")],
    "1.14.1": [('reporting-org ref="CO-NIT-1"', 'reporting-org ref=" CO-NIT-1"')],
    "1.14.13": [('reporting-org ref="CO-NIT-1"', 'reporting-org ref="CO|NIT-1"')],
    "1.8.1": [('participating-org ref="CO-NIT-1"', 'participating-org ref="CO-NIT-1 "')],
    "1.8.13": [('participating-org ref="CO-NIT-1"', 'participating-org ref="CO?NIT-1"')],
    "1.9.13": [('activity-id="CO-NIT-1-A0"', 'activity-id="CO/A0"')],
    "1.10.13": [('provider-org ref="CO-NIT-1"', 'provider-org ref="CO&amp;NIT-1"')],
    "1.15.13": [('receiver-org ref="BR-1"', 'receiver-org ref="BR/1"')],
    "1.4.1": [('provider-activity-id="CO-NIT-1-A1"', 'provider-activity-id=" CO-NIT-1-A1"')],
    "1.5.13": [('receiver-activity-id="BR-1-B"', 'receiver-activity-id="BR|B"')],
    "1.11.13": [('owner-org ref="CO-NIT-1"', 'owner-org ref="CO?"')],
    "1.7.13": [('related-activity ref="CO-NIT-1-A2"', 'related-activity ref="CO/A2"')],
    "2.1.1": [('code="12110" percentage="50"', 'code="12110"')],
    "2.1.2": [('code="12110" percentage="50"', 'code="12110" percentage="49"')],
    "2.1.4": [('<sector vocabulary="1" code="12110" percentage="50"/>', "")],
    "3.1.1": [('code="BR" percentage="40"', 'code="BR"')],
    "3.1.2": [('code="BR" percentage="40"', 'code="BR" percentage="41"')],
    "3.1.4": [('<recipient-country code="BR" percentage="40"/>', "")],
    "3.4.1": [
        ('"BR" percentage="40"/>', '"BR" percentage="40"/><recipient-region code="489"/>')
    ],
    "3.4.2": [
        (
            'code="BR" percentage="40"/>',
            'code="BR" percentage="40"/><recipient-region code="489" percentage="5"/>',
        )
    ],
    "3.4.4": [
        (
            COUNTRIES,
            '<recipient-region code="489" percentage="99"/>',
        )
    ],
    "3.6.2": [("</transaction>", '<recipient-country code="CO"/></transaction>')],
    "3.7.1": [
        (
            COUNTRIES,
            "",
        )
    ],
    "3.3.1": [("<pos>6.25 -75.56", "<pos>6.25;-75.56")],
    "3.3.2": [("<pos>6.25 -75.56", "<pos>96.25 -75.56")],
    "3.3.3": [("<pos>6.25 -75.56", "<pos>6.25 -275.56")],
    "4.1.1": [('xml:lang="es" ', "")],
    "6.1.4": [('xml:lang="es" ', ""), ('<language code="es"/>', "")],
    "6.2.2": [
        (
            SECTORS,
            "",
        )
    ],
    "6.3.1": [('ref="CO-NIT-1" type="11"><narrative>Gobernación</narrative></reporting-org>',
               'ref="CO-NIT-1" type=""><narrative>Gobernación</narrative></reporting-org>')],
    "6.6.2": [("</transaction>", '<sector code="11110"/></transaction>')],
    "6.8.1": [
        (
            '<owner-org ref="CO-NIT-1"><narrative>Gobernación</narrative></owner-org>',
            "<owner-org/>",
        )
    ],
    "6.9.1": [('<receiver-org ref="BR-1" receiver-activity-id="BR-1-B"/>', "<receiver-org/>")],
    "6.10.1": [("<activity-status", '<participating-org role="4"/><activity-status')],
    "6.11.1": [
        (
            STARTS,
            "",
        )
    ],
    "6.13.1": [('marker vocabulary="1"', 'marker vocabulary="99"')],
    "6.14.1": [(' significance="1"', "")],
    "7.5.2": [(' value-date="2026-01-01">100', ">100")],
    "7.5.3": [('<period-end iso-date="2026-12-31"/>', '<period-end iso-date="2027-01-02"/>')],
    "7.8.1": [(' default-currency="COP"', "")],
    "8.6.1": [('<period-end iso-date="2026-06-30"/>', '<period-end iso-date="2025-06-30"/>')],
    "8.6.3": [('<period-end iso-date="2026-12-31"/>', '<period-end iso-date="2025-12-31"/>')],
    "8.8.1": [('<baseline year="2025" value="1"/>', '<baseline year="2025"/>')],
    "8.8.2": [('<baseline year="2025" value="1"/>', '<baseline year="2025" value="uno"/>')],
    "8.8.3": [QUALITATIVE],
    "8.9.1": [('<target value="2"/>', "<target/>")],
    "8.9.2": [('<target value="2"/>', '<target value="dos"/>')],
    "8.9.3": [QUALITATIVE],
    "8.10.1": [('<actual value="3"/>', "<actual/>")],
    "8.10.2": [('<actual value="3"/>', '<actual value="tres"/>')],
    "8.10.3": [QUALITATIVE],
    "8.11.1": [
        ("<indicator ", '<reference vocabulary="99" code="B"/><indicator '),
        ("<baseline ", '<reference vocabulary="99" code="B"/><baseline '),
    ],
    "11.1.1": [("2026-01-02T", "2027-01-02T")],
    "11.1.2": [('iso-date="2026-12-31" type="3"', 'iso-date="2025-12-31" type="3"')],
    "11.1.3": [('iso-date="2026-11-01" type="4"', 'iso-date="2026-01-01" type="4"')],
    "11.1.4": [('iso-date="2026-01-15" type="2"', 'iso-date="2026-12-15" type="2"')],
    "11.1.5": [('iso-date="2026-11-01" type="4"', 'iso-date="2026-12-01" type="4"')],
    "11.2.1": [('-date iso-date="2026-02-01"', '-date iso-date="2027-02-01"')],
    "11.2.2": [('value-date="2026-02-01"', 'value-date="2027-02-01"')],
    "12.1.1": [('code="BR" percentage="40"', 'code="BR" percentage="140"')],
    "12.2.1": [('<capital-spend percentage="10"/>', '<capital-spend percentage="-10"/>')],
    "12.3.1": [('code="12110" percentage="50"', 'code="12110" percentage="150"')],
    "12.4.1": [('<capital-spend percentage="10"/>', '<capital-spend percentage="diez"/>')],
    "9.1.1": [('version="2.03"', 'version="2.99"')],
    "9.3.1": [('default-currency="COP"', 'default-currency="PESO"')],
    "9.4.1": [('iso-date="2026-12-31" type="3"', 'iso-date="2026-12-31" type="9"')],
    "9.5.1": [('<activity-status code="2"/>', '<activity-status code="8"/>')],
    "9.28.1": [('<category code="A09"/>', '<category code="Z09"/>')],
    "9.41.1": [('role="2"', 'role="7"')],
    "9.76.1": [('code="12110"', 'code="99999"')],
    "9.79.1": [('<tag vocabulary="2"', '<tag vocabulary="77"')],
    "9.93.1": [('<transaction-type code="4"/>', '<transaction-type code="44"/>')],
    "schema": [('<activity-status code="2"/>', "")],
}  # fmt: skip
REPEATED = "1.1.2"
ONE_TRANSACTION_ONLY = {"3.7.2", "6.7.2"}
LEADING_SPACES = {"1.9.1", "1.10.1", "1.15.1", "1.5.1", "1.11.1", "1.7.1", "1.4.13"}


def check(text):
    return check_iati(text.encode(), on=DAY)


def broken(rule):
    text = GOOD
    for old, new in BROKEN[rule]:
        assert old in text
        text = text.replace(old, new)
    return check(text)


def test_a_file_that_follows_the_standard_has_no_findings():
    assert check(GOOD) == []


@pytest.mark.parametrize("rule", BROKEN)
def test_a_file_that_breaks_a_rule_is_told_by_the_number_of_the_rule(rule):
    found = broken(rule)
    told = [one for one in found if one.rule == rule]
    assert told, [(one.rule, one.values) for one in found]
    assert told[0].about
    assert told[0].line is not None
    for language in LANGUAGES:
        assert told[0].say(language)


def test_every_rule_is_broken_by_some_file_of_these_tests():
    tried = {*BROKEN, REPEATED, *ONE_TRANSACTION_ONLY, *LEADING_SPACES}
    assert {rule.id for rule in rules()} <= tried


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("1.9.1", 'activity-id="CO-NIT-1-A0"', 'activity-id="CO-NIT-1-A0 "'),
        ("1.10.1", '<provider-org ref="CO-NIT-1"', '<provider-org ref="CO-NIT-1 "'),
        ("1.15.1", '<receiver-org ref="BR-1"', '<receiver-org ref=" BR-1"'),
        ("1.5.1", 'receiver-activity-id="BR-1-B"', 'receiver-activity-id=" BR-1-B"'),
        ("1.11.1", '<owner-org ref="CO-NIT-1"', '<owner-org ref=" CO-NIT-1"'),
        ("1.7.1", 'related-activity ref="CO-NIT-1-A2"', 'related-activity ref="CO-NIT-1-A2 "'),
        ("1.4.13", 'provider-activity-id="CO-NIT-1-A1"', 'provider-activity-id="CO?"'),
    ],
)
def test_an_identifier_with_spaces_or_symbols_is_told_wherever_it_stands(rule, old, new):
    assert rule in {one.rule for one in check(GOOD.replace(old, new))}


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
