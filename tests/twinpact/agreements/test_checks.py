"""Each check finds what it is for, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from twinpact.agreements import (
    Agreement,
    Finding,
    Party,
    Statement,
    Theme,
    finding,
    parse_partial_date,
    read_party,
    run_checks,
    say,
)
from twinpact.agreements.checks import placeholder_year
from twinpact.vocabularies import LANGUAGES, terms

ON = date(2026, 11, 23)


def state(name):
    return read_party(name, level="state")


@pytest.fixture
def sound():
    """An agreement in which there is nothing to find."""
    return Agreement(
        row=2,
        parties=(state("Jalisco, Mexico"), state("Antioquia, Colombia")),
        form="twinning",
        focus="Tourism",
        themes=(Theme("Tourism", "tourism"),),
        signed=parse_partial_date("August 2010"),
    )


def codes(*agreements):
    return [found.code for found in run_checks(agreements, on=ON)]


def test_a_sound_agreement_has_no_findings(sound):
    assert codes(sound) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"signed": parse_partial_date("")}, ["date_missing"]),
        ({"signed": parse_partial_date("2027")}, ["signed_in_future"]),
        ({"ends": parse_partial_date("2009")}, ["ends_before_start"]),
        ({"ends": parse_partial_date("2010")}, []),
        ({"form": None}, ["form_unknown"]),
        ({"focus": None, "themes": ()}, ["theme_missing"]),
        ({"themes": (Theme("Dialogue"),)}, ["theme_unread"]),
        ({"parties": ()}, ["party_missing"]),
        ({"parties": (state("Jalisco, Mexico"),)}, ["party_missing"]),
    ],
)
def test_what_is_missing_or_wrong_is_found(sound, change, found):
    assert codes(replace(sound, **change)) == found


def test_a_source_that_says_not_available_is_quoted(sound):
    said = (Statement("signed", "Not available", True), Statement("focus", "s/d", True))
    silent = replace(sound, signed=parse_partial_date(""), focus=None, themes=(), statements=said)
    found = run_checks([silent], on=ON)
    assert [(one.code, one.values["written"]) for one in found] == [
        ("date_unknown", "Not available"),
        ("theme_unknown", "s/d"),
    ]


def test_a_country_is_no_party_and_levels_are_compared(sound):
    country = replace(sound, parties=(sound.parties[0], read_party("The Dominican Republic")))
    assert codes(country) == ["country_as_party"]
    city = read_party("Monterrey, Mexico", level="municipality")
    assert codes(replace(sound, parties=(sound.parties[0], city))) == ["levels_differ"]


def test_a_place_is_not_its_own_partner(sound):
    assert codes(replace(sound, parties=(sound.parties[0],) * 2)) == ["same_party_twice"]


def test_places_that_are_not_found_or_may_be_two_are_told(sound):
    doubtful = (read_party("Nowhere at all"), read_party("Cuenca"))
    assert codes(replace(sound, parties=doubtful)) == ["place_not_found", "place_ambiguous"]


LONG = "Environmental sectors and foreign trade, management of water resources and mining"


def test_a_long_text_on_two_partners_is_told_once(sound):
    other = replace(sound, row=3, parties=(sound.parties[0], state("Minas Gerais, Brazil")))
    pair = [replace(agreement, focus=LONG) for agreement in (sound, other)]
    (found,) = run_checks(pair, on=ON)
    assert (found.code, found.row, found.rows) == ("copied_focus", 2, (3,))


def test_a_short_text_may_stand_twice(sound):
    other = replace(sound, row=3, parties=(sound.parties[0], state("Minas Gerais, Brazil")))
    assert codes(sound, other) == []


def test_the_same_pair_in_the_same_year_is_told_whichever_side_stands_first(sound):
    swapped = replace(sound, row=3, parties=sound.parties[::-1])
    (found,) = run_checks([sound, swapped], on=ON)
    assert (found.code, found.row, found.rows) == ("repeated_pair", 2, (3,))


def test_a_second_agreement_of_another_year_is_not_a_repetition(sound):
    assert codes(sound, replace(sound, row=3, signed=parse_partial_date("2015"))) == []
    undated = replace(sound, row=3, signed=parse_partial_date(""))
    assert codes(sound, undated) == ["date_missing", "repeated_pair"]


def years(counts):
    return [
        Agreement(row=row, parties=(Party("a"), Party("b")), signed=parse_partial_date(str(year)))
        for row, year in enumerate(
            (year for year, count in counts.items() for _ in range(count)), start=2
        )
    ]


def test_a_stand_in_year_is_found_whichever_year_it_is():
    for stand_in in (1900, 1970, 1999, 2000):
        counts = {year: 20 + year % 7 for year in range(1960, 2015)} | {stand_in: 300}
        (found,) = placeholder_year.check(years(counts), on=ON)
        assert found.values["year"] == stand_in
        assert len(found.rows) == 300


def test_a_true_wave_of_signing_is_left_alone():
    counts = {1985: 65, 1986: 70, 1987: 80, 1988: 90, 1989: 130, 1990: 160, 1991: 190, 1992: 160,
              1993: 130, 1994: 120, 1995: 110}  # fmt: skip
    assert list(placeholder_year.check(years(counts), on=ON)) == []


@pytest.mark.parametrize("counts", [{}, {2010: 2}, {1961: 1, 1996: 1, 1998: 1, 2005: 1, 2010: 2}])
def test_a_small_table_accuses_no_year(counts):
    assert list(placeholder_year.check(years(counts), on=ON)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_is_said_in_the_readers_language(language):
    found = finding(
        "levels_differ",
        values={"first": "Jalisco", "first_level": "state", "second": "Bello",
                "second_level": "municipality"},
    )  # fmt: skip
    said = say(found, language)
    assert "municipality" not in said or language == "en"
    assert {"es": "municipio", "en": "municipality", "pt": "município"}[language] in said


def test_a_finding_is_as_grave_as_the_vocabulary_says():
    assert finding("party_missing").severity == "critical"
    assert isinstance(finding("date_missing"), Finding)
    assert terms("findings")["party_missing"].extra["severity"] == "critical"
