"""What goes out as IATI comes in again without loss, and follows the standard."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.twinpact.plans.programmes import (
    FIRST,
    SECOND,
    any_programmes,
    cop,
    indicator,
    programme,
)
from twinpact.agreements import parse_partial_date
from twinpact.formats.iati_agreement import (
    PublishedAgreement,
    PublishedDocument,
    PublishedOrganization,
    PublishedPlace,
    PublishedRegistration,
    PublishedStep,
    PublishedTransaction,
)
from twinpact.formats.iati_checking import check_iati
from twinpact.formats.iati_elements import (
    element_from_xml,
    element_to_xml,
    read_iati_file,
    write_iati_file,
)
from twinpact.formats.iati_programme_reading import activity_of
from twinpact.formats.iati_reading import agreements_from_iati
from twinpact.formats.iati_upgrade import upgraded
from twinpact.formats.iati_writing import agreements_as_iati
from twinpact.formats.table import UnreadableFileError
from twinpact.plans import Baseline, Indicator, Target, Update

DAY = date(2026, 11, 25)
OFFICE = PublishedOrganization((("es", "Gobernación de Antioquia"),), "CO-NIT-890900286", "11")


def update(code, value, period=FIRST, **more):
    told = {"said_on": date(2026, 7, 1), "said_by": "", "state": "approved"}
    return Update(code, more.pop("indicator", "I1"), period, value=value, **{**told, **more})


def full_programme():
    """A programme with an indicator of each kind, known and unknown."""
    one = programme(agreement="CO-NIT-890900286-AG-1")
    line, activity = one.lines[0], one.lines[0].activities[0]
    kinds = (
        indicator(),
        Indicator("I2", "Satisfacción", "percentage", "cumulative", "up", "%",
                  Baseline(Decimal("12.5"), 2025, "Encuesta"),
                  (Target(FIRST, Decimal(80), "al menos"), Target(SECOND, None, "por fijar"))),
        Indicator("I3", "Firmado", "yes_no", "cumulative", targets=(Target(SECOND, True),)),
        Indicator("I4", "Relato", "qualitative", baseline=Baseline("Sin red", 2025, "Entrevistas"),
                  targets=(Target(SECOND, "Red activa", "según los guías"),)),
        Indicator("I5", "Quejas", "quantitative", "per_period", "down", "quejas",
                  Baseline(None, None, "sin registro"), (Target(FIRST, None),), feeds="K1"),
    )  # fmt: skip
    result = replace(activity.results[0], indicators=kinds)
    activity = replace(activity, results=(result,), carried_from="A0")
    line = replace(line, priorities=("P1", "P|2"), activities=(activity, *line.activities[1:]))
    return replace(one, lines=(line,), carried_from="POA-2025")


def published(**more):
    told = {
        "identifier": "CO-NIT-890900286-AG-1",
        "publisher": OFFICE,
        "currency": "COP",
        "updated": "2026-11-01T10:00:00Z",
        "titles": (("es", "Hermanamiento Antioquia – Minas Gerais"), ("pt", "Irmanamento")),
        "descriptions": (("es", "Turismo y medio ambiente"),),
        "organizations": (
            replace(OFFICE, role="2", side=1),
            PublishedOrganization(((None, "Governo de Minas Gerais"),), None, "11", "4", 2),
        ),
        "state": "in_force",
        "form": "twinning",
        "scope": "broad",
        "motivations": ("strategic", "economic"),
        "languages": ("es", "pt"),
        "renewal": "Tácita por cuatro años",
        "signed": parse_partial_date("2010-08"),
        "in_force": parse_partial_date("2010-09-01"),
        "ends": parse_partial_date("2028"),
        "countries": ("CO", "BR"),
        "places": (
            PublishedPlace((("es", "Antioquia"),), "3689815", "CO-ANT", ("6.55", "-75.82"), 1),
            PublishedPlace((("pt", "Minas Gerais"),), "3457153", "BR-MG", None, 2),
        ),
        "themes": ("tourism", "environment", "culture"),
        "goals": (8, 11),
        "documents": (
            PublishedDocument("https://example.org/a.pdf", (("es", "Acuerdo"),),
                              languages=("es", "pt"), on=date(2010, 8, 14)),
        ),
        "transactions": (
            PublishedTransaction("T1", "4", date(2026, 5, 1), cop(400), "Talleristas", "Oficina"),
        ),
        "steps": (PublishedStep("suspend", date(2015, 1, 1), "Cambio de gobierno"),
                  PublishedStep("resume", date(2016, 1, 1))),
        "registrations": (
            PublishedRegistration("Cancillería", "123", parse_partial_date("2011")),
        ),
        "programmes": (full_programme(),),
        "updates": (
            update("U1", Decimal(10), comment="Primer taller", evidence=("https://e.org/1.pdf",)),
            update("U2", Decimal("20.5"), said_on=date(2026, 7, 2), deviation_reason="Lluvias"),
            update("U3", None, SECOND, indicator="I2", part=Decimal(3), whole=Decimal(4)),
            update("U4", True, SECOND, indicator="I3"),
            update("U5", "Se reúnen cada mes", SECOND, indicator="I4"),
        ),
    }  # fmt: skip
    return PublishedAgreement(**{**told, **more})


def test_our_own_export_comes_in_again_without_loss():
    there = agreements_as_iati([published()])
    (back,) = agreements_from_iati(there)
    assert back == published()
    assert back.kept == ()
    assert agreements_as_iati([back]) == there


def test_our_own_export_follows_the_schema_and_every_rule():
    there = agreements_as_iati([published()], generated="2026-11-25T00:00:00Z")
    (found,) = check_iati(there, on=DAY)
    assert (found.rule, found.ours) == ("6.2.2", None)
    line = full_programme().lines[0]
    fair = replace(line.activities[1], themes=("business_cooperation",))
    whole = replace(
        full_programme(), lines=(replace(line, activities=(line.activities[0], fair)),)
    )
    there = agreements_as_iati([published(programmes=(whole,))], generated="2026-11-25T00:00:00Z")
    assert check_iati(there, on=DAY) == []


def test_the_same_agreements_give_the_same_bytes():
    assert agreements_as_iati([published()]) == agreements_as_iati([published()])


def test_an_agreement_is_hierarchy_1_and_its_activities_are_2_and_point_to_it():
    root = etree.fromstring(agreements_as_iati([published()]))
    agreement, *activities = root.findall("iati-activity")
    assert agreement.get("hierarchy") == "1"
    assert [one.get("hierarchy") for one in activities] == ["2", "2"]
    children = [one.get("ref") for one in agreement.findall("related-activity[@type='2']")]
    assert children == [one.findtext("iati-identifier") for one in activities]
    parent = activities[0].find("related-activity[@type='1']")
    assert parent.get("ref") == agreement.findtext("iati-identifier")
    assert agreement.find("activity-status").get("code") == "2"
    assert [one.get("code") for one in activities[0].findall("tag")] == ["8.9"]


def test_shares_of_sectors_add_up_to_100():
    root = etree.fromstring(agreements_as_iati([published()]))
    shares = [
        Decimal(one.get("percentage")) for one in root.find("iati-activity").findall("sector")
    ]
    assert sum(shares) == 100
    assert len(shares) == 3


def test_a_date_known_to_the_month_says_so_beside_the_day():
    root = etree.fromstring(agreements_as_iati([published()]))
    signed, _, ends = root.find("iati-activity").findall("activity-date")
    assert (signed.get("iso-date"), signed.findtext("narrative")) == ("2010-08-01", "2010-08")
    assert (ends.get("iso-date"), ends.findtext("narrative")) == ("2028-12-31", "2028")


def test_contributions_in_kind_and_unknown_money_are_no_budget_of_the_standard():
    root = etree.fromstring(agreements_as_iati([published()]))
    activity = root.findall("iati-activity")[1]
    assert [one.findtext("value") for one in activity.findall("budget")] == ["1000"]


def test_an_unknown_target_is_no_target_and_an_unknown_baseline_no_baseline():
    root = etree.fromstring(agreements_as_iati([published()]))
    by_code = {one.get("{urn:twinpact:iati:1}code"): one for one in root.iter("indicator")}
    assert by_code["I5"].find("baseline") is None
    assert by_code["I5"].find("period/target") is None
    assert by_code["I4"].find("baseline").get("value") is None
    assert by_code["I1"].find("period/actual").get("value") == "30.5"


def test_drafts_and_the_people_who_report_are_not_published():
    said = replace(published().updates[0], said_by="ana@oficina", state="submitted", code="U9",
                   comment="todavía no", evidence=("file-17",))  # fmt: skip
    there = agreements_as_iati([published(updates=(said, replace(said, state="approved")))])
    assert b"ana@oficina" not in there
    assert b"file-17" not in there
    assert there.count("todavía no".encode()) == 1


def test_an_agreement_of_which_little_is_known_tells_what_is_missing_by_the_rules():
    bare = PublishedAgreement("CO-1-A", PublishedOrganization((("es", "Oficina"),), "CO-1", "11"))
    there = agreements_as_iati([bare])
    rules = {one.rule for one in check_iati(there, on=DAY)}
    assert {"6.11.1", "6.2.2", "3.7.1", "schema"} <= rules
    assert agreements_from_iati(there) == (bare,)


def test_text_that_no_xml_may_hold_is_written_without_it():
    odd = published(titles=(("es", "Hola\x00\x1f ]]> & <b>"),))
    (back,) = agreements_from_iati(agreements_as_iati([odd]))
    assert back.titles == (("es", "Hola ]]> & <b>"),)


@settings(max_examples=40, deadline=None)
@given(any_programmes(), st.integers(0, 3))
def test_any_programme_comes_in_again_without_loss(one, themes):
    chosen = ("tourism", "culture", "health")[:themes]
    agreement = published(
        programmes=(replace(one, agreement="CO-NIT-890900286-AG-1"),), updates=(), themes=chosen
    )
    assert agreements_from_iati(agreements_as_iati([agreement])) == (agreement,)


FOREIGN = """<?xml version="1.0"?>
<iati-activities version="2.03" xmlns:x="http://x.example/">
<iati-activity xml:lang="en" default-currency="USD" hierarchy="2" humanitarian="1">
<iati-identifier>AA-1-X</iati-identifier>
<reporting-org ref="AA-1" type="40" secondary-reporter="0"><narrative>Org</narrative></reporting-org>
<title><narrative>Title</narrative><narrative xml:lang="fr">Titre</narrative></title>
<description type="1"><narrative>About</narrative></description>
<description type="2"><narrative>Objectives</narrative></description>
<participating-org ref="B" role="1" type="40"><narrative>B</narrative></participating-org>
<participating-org ref="C" role="3" type="21" crs-channel-code="1"><narrative>C</narrative></participating-org>
<activity-status code="2"/><activity-date iso-date="2012-04-15" type="1"/>
<contact-info type="1"><email>a@example.org</email></contact-info>
<sector vocabulary="1" code="12220" percentage="60"/><sector vocabulary="1" code="13040" percentage="40"/>
<budget type="1" status="1"><period-start iso-date="2014-01-01"/><period-end iso-date="2014-12-31"/><value value-date="2014-01-01">3000</value></budget>
<transaction ref="1"><transaction-type code="1"/><transaction-date iso-date="2012-01-01"/><value currency="EUR" value-date="2012-01-01">1000</value></transaction>
<result type="1"><title><narrative>Result</narrative></title><indicator measure="1" ascending="0"><title><narrative>Ind</narrative></title>
<baseline year="2012" value="10"/><period><period-start iso-date="2013-01-01"/><period-end iso-date="2013-03-31"/><target value="8"/><actual value="9"/></period></indicator></result>
<crs-add><channel-code>21039</channel-code></crs-add>
<x:own a="1">text</x:own>
</iati-activity>
</iati-activities>"""  # noqa: E501 - an element on a line


def parts(content):
    """The parts of each activity, in no order."""
    return [sorted(map(repr, one.children)) for one in read_iati_file(content).activities]


def test_a_foreign_activity_goes_out_with_every_part_that_it_came_with():
    imported = agreements_from_iati(FOREIGN.encode())
    there = agreements_as_iati(imported)
    assert agreements_from_iati(there) == imported
    assert parts(there) == parts(FOREIGN.encode())
    (one,) = imported
    assert one.titles == ((None, "Title"), ("fr", "Titre"))
    assert [org.ref for org in one.organizations] == ["B"]
    assert dict(one.attributes) == {"hierarchy": "2", "humanitarian": "1"}
    assert one.transactions == () or one.transactions[0].kind == "1"


def test_a_foreign_file_is_kept_and_written_as_it_stood():
    file = read_iati_file(FOREIGN.encode())
    again = write_iati_file(file)
    assert read_iati_file(again) == file
    assert write_iati_file(read_iati_file(again)) == again
    one = file.activities[0]
    assert element_from_xml(element_to_xml(one)) == one


def test_what_a_foreign_activity_says_of_results_and_money_is_read():
    activity = activity_of(read_iati_file(FOREIGN.encode()).activities[0])
    (one,) = activity.indicators
    assert (activity.code, activity.objective) == ("AA-1-X", "Objectives")
    assert (one.direction, one.baseline.value, one.targets[0].value) == ("down", 10, 8)
    assert (activity.budget[0].amount.currency, activity.budget[0].spent) == ("USD", None)
    assert activity.expected.total is None
    assert activity.months == frozenset()


OLD = """<iati-activities version="1.01"><iati-activity xml:lang="en" default-currency="GBP" hierarchy="1">
<reporting-org ref="GB-1" type="10">Department</reporting-org>
<participating-org ref="GB" type="10" role="Funding">UNITED KINGDOM</participating-org>
<iati-identifier>GB-1-1</iati-identifier><title>Programme</title><description>To do good</description>
<activity-date type="end-actual">2011-12-31Z</activity-date><activity-date type="start-actual">2005-04-01Z</activity-date>
<activity-status code="2">Implementation</activity-status>
<contact-info><organisation>Department</organisation><email>a@example.org</email></contact-info>
<sector code="12220" vocabulary="DAC">Basic health care</sector>
<recipient-country code="ZW">Zimbabwe</recipient-country>
<policy-marker code="1" vocabulary="DAC" significance="1">Gender</policy-marker>
<related-activity ref="GB-1-1-101" type="2">Staff retention</related-activity>
<transaction><value value-date="2004-04-01Z">775000</value><transaction-type code="C">Commitment</transaction-type><transaction-date iso-date="2004-04-01Z">Budget 2004</transaction-date></transaction>
</iati-activity></iati-activities>"""  # noqa: E501 - an element on a line


def test_an_activity_of_version_1_becomes_one_of_version_2_with_its_words():
    file = upgraded(read_iati_file(OLD.encode()))
    there = write_iati_file(file)
    assert check_iati(there, on=DAY) == []
    for word in ("Staff retention", "Budget 2004", "Implementation", "Zimbabwe", "Gender"):
        assert word.encode() in there
    (one,) = agreements_from_iati(OLD.encode())
    assert one.titles == ((None, "Programme"),)
    assert agreements_from_iati(agreements_as_iati([one])) == (one,)
    assert upgraded(file) == file


@pytest.mark.parametrize("damage", [
    ('year="2026"', 'year="soon"'),
    ('<twinpact:line code="L1"', '<twinpact:line code="L1"/><twinpact:line code="L1"'),
    ('months="2 3 4"', 'months="2 33"'),
])  # fmt: skip
def test_our_own_parts_that_were_damaged_are_refused_in_one_sentence(damage):
    text = agreements_as_iati([published()]).decode()
    assert damage[0] in text
    with pytest.raises(UnreadableFileError):
        agreements_from_iati(text.replace(*damage).encode())
