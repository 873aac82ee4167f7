"""What holds for any agreements: no side comes first, and others do not matter."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twinpact.agreements import UNKNOWN_DATE, Agreement, Party, parse_partial_date
from twinpact.agreements.sameness import compare_agreements
from twinpact.places import Place

NAMES = ("Aldana", "Aldanna", "San Berga", "St. Berga", "Cusco", "Cuzco", "Durango")
PLACES = [Place(f"gn{n}", "municipality", name, "XX") for n, name in enumerate(NAMES[:6:2])]
dates = st.one_of(
    st.just(UNKNOWN_DATE),
    st.integers(1985, 1993).map(lambda year: parse_partial_date(str(year))),
    st.dates(date(1989, 1, 1), date(1991, 1, 1)).map(lambda day: parse_partial_date(str(day))),
)
parties = st.builds(
    Party,
    written=st.sampled_from(NAMES),
    place=st.sampled_from([None, *PLACES]),
)
agreements = st.builds(
    Agreement,
    row=st.integers(2, 99),
    parties=st.lists(parties, min_size=2, max_size=3).map(tuple),
    form=st.sampled_from([None, "twinning", "friendship", "memorandum"]),
    focus=st.sampled_from([None, "culture and schools", "schools, water and culture"]),
    signed=dates,
    ends=dates,
    key=st.sampled_from([None, "1", "2"]),
)
few = settings(max_examples=20, deadline=None)


def told(found):
    return {
        (one.first_number, one.second_number): (round(one.probability, 9), one.outcome)
        for one in found
    }


def scores(found):
    return {pair: score for pair, (score, _) in told(found).items()}


@few
@given(st.lists(agreements, max_size=4), st.lists(agreements, max_size=4))
def test_the_order_of_the_lists_does_not_matter(some, others):
    there = [one for one in compare_agreements(some, others) if one.among_known]
    back = [one for one in compare_agreements(others, some) if one.among_known]
    assert scores(there) == {pair[::-1]: score for pair, score in scores(back).items()}


@few
@given(st.lists(agreements, min_size=2, max_size=5), st.randoms())
def test_the_order_of_the_parties_does_not_matter(some, chance):
    shuffled = []
    for one in some:
        order = list(one.parties)
        chance.shuffle(order)
        shuffled.append(Agreement(**{**fields(one), "parties": tuple(order)}))
    assert told(compare_agreements(some)) == told(compare_agreements(shuffled))


@few
@given(st.lists(agreements, min_size=2, max_size=4), st.lists(agreements, max_size=4))
def test_other_rows_do_not_change_what_is_said_of_a_pair(some, others):
    alone = scores(compare_agreements(some))
    together = scores(compare_agreements([*some, *others]))
    among = {pair: score for pair, score in together.items() if max(pair) < len(some)}
    assert among == pytest.approx(alone)


@few
@given(st.lists(agreements, max_size=5))
def test_the_same_rows_give_the_same_answer(some):
    first, second = compare_agreements(some), compare_agreements(some)
    assert [one.reasons for one in first] == [one.reasons for one in second]
    assert told(first) == told(second)


def fields(agreement):
    return {name: getattr(agreement, name) for name in Agreement.__dataclass_fields__}
