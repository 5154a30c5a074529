import pytest

pytestmark = pytest.mark.browser


def test_a_browser_reaches_the_live_site(live_site, page):
    answer = page.goto(f"{live_site.url}/healthz")
    assert answer.status == 200
