"""The guide of a country says what its directive says, with sources, and how sure it is."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from twinpact.directives import Deadline, directive, directives, in_language
from website.portal.guide_words import how_long, links, what_silence_means
from website.portal.guides import guide

pytestmark = pytest.mark.django_db


def address(code: str, language: str = "en") -> str:
    with translation.override(language):
        return reverse("portal:guide", args=[code])


@pytest.mark.parametrize("language", ["es", "en", "pt"])
@pytest.mark.parametrize("code", sorted(directives()))
def test_every_country_has_a_guide_with_every_rule_its_source_and_its_confidence(
    client, code, language
):
    answer = client.get(address(code, language))
    text = answer.content.decode()
    for rule in directive(code).rules:
        assert f'id="{rule.id}"' in text
        assert escape(in_language(rule.title, language)) in text
        assert escape(in_language(rule.text, language)) in text
        assert escape(in_language(rule.source.title, language)) in text
    cited = text.count('class="cited"')
    assert cited == len(directive(code).rules)
    assert 'class="not-advice"' in text


def test_the_list_leads_to_every_guide(client):
    answer = client.get("/en/guides/")
    for code in directives():
        assertContains(answer, f'href="{address(code)}"')


def test_a_country_without_a_directive_has_no_guide(client):
    assert client.get(address("ZZ")).status_code == 404
    assert client.get("/en/guides/%00/").status_code == 404


def test_the_steps_stand_in_their_order(client):
    text = client.get(address("MX")).content.decode()
    places = [text.index(f'<h3 id="MX-{n}"') for n in (5, 6, 7, 8, 9)]
    assert places == sorted(places)
    assert text.index('<h3 id="MX-1"') < places[0], "what must hold comes first"


def test_a_time_that_nobody_knows_is_said_to_be_unknown(client):
    assertContains(client.get(address("MX")), "how long it is is not known")


def test_a_deadline_says_from_when_it_counts():
    european = directive("EU")
    with translation.override("en"):
        [told, *rest] = how_long(european.rule("EU-3"), european)
    assert told == "3 months, counted from “Notification to the Member State (EU-2)”."
    assert rest == []


def test_a_deadline_in_working_days_names_the_calendar_and_the_free_day():
    mexico = directive("MX")
    rule = replace(
        mexico.rule("MX-7"), deadline=Deadline("signature", "working_days", 20, "MX", "moves")
    )
    with translation.override("es"):
        told = how_long(rule, mexico)
    assert told == [
        "20 días hábiles, contados desde el día en que ambas partes hayan firmado.",
        "Cuentan los días festivos de México.",
        "Si el último día es inhábil, el plazo termina el siguiente día hábil.",
    ]


def test_silence_that_nobody_confirmed_is_not_to_be_relied_on():
    rule = directive("EU").rule("EU-4")
    with translation.override("en"):
        assert "nobody has confirmed it" in what_silence_means(rule)
        assert "has approved" in what_silence_means(replace(rule, confidence="confirmed"))


def test_only_addresses_of_the_web_become_links():
    assert links("lexray.eu; eur-lex.europa.eu") == [
        ("lexray.eu", "https://lexray.eu"),
        ("eur-lex.europa.eu", "https://eur-lex.europa.eu"),
    ]
    assert links("javascript:alert(1)") == [("javascript:alert(1)", None)]
    assert links("data:text/html,x") == [("data:text/html,x", None)]
    assert links('x.org" onclick="y') == [('x.org" onclick="y', None)]
    assert links(None) == []


def test_what_is_counted_by_confidence_adds_up_to_all_rules():
    with translation.override("en"):
        told = guide(directive("MX"))
    assert told.rules == len(directive("MX").rules)
    assert [one.code for one in told.sure] == ["confirmed", "practice", "unverified"]


def test_a_question_is_put_where_a_person_must_answer(client):
    assertContains(client.get(address("CN")), "Do the two countries have diplomatic relations?")
    assertNotContains(client.get(address("MX")), "Do the two countries have diplomatic relations?")
