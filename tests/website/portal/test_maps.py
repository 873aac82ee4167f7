"""Lines over the globe, and the small maps and bars that pages carry."""

from itertools import pairwise

import pytest

from website.agreements.counting import Known
from website.portal import drawing
from website.portal.equal_earth import HEIGHT, WIDTH, project
from website.portal.great_circles import line

MEDELLIN, BILBAO = (-75.56, 6.25), (-2.93, 43.26)
BELO_HORIZONTE, BRISBANE = (-43.94, -19.92), (153.02, -27.47)


def test_a_line_starts_and_ends_at_its_parties():
    [piece] = line(MEDELLIN, BILBAO)
    assert piece[0] == pytest.approx(MEDELLIN)
    assert piece[-1] == pytest.approx(BILBAO)


def test_a_line_bows_towards_the_pole_as_the_globe_does():
    [piece] = line((-75.0, 40.0), (2.0, 40.0))
    assert max(latitude for _longitude, latitude in piece) > 45


@pytest.mark.parametrize("turned", [False, True])
def test_no_line_crosses_the_map_at_the_antimeridian(turned):
    ends = (BRISBANE, BELO_HORIZONTE) if turned else (BELO_HORIZONTE, BRISBANE)
    pieces = line(*ends)
    assert len(pieces) == 2
    assert abs(pieces[0][-1][0]) == abs(pieces[1][0][0]) == 180
    assert pieces[0][-1][0] == -pieces[1][0][0]
    for piece in pieces:
        steps = [abs(b[0] - a[0]) for a, b in pairwise(piece)]
        assert max(steps) < 90
        assert all(-180 <= longitude <= 180 for longitude, _latitude in piece)


def test_two_parties_at_one_point_make_no_line_of_nothing():
    [piece] = line(MEDELLIN, MEDELLIN)
    assert piece == [pytest.approx(MEDELLIN), pytest.approx(MEDELLIN)]


@pytest.mark.parametrize(
    ("point", "drawn"),
    [
        ((0, 0), (WIDTH / 2, HEIGHT / 2)),
        ((180, 0), (WIDTH, HEIGHT / 2)),
        ((-180, 0), (0, HEIGHT / 2)),
        ((0, 90), (WIDTH / 2, 0)),
    ],
)
def test_the_projection_puts_the_ends_of_the_earth_at_the_ends_of_the_drawing(point, drawn):
    assert project(point) == pytest.approx(drawn, abs=0.2)


def test_the_small_map_of_an_agreement_keeps_both_ends_in_its_frame(enter):
    drawn = drawing.agreement(enter("Antioquia", "São Paulo"))
    x, y, width, height = map(float, drawn.frame.split())
    for end in (drawn.arcs[0].near, drawn.arcs[0].far):
        assert x <= float(end[0]) <= x + width
        assert y <= float(end[1]) <= y + height


def test_an_agreement_whose_far_side_is_not_identified_has_no_map(enter):
    assert drawing.agreement(enter("Antioquia", "Somewhere")) is None


def test_what_is_not_known_is_drawn_as_what_is_left():
    [bar] = drawing.bars([Known("signed", 13, 16)])
    assert (bar.share, bar.unknown_share) == (81.25, 18.75)


def test_a_bar_of_nothing_is_not_drawn():
    assert drawing.bars([Known("signed", 0, 0)]) == []
