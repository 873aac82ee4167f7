"""Every format that offices and services send is read through one door, by what is in it."""

import json

import pytest

from twinpact.formats.agreements import read_table_of_agreements
from twinpact.formats.table import Limits, UnreadableFileError
from twinpact.formats.tables import read_table, read_tables

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Städte</title></head><body>
<table class="layout"><tr><td><p>Menu</p></td></tr></table>
<table><caption>Ciudades hermanas</caption>
<thead><tr><th>Municipio</th><th colspan="2">Contraparte</th><th>Año</th></tr>
<tr><th></th><th>Ciudad</th><th>País</th><th></th></tr></thead>
<tbody>
<tr><td rowspan="2">Medellín</td><td>Bilbao<sup class="reference"><a>[3]</a></sup></td>
<td><img src="es.png">España</td><td>1998</td></tr>
<tr><td>Monterrey<br>México</td><td></td><td>1996 <script>alert(1)</script></td></tr>
</tbody></table></body></html>"""


def agreements(content, **options):
    _, pairs, notes = read_table_of_agreements(read_table(content, **options))
    return [agreement for agreement, _ in pairs], notes


def test_the_tables_of_a_saved_page_are_read_as_the_page_draws_them():
    table = read_table(PAGE.encode())
    assert (table.kind, table.sheet) == ("html", "Ciudades hermanas")
    assert table.header == ("Municipio", "Contraparte Ciudad", "Contraparte País", "Año")
    read, _ = agreements(PAGE.encode())
    assert [[party.written for party in one.parties] for one in read] == [
        ["Medellín", "Bilbao"], ["Medellín", "Monterrey\nMéxico"],
    ]  # fmt: skip
    assert [one.parties[1].place.id for one in read] == ["gn3128026", "gn3995465"]
    assert [one.signed.isoformat() for one in read] == ["1998", "1996"]


def test_a_page_saved_in_an_old_encoding_keeps_its_letters():
    page = PAGE.replace("utf-8", "iso-8859-2").replace("Bilbao", "Łódź").replace("ñ", "n")
    read, _ = agreements(page.encode("iso-8859-2"))
    assert read[0].parties[1].written == "Łódź"


def test_a_workbook_of_old_that_is_a_page_is_read_by_what_it_is(tmp_path):
    file = tmp_path / "export.xls"
    file.write_text(PAGE, encoding="utf-8")
    assert read_table(file).kind == "html"


def test_records_may_be_nested_and_differ():
    records = [
        {"municipio": "Medellín", "partner": {"city": "Bilbao", "country": "España"}, "Año": 1998},
        {"municipio": "Bello", "partner": {"city": "Monterrey"}, "temas": ["salud", "turismo"]},
    ]
    read, notes = agreements(json.dumps({"results": records, "count": 2}).encode())
    assert notes == []
    assert [one.parties[1].place.id for one in read] == ["gn3128026", "gn3995465"]
    assert read[0].signed.isoformat() == "1998"
    assert [theme.theme for theme in read[1].themes] == ["health", "tourism"]


def test_the_agreements_of_our_own_api_are_read():
    answer = {
        "count": 1, "facets": {},
        "results": [{
            "id": 7, "form": "twinning", "scope": None, "state": "in_force", "focus": "Turismo",
            "themes": [{"written": "Turismo", "theme": "tourism", "sector": "33210", "goal": 8}],
            "motivations": ["historical"], "languages": ["es"],
            "signed": {"value": "2010-08", "earliest": "2010-08-01", "latest": "2010-08-31",
                       "precision": "month"},
            "in_force": {"value": None, "earliest": None, "latest": None, "precision": "unknown"},
            "ends": {"value": None, "earliest": None, "latest": None, "precision": "unknown"},
            "parties": [
                {"position": 1, "written": "Antioquia", "organization": None, "initiator": True,
                 "place": {"id": "CO-ANT", "name": "Antioquia", "level": "state",
                           "country": "CO"}},
                {"position": 2, "written": "Jalisco", "organization": "Gobierno de Jalisco",
                 "initiator": None, "place": None},
            ],
        }],
    }  # fmt: skip
    (one,), _ = agreements(json.dumps(answer).encode())
    assert (one.key, one.form, one.state) == ("7", "twinning", "in_force")
    assert one.signed.isoformat() == "2010-08"
    assert one.parties[0].place.id == "CO-ANT"
    assert one.parties[0].initiator is True
    assert one.parties[1].organization == "Gobierno de Jalisco"
    assert [theme.theme for theme in one.themes] == ["tourism"]


def test_a_broken_line_of_json_lines_does_not_cost_the_others():
    content = (
        '{"Municipio": "Medellín", "Contraparte": "Bilbao"}\n'
        '{"Municipio": "Bello", \n'
        '{"Municipio": "Bello", "Contraparte": "Monterrey"}\n'
    )
    read, notes = agreements(content.encode())
    assert len(read) == 2
    assert [(one.code, one.values["record"]) for one in notes] == [("record_unread", 2)]


def test_the_points_of_a_map_are_read_by_their_properties():
    told = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [-75.6, 6.2]},
             "properties": {"Municipio": "Medellín", "Ciudad hermana": "Bilbao"}},
        ],
    }  # fmt: skip
    table = read_table(json.dumps(told).encode())
    assert table.kind == "geojson"
    assert table.rows[0][1]["latitude"] == "6.2"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"a": [', "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'{"features": []}', "no record"),
        (b"<table><tr><td>alone</td></tr></table>", "no table with rows"),
        (b"<?xml version='1.0'?><!DOCTYPE iati-activities [<!ENTITY a 'x'>]><iati-activities/>",
         "safety|no activity"),
        (b"<?xml version='1.0'?><iati-activities></iati-activities>", "no activity"),
    ],
)  # fmt: skip
def test_what_holds_no_agreements_is_refused_in_one_sentence(content, says):
    with pytest.raises(UnreadableFileError, match=says) as refused:
        read_tables(content, name="x")
    assert "\n" not in str(refused.value)


def test_entities_are_neither_grown_nor_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret", "utf-8")
    laughs = "".join(
        f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9)
    )  # fmt: skip
    for entity, use in (
        (f"<!ENTITY l0 'lol'>{laughs}", "&l9;"),
        (f"<!ENTITY x SYSTEM 'file://{secret}'>", "&x;"),
    ):
        content = (
            f"<?xml version='1.0'?><!DOCTYPE iati-activities [{entity}]><iati-activities>"
            f"<iati-activity><title>{use}</title></iati-activity></iati-activities>"
        )
        with pytest.raises(UnreadableFileError, match=r"safety|damaged"):
            read_tables(content.encode())


def test_a_span_of_a_page_does_not_fill_the_memory():
    row = '<tr><td rowspan="60000" colspan="1000">x</td></tr>'
    with pytest.raises(UnreadableFileError, match="more cells"):
        read_tables(f"<table>{row * 40}</table>".encode(), limits=Limits(cells=100_000))


def test_a_text_that_begins_like_a_bitmap_is_a_table():
    assert read_table(b"BMZ;Partner\n1;Bilbao\n").header == ("BMZ", "Partner")


ACTIVITIES_1 = """<iati-activities version="1.01"><iati-activity xml:lang="en"
 default-currency="GBP"><reporting-org ref="GB-1" type="10">Department</reporting-org>
