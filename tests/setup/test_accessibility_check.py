"""The checker must see what is wrong, else a green page says nothing."""

from types import SimpleNamespace

import pytest

from tests.harness.accessibility import problems_seen
from tests.harness.browser import foreign

pytestmark = pytest.mark.browser
GOOD = "<!doctype html><html lang=de><title>Gut</title><main><h1>Gut</h1><p>Guten Tag</p></main>"


def test_a_plain_good_page_has_no_problem(page):
    page.set_content(GOOD)
    assert list(problems_seen(page)) == []


@pytest.mark.parametrize(
    ("fault", "found"),
    [
        ('<input name="ort">', "label"),
        ('<p style="color:#bbb;background:#fff">blass</p>', "color-contrast"),
        ('<div style="width:4000px">breit</div>', "scrolls sideways"),
    ],
)
def test_a_fault_is_named(page, fault, found):
    page.set_content(GOOD + fault)
    assert any(problem.startswith(found) for problem in problems_seen(page))


@pytest.mark.parametrize(
    ("address", "is_foreign"),
    [
        ("http://127.0.0.1:8000/", False),
        ("data:image/png;base64,AA", False),
        ("https://tracker.example/p.png", True),
    ],
)
def test_only_requests_to_other_hosts_are_foreign(address, is_foreign):
    request = SimpleNamespace(url=address)
    assert bool(foreign(request)) is is_foreign
