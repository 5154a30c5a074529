import pytest

from app.extensions import db

pytestmark = pytest.mark.browser


def test_a_browser_reaches_the_live_site(live_site, page):
    answer = page.goto(f"{live_site.url}/healthz")
    assert answer.status == 200


@pytest.mark.parametrize("turn", [1, 2])
def test_the_cast_lives_where_the_browser_looks(live_site, page, anna, log_in, turn):
    log_in(page, anna)
    page.goto(f"{live_site.url}/konto/")
    assert page.url == f"{live_site.url}/konto/"
    assert "Anna Adler" in page.locator("main").inner_text()
    assert live_site.settings.database_uri == str(db.engine.url)
