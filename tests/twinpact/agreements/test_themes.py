"""Themes keep the source's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twinpact.agreements import read_themes
from twinpact.agreements.parsing.words import join_words, split_words


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Promotion of trade, investment, industry development and tourism.",
         [("Promotion of trade", "trade_and_investment"), ("investment", "trade_and_investment"),
          ("industry development", "industry"), ("tourism", "tourism")]),
        ("mining sector and trade in iron ore and derivatives",
         [("mining sector", "mining"),
          ("trade in iron ore and derivatives", "trade_and_investment")]),
        ("Turismo y medio ambiente", [("Turismo", "tourism"), ("medio ambiente", "environment")]),
        ("turismo e cultura; saúde",
         [("turismo", "tourism"), ("cultura", "culture"), ("saúde", "health")]),
        ("Umwelt und Kultur", [("Umwelt", "environment"), ("Kultur", "culture")]),
        ("Family Development and Women", [("Family Development and Women", "family_and_women")]),
        ("Strengthening ties with activities and initiatives in the planning stage.",
         [("Strengthening ties with activities and initiatives in the planning stage", None)]),
        ("Not available", []),
        (None, []),
    ],
)  # fmt: skip
def test_a_text_lists_its_subjects(text, themes):
    assert [(theme.written, theme.theme) for theme in read_themes(text)] == themes


def test_a_theme_brings_its_sector_and_goal():
    (theme,) = read_themes("Salud")
    assert (theme.theme, theme.sector, theme.goal) == ("health", "12110", 3)


@given(st.text(max_size=200))
def test_no_word_of_a_text_is_invented(text):
    for theme in read_themes(text):
        assert theme.written in text


@given(st.lists(st.text(min_size=1).map(str.strip).filter(bool)))
def test_words_of_one_cell_are_read_back(words):
    assert split_words(join_words(words)) == words
