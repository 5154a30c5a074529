"""The results page, suggestions while typing, and the feed of any search."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request

from app.core.actors import GUEST
from app.core.feeds import FeedEntry, atom_response
from app.core.guards import public
from app.core.paging import Page
from app.core.permissions import who
from app.core.tables import csv_response
from app.places.your_town import your_town
from app.search import addresses
from app.search.alike import alike
from app.search.downloads import HEADINGS, MOST_ROWS, rows
from app.search.engines.interface import IndexBroken
from app.search.finding import PER_PAGE, Found, find, newest, ranked
from app.search.grouping import PER_PAGE as GROUPS_PER_PAGE
from app.search.grouping import grouped
from app.search.learning.counting import note_search
from app.search.page import frame, groups, kinds_alone
from app.search.parameters import Asked, read
from app.search.service import engine, readers_of
from app.search.suggestions import suggest
from app.search.titles import newest_titles, still_open, titles_page
from app.search.topic_hits import topics_beginning

bp = Blueprint("search", __name__)
FEED_ENTRIES = 50
PAGE = "search/results.html"
BUILDING = "Die Suche wird gerade neu aufgebaut. Bitte versuchen Sie es in einigen Minuten wieder."


@bp.get("/suche")
@public
def results() -> Any:
    return _answer(PAGE)


@bp.get("/suche/treffer")
@public
def part() -> Any:
    """The changing part of the results page, for searching while typing."""
    response = make_response(_answer("search/part.html"))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(template: str) -> Any:
    asked, town = read(), your_town()
    try:
        findings = find(asked, who(), town)
        found = grouped(asked, who(), town) if asked.is_grouped else None
    except IndexBroken:
        return _titles_only(asked, template)
    page = _page(asked, found.groups if found else findings.items, found.total if found else findings.total)
    if template == PAGE and asked.page == 1:
        note_search(asked.searched, total=findings.total, is_narrowed=asked.is_narrowed or town.town is not None)
    values = {**frame(asked), **groups(findings, asked)}
    return render_template(template, findings=findings, grouped=found, page=page, **values)


def _page(asked: Asked, items: list[Any], total: int) -> Page:
    per_page = GROUPS_PER_PAGE if asked.is_grouped else PER_PAGE
    page = Page(items, asked.page, asked.page * per_page < total, total, per_page)
    if asked.page > (page.last or 1):
        abort(404, "So viele Seiten hat diese Suche nicht. Bitte gehen Sie zur ersten Seite zurück.")
    return page


def _titles_only(asked: Asked, template: str) -> Response:
    """The index is being built anew: say so, and never let this page be kept."""
    page = titles_page(asked, who())
    html = render_template(template, findings=None, page=page, **frame(asked), **kinds_alone(asked))
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/suche/aehnlich/<public_id>")
@public
def similar_entries(public_id: str) -> Any:
    try:
        found = alike(public_id, who())
    except IndexBroken:
        abort(503, BUILDING)
    if found is None:
        abort(404)
    return render_template("search/alike.html", alike=found, yours=your_town(), robots="noindex")


@bp.get("/suche.csv")
@public
def download() -> Response:
    """The first hits of all pages together; see downloads.MOST_ROWS."""
    asked = read()
    try:
        found = ranked(asked, who(), your_town(), MOST_ROWS)
    except IndexBroken:
        found = _newest_titles(asked, MOST_ROWS)
    return csv_response("suche", HEADINGS, rows(found, request.host_url.rstrip("/")))


@bp.get("/suche/vorschlaege")
@public
def suggestions() -> Response:
    """JSON for the search field: [{value, label, hint, url}]; without url: a text to search for."""
    actor, text = who(), request.args.get("q", "")
    try:
        found = suggest(text, engine(), readers_of(actor))
    except IndexBroken:
        return jsonify([])
    named = [{"value": t.title, "label": t.title, "hint": "Thema öffnen", "url": t.url} for t in topics_beginning(text)]
    urls = still_open([one for _, one in found.titles], actor)
    entries = [{"value": words, "label": words, "hint": "", "url": ""} for words in found.texts]
    entries += [{"value": t, "label": t, "hint": "Seite öffnen", "url": urls[n]} for t, n in found.titles if n in urls]
    response = jsonify([*named, *entries])
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _newest_titles(asked: Asked, limit: int) -> list[tuple[Found, Any]]:
    """Without an index filters hold for kinds only; with others feed and file wait, to hold nothing wrong."""
    if set(asked.filters) - {"typ"} or asked.excluded or asked.ranges or your_town().town:
        abort(503, BUILDING)
    return newest_titles(asked, limit)


@bp.get("/suche.atom")
@public
def feed() -> Response:
    """What visitors may find, newest first; every word has to occur."""
    asked, town = read(), your_town()
    try:
        found = newest(asked, GUEST, town, FEED_ENTRIES)
    except IndexBroken:
        found = _newest_titles(asked, FEED_ENTRIES)
    entries = [
        FeedEntry(
            id=f"tag:{request.host},2026:{row.public_id}",
            title=one.card.title,
            url=one.card.url,
            summary=one.card.summary,
            published_at=row.published_at,
            changed_at=row.changed_at,
            author=one.card.owner_name,
        )
        for one, row in found
    ]
    title = f"Suche: {asked.text}" if asked.text else "Suche"
    return atom_response(title, addresses.address(addresses.kept()), entries)
