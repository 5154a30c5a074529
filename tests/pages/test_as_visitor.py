import pytest

from tests.harness.walk import problems_on_all_pages

pytestmark = pytest.mark.browser


def test_every_page_is_accessible_to_a_visitor(live_site, page):
    assert problems_on_all_pages(live_site, page) == []
