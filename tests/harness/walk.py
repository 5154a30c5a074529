"""Every page a person can open: routes by GET that take no values, and two things of each kind that the demo has."""

from collections.abc import Iterator

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from app.core.subjects import Subject, open_only, subject_types
from app.extensions import db
from tests.harness.accessibility import problems_of
from tests.harness.live_site import LiveSite

NOT_PAGES = ("/static/", "/healthz", "/readyz", "/suche/treffer")
OF_EACH_KIND = 2


def paths_of(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and not rule.arguments and not rule.rule.startswith(NOT_PAGES):
            yield rule.rule
    for kind in subject_types():
        query = open_only(select(Subject).where(Subject.kind == kind)).order_by(Subject.origin, Subject.id)
        yield from (subject.address for subject in db.session.scalars(query.limit(OF_EACH_KIND)))


def is_page(page: Page, address: str) -> bool:
    """Whether this person gets HTML there and not a feed, a file or the log-in page."""
    answer = page.request.get(address, max_redirects=0)
    return answer.status == 200 and answer.headers.get("content-type", "").startswith("text/html")


def problems_on_all_pages(site: LiveSite, page: Page, below: str = "/") -> list[str]:
    addresses = [f"{site.url}{path}" for path in sorted(set(paths_of(site.app))) if path.startswith(below)]
    pages = [address for address in addresses if is_page(page, address)]
    assert pages, f"no page at all below {below}"
    return [problem for address in pages for problem in problems_of(page, address)]
