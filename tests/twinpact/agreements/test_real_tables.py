"""The founding tables say by themselves what is wrong with them, and the German register too."""

import os
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from twinpact.agreements import load_mapping, run_checks
from twinpact.formats.agreements import read_table_of_agreements
from twinpact.formats.tables import read_table

ROOT = Path(__file__).parents[3]
FOUNDING = ROOT / "data" / "founding"
SHARED = Path(os.environ.get("TWINPACT_SHARED", ROOT.parent / "shared"))
GERMAN = SHARED / "data" / "german_partnership_register_2015" / "agreements.csv"
ON = date(2026, 11, 23)


def checked(name):
    table = read_table(FOUNDING / f"{name}.csv")
    mapping = load_mapping((FOUNDING / f"{name}.map.yaml").read_text("utf-8"))
    _, pairs, notes = read_table_of_agreements(table, mapping)
    agreements = [agreement for agreement, _ in pairs]
    found = notes + [one for _, few in pairs for one in few] + run_checks(agreements, on=ON)
    return agreements, found


def where(found, code):
    return [(one.row, *one.rows) for one in found if one.code == code]


def test_table_1_says_what_it_lacks():
    agreements, found = checked("table_1")
    assert len(agreements) == 8
    assert where(found, "date_unknown") == [(7,), (8,)]
    assert where(found, "theme_unknown") == [(4,), (9,)]
    assert where(found, "country_as_party") == [(2,)]
    assert set(Counter(one.code for one in found)) == {
        "date_unknown", "theme_unknown", "country_as_party", "form_unknown",
    }  # fmt: skip


def test_table_3_says_which_texts_were_copied():
    agreements, found = checked("table_3")
    assert {agreement.form for agreement in agreements} == {"twinning"}
    assert where(found, "copied_focus") == [(5, 6), (8, 9)]
    assert where(found, "date_unknown") == [(9,)]


def test_every_party_of_the_founding_tables_is_a_known_place():
    agreements = checked("table_1")[0] + checked("table_3")[0]
    ids = [party.place.id for agreement in agreements for party in agreement.parties]
    assert len(ids) == 32
    assert {"DO", "BR-MG", "CN-JS", "JP-19", "CA-QC", "AU-QLD", "AR-X", "IT-21", "KR-27",
            "DE-BB"} <= set(ids)  # fmt: skip


def test_the_words_of_the_paper_are_kept():
    agreements, _ = checked("table_1")
    assert agreements[0].focus == (
        "Transparency in municipal management, social planning, tourism and environment."
    )
    assert agreements[0].parties[0].written == "Medellin"
    assert agreements[2].locator == "Table 1, row 3"
    assert agreements[2].focus is None
    said = {s.field: s.written for s in agreements[2].statements if s.unavailable}
    assert said == {"focus": "Not available"}


@pytest.mark.skipif(not GERMAN.exists(), reason="the German register is not here")
def test_every_row_of_the_german_register_becomes_an_agreement():
    start = time.perf_counter()
    table = read_table(GERMAN)
    used, pairs, _ = read_table_of_agreements(table)
    agreements = [agreement for agreement, _ in pairs]
    found = [one for _, few in pairs for one in few] + run_checks(agreements, on=ON)
    assert time.perf_counter() - start < 60
    assert [agreement.row for agreement in agreements] == list(range(2, 4413))
    (stand_in,) = [one for one in found if one.code == "placeholder_year"]
    assert (stand_in.values["year"], len(stand_in.rows)) == (2000, 542)
    assert where(found, "form_unknown") == [
        (agreement.row,) for agreement in agreements if agreement.form is None
    ]
    assert len(where(found, "form_unknown")) == 6
    assert [one.values["first"] for one in found if one.code == "values_differ"] == ["Italien"]
    placed = sum(all(party.place for party in agreement.parties) for agreement in agreements)
    assert placed > 3000
    assert used.unknown == ()
