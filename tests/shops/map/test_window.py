from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.shops.map.cells import ZOOMS, cell
from app.shops.map.grid import MOST_COUNTED, count, counted_level, cover
from app.shops.map.window import BadWindow, Window, around, fitting, read_box, read_middle

HEIDELBERG = (49.41, 8.69)


@pytest.mark.parametrize(
    ("box", "zoom", "says"),
    [
        ("", "5", "vier Zahlen"),
        ("1,2,3", "5", "vier Zahlen"),
        ("a,b,c,d", "5", "vier Zahlen"),
        ("nan,1,2,3", "5", "endliche"),
        ("0,0,0,0", "5", "leer"),
        ("8.8,49.3,8.6,49.5", "5", "verdreht"),
        ("8.6,49.5,8.8,49.3", "5", "verdreht"),
        ("8.6,149,8.8,150", "5", "nicht auf der Erde"),
        ("8.6,49.3,8.8,49.5", "", "zoom"),
        ("8.6,49.3,8.8,49.5", "5.5", "zoom"),
        ("8.6,49.3,8.8,49.5", "99", "zoom"),
        ("8.6,49.3,8.8,49.5", "²", "zoom"),
    ],
)
def test_a_wrong_window_is_refused_with_a_sentence(box, zoom, says):
    with pytest.raises(BadWindow, match=says):
        read_box({"bbox": box, "zoom": zoom})


def test_the_window_of_an_address_is_read():
    assert read_box({"bbox": "8.6,49.3,8.8,49.5", "zoom": "12"}) == Window(8.6, 49.3, 8.8, 49.5, 12)


@pytest.mark.parametrize("middle", ["", "0,0", "8", "a,b", "95,8", "nan,8"])
def test_an_address_without_a_sensible_middle_begins_anew(middle):
    assert read_middle({"mitte": middle, "zoom": "12"}) is None


def test_a_window_around_a_middle_holds_it():
    window = read_middle({"mitte": "49.41,8.69", "zoom": "15"})
    assert window == around(*HEIDELBERG, 15)
    assert window.middle == pytest.approx(HEIDELBERG)


def test_a_window_fits_what_it_shall_show():
    window = fitting(8.6, 49.3, 8.8, 49.5)
    assert window.west <= 8.6 < 8.8 <= window.east
    assert window.south <= 49.3 < 49.5 <= window.north
    assert fitting(8.69, 49.41, 8.69, 49.41).zoom == 17


@settings(max_examples=60)
@given(
    st.floats(47, 55), st.floats(6, 15), st.integers(4, 18), st.floats(0.01, 0.99), st.floats(0.01, 0.99)
)  # a point somewhere in a window
def test_every_shop_in_the_window_is_in_a_square_that_is_asked_for(lat, lon, zoom, down, across):
    window = around(lat, lon, zoom)
    point = window.south + (window.north - window.south) * down, window.west + (window.east - window.west) * across
    level = counted_level(window)
    assert cell(*point, level) in cover(window, level)


def test_a_huge_window_with_a_close_zoom_is_counted_in_large_squares():
    window = Window(5.0, 47.0, 15.0, 55.0, 18)
    assert count(window, counted_level(window)) <= MOST_COUNTED


def test_squares_of_all_levels_nest():
    for coarse, fine in pairwise(ZOOMS):
        row, column = divmod(cell(*HEIDELBERG, fine), 1 << fine)
        assert cell(*HEIDELBERG, coarse) == (row >> 2) * (1 << coarse) + (column >> 2)