<participating-org ref="GB" type="10" role="Funding">UNITED KINGDOM</participating-org>
<participating-org ref="GB-1" role="Extending">Department</participating-org>
<participating-org ref="41114" role="Implementing">UNDP</participating-org>
<recipient-country code="ZW">Zimbabwe</recipient-country>
<iati-identifier>GB-1-106173</iati-identifier><title>Clinics</title>
<description>To build clinics.</description><sector code="12220" percentage="60">Basic health
care</sector><activity-date type="start-actual">2004-09-01Z</activity-date>
<activity-date type="end-planned">2011-12-31Z</activity-date>
<activity-status code="2">Implementation</activity-status>
<transaction><value value-date="2004-04-01Z">775000</value><transaction-type code="C"/>
<transaction-date iso-date="2004-04-01Z"/></transaction></iati-activity></iati-activities>"""
ACTIVITIES_2 = """<iati-activities version="2.03"><iati-activity xml:lang="es"
 default-currency="EUR"><iati-identifier>ES-1</iati-identifier>
<reporting-org ref="ES-BIO" type="11"><narrative>Ayuntamiento de Bilbao</narrative></reporting-org>
<title><narrative xml:lang="en">Water</narrative><narrative>Agua</narrative></title>
<activity-status code="4"/><activity-date type="2" iso-date="2010-03-01"/>
<activity-date type="4" iso-date="2012-03-01"/><recipient-country code="CO" percentage="100"/>
<location><name><narrative>Medellín</narrative></name></location>
<sector vocabulary="1" code="14030" percentage="100"/>
<budget><value currency="EUR" value-date="2010-03-01">15000</value></budget>
</iati-activity></iati-activities>"""


def test_an_activity_of_version_1_becomes_a_draft_agreement():
    (one,), _ = agreements(ACTIVITIES_1.encode())
    assert (one.key, one.form, one.state) == ("GB-1-106173", "project_partnership", "in_force")
    assert [(p.written, p.organization, p.place and p.place.id) for p in one.parties] == [
        ("UNITED KINGDOM", "Department", "GB"), ("Zimbabwe", None, "ZW"), ("", "UNDP", None),
    ]  # fmt: skip
    assert (one.in_force.isoformat(), one.ends.isoformat()) == ("2004-09-01", "2011-12-31")
    assert one.focus == "Clinics. To build clinics"
    assert [(t.written, t.theme) for t in one.themes] == [("Basic health care", "health")]
    assert one.raw["iati transaction"] == "Commitment 2004-04-01 775000 GBP"


def test_an_activity_of_version_2_of_a_city_becomes_a_draft_agreement():
    (one,), _ = agreements(ACTIVITIES_2.encode())
    assert (one.key, one.state, one.focus) == ("ES-1", "expired", "Agua")
    assert [party.place.id for party in one.parties] == ["gn3128026", "gn3674962"]
    assert [theme.theme for theme in one.themes] == ["water"]
    assert (one.budget.amount, one.budget.currency) == (15000, "EUR")
    assert one.raw["iati title"] == "Water Agua"


def test_an_activity_that_names_no_place_is_where_its_parts_are():
    whole = """<iati-activity><iati-identifier>ES-0</iati-identifier>
