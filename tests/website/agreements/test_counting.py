"""The website computes the library's own indicators, in its own database."""

import pytest

from twinpact import agreements as library
from website.agreements.counting import completeness, numeralia, share_by_region
from website.agreements.filters import Filters
from website.agreements.models import Agreement
from website.agreements.queries import arcs, at_a_glance, facets, matching

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(enter):
    """A twinning with São Paulo, one with a name nobody knows, a friendship with Jalisco."""
    return [
        enter("Antioquia", "São Paulo"),
        enter("Antioquia", "Nowhere at all", form=None, signed=library.UNKNOWN_DATE),
        enter("Antioquia", "Jalisco", form="friendship", themes=(), focus=None),
    ]


def test_numeralia_counts_unknown_as_unknown(three):
    table = numeralia(Agreement.register.all(), rows="partner_region", columns="form")
    assert table.cells == {
        ("005", "twinning"): 1,
        (None, None): 1,
        ("013", "friendship"): 1,
    }
    assert table.row_totals == {"005": 1, None: 1, "013": 1}
    assert table.column_codes == ("twinning", "friendship", None)
    assert table.total == 3


def test_numeralia_counts_only_what_it_is_given(three):
    chosen = matching(Agreement.register.all(), Filters(form="twinning"))
    assert numeralia(chosen, rows="level", columns="decade").cells == {("state", "2010"): 1}


def test_a_dimension_can_be_counted_against_itself(three):
    table = numeralia(Agreement.register.all(), rows="form", columns="form")
    assert table.cells == {("twinning", "twinning"): 1, ("friendship",) * 2: 1, (None, None): 1}


def test_a_share_says_of_how_many_it_is_known(three):
    share = share_by_region(Agreement.register.all(), "419")
    assert (share.n, share.known, share.total) == (2, 2, 3)
    assert share.share == 1.0


def test_a_share_of_nothing_is_unknown():
    assert share_by_region(Agreement.register.all(), "419").share is None


def test_completeness_counts_each_field(three):
    known = {one.field: (one.known, one.total) for one in completeness(Agreement.register.all())}
    assert known["parties"] == (2, 3)
    assert known["form"] == (2, 3)
    assert known["signed"] == (2, 3)
    assert known["focus"] == (2, 3)
    assert known["motivations"] == (0, 3)


def test_a_filter_leaves_its_own_facet_open(three):
    counted = facets(Agreement.register.all(), Filters(form="twinning"))
    assert {f.code: f.n for f in counted["form"]} == {"twinning": 1, "friendship": 1, None: 1}
    assert {f.code: f.n for f in counted["region"]} == {"005": 1}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(q="sao paulo"), {0}),
        (Filters(q="são PAULO antioquia"), {0}),
        (Filters(country="MX"), {2}),
        (Filters(region="419"), {0, 1, 2}),
        (Filters(region="Atlantis"), set()),
        (Filters(place="BR"), {0}),
        (Filters(form="unknown"), {1}),
        (Filters(theme="education"), {0, 1}),
        (Filters(theme="unknown"), {2}),
        (Filters(level="state"), {0, 1, 2}),
        (Filters(signed_from="2011"), set()),
        (Filters(signed_from="2010-08-15", signed_to="2010"), {0, 2}),
        (Filters(finding="place_not_found"), {1}),
    ],
)
def test_filters_find_what_they_say(three, filters, found):
    pks = set(matching(Agreement.register.all(), filters).values_list("pk", flat=True))
    assert pks == {three[n].pk for n in found}


def test_a_map_draws_only_placed_pairs(three):
    drawn = {(arc.near, arc.far): arc.agreements for arc in arcs(Agreement.register.all())}
    assert drawn == {("CO-ANT", "BR-SP"): 1, ("CO-ANT", "MX-JAL"): 1}


def test_a_glance_at_an_empty_register_invents_nothing():
    glance = at_a_glance(Agreement.published.all())
    assert glance.agreements == 0
    assert glance.earliest_year is None
