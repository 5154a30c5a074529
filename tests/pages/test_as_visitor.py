import pytest

from tests.harness.walk import problems_on_all_pages

pytestmark = pytest.mark.browser


def test_every_page_is_accessible_to_a_visitor(demo_site, page):
    assert problems_on_all_pages(demo_site, page) == []
