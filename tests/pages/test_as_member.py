import pytest

from tests.harness.walk import problems_on_all_pages

pytestmark = pytest.mark.browser


def test_every_page_is_accessible_to_a_member(demo_site, page, anna, log_in):
    log_in(page, anna)
    assert problems_on_all_pages(demo_site, page) == []


def test_every_page_of_the_desk_is_accessible_to_staff(demo_site, page, mona, log_in):
    log_in(page, mona)
    assert problems_on_all_pages(demo_site, page, below="/redaktion/") == []
