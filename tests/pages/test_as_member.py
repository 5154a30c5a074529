import pytest

from tests.harness.walk import problems_on_all_pages

pytestmark = pytest.mark.browser


def test_every_page_is_accessible_to_a_member(live_site, page, anna, log_in):
    log_in(page, anna)
    assert problems_on_all_pages(live_site, page) == []