<reporting-org ref="ES-BIO" type="11"><narrative>Ayuntamiento de Bilbao</narrative></reporting-org>
<related-activity type="2" ref="ES-1"/></iati-activity></iati-activities>"""
    content = ACTIVITIES_2.replace("</iati-activities>", whole)
    (_part, one), _ = agreements(content.encode())
    assert [party.written for party in one.parties] == ["Ayuntamiento de Bilbao", "Medellín"]


ENTITY = "http://www.wikidata.org/entity/"
BINDING = {
    "statement": {"type": "uri", "value": f"{ENTITY}statement/Q48278-1A2B-3C"},
    "item": {"type": "uri", "value": f"{ENTITY}Q48278"},
    "itemLabel": {"type": "literal", "xml:lang": "es", "value": "Medellín"},
    "partner": {"type": "uri", "value": f"{ENTITY}Q8692"},
    "partnerLabel": {"type": "literal", "xml:lang": "es", "value": "Bilbao"},
    "partnerCountryLabel": {"type": "literal", "xml:lang": "es", "value": "España"},
    "start": {"type": "literal", "value": "1998-06-01T00:00:00Z"},
    "startPrecision": {"type": "literal", "value": "10"},
    "end": {"type": "literal", "value": "2005-01-01T00:00:00Z"},
}


def test_results_of_the_query_service_are_read_from_json():
    told = {"head": {"vars": list(BINDING)}, "results": {"bindings": [BINDING]}}
    (one,), notes = agreements(json.dumps(told).encode())
    assert [party.place.id for party in one.parties] == ["gn3674962", "gn3128026"]
    assert one.key == "Q48278-1A2B-3C"
    assert (one.in_force.isoformat(), one.ends.isoformat()) == ("1998-06", "2005")
    assert one.raw["party_2_wikidata"] == "Q8692"
    assert one.raw["wikidata start"] == "1998-06-01T00:00:00Z"
    assert [n.values["written"] for n in notes if n.code == "date_precision_unknown"] == [
        "2005-01-01"
    ]


def test_results_of_the_query_service_are_read_from_tsv():
    content = (
        "?item\t?itemLabel\t?itemCountryLabel\t?partner\t?partnerLabel\t?start\n"
        f'<{ENTITY}Q48278>\t"Medellín"@es\t"Colombia"@es\t<{ENTITY}Q8692>\t"Bilbao"@es\t'
        '"1998-01-01T00:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>\n'
        f'<{ENTITY}Q48278>\t"Medellín"@es\t"Colombia"@es\t<{ENTITY}Q1>\t"\\"Ypsilon\\""@es\t\n'
    )
    read, _ = agreements(content.encode())
    assert [[party.written for party in one.parties] for one in read] == [
        ["Medellín", "Bilbao"], ["Medellín", '"Ypsilon"'],
    ]  # fmt: skip
    assert read[0].parties[0].place.id == "gn3674962"
    assert [one.in_force.isoformat() for one in read] == ["1998", ""]
    assert [one.key for one in read] == ["Q48278-Q8692", "Q48278-Q1"]
