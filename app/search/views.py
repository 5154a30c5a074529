"""The results page, suggestions while typing, and the feed of any search."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request

from app.core.actors import GUEST
from app.core.feeds import FeedEntry, atom_response
from app.core.guards import public
from app.core.paging import Page
from app.core.permissions import who
from app.places.your_town import your_town
from app.search import addresses
from app.search.engines.interface import IndexBroken
from app.search.finding import PER_PAGE, Found, find, newest
from app.search.learning.counting import note_search
from app.search.page import frame, groups, kinds_alone
from app.search.parameters import Asked, read
from app.search.service import engine, readers_of
from app.search.suggestions import suggest
from app.search.titles import newest_titles, still_open, titles_page

bp = Blueprint("search", __name__)
FEED_ENTRIES = 50
PAGE = "search/results.html"


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
    except IndexBroken:
        return _titles_only(asked, template)
    page = Page(findings.items, asked.page, asked.page * PER_PAGE < findings.total, findings.total, PER_PAGE)
    if asked.page > (page.last or 1):
        abort(404, "So viele Seiten hat diese Suche nicht. Bitte gehen Sie zur ersten Seite zurück.")
    if template == PAGE and asked.page == 1:
        note_search(asked.searched, total=findings.total, is_narrowed=asked.is_narrowed or town.town is not None)
    return render_template(template, findings=findings, page=page, **frame(asked), **groups(findings, asked))


def _titles_only(asked: Asked, template: str) -> Response:
    """The index is being built anew: say so, and never let this page be kept."""
    page = titles_page(asked, who())
    html = render_template(template, findings=None, page=page, **frame(asked), **kinds_alone(asked))
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/suche/vorschlaege")
@public
def suggestions() -> Response:
    """JSON for the search field: [{value, label, hint, url}]; without url: a text to search for."""
    actor, text = who(), request.args.get("q", "")
    try:
        found = suggest(text, engine(), readers_of(actor))
    except IndexBroken:
        return jsonify([])
    urls = still_open([one for _, one in found.titles], actor)
    entries = [{"value": words, "label": words, "hint": "", "url": ""} for words in found.texts]
    entries += [{"value": t, "label": t, "hint": "Seite öffnen", "url": urls[n]} for t, n in found.titles if n in urls]
    response = jsonify(entries)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _newest_titles(asked: Asked) -> list[tuple[Found, Any]]:
    """Without an index filters hold for kinds only; a feed with others waits instead of filling up with the wrong."""
    if set(asked.filters) - {"typ"} or asked.excluded or asked.ranges or your_town().town:
        abort(503, "Die Suche wird gerade neu aufgebaut. Bitte versuchen Sie es in einigen Minuten wieder.")
    return newest_titles(asked, FEED_ENTRIES)


@bp.get("/suche.atom")
@public
def feed() -> Response:
    """What visitors may find, newest first; every word has to occur."""
    asked, town = read(), your_town()
    try:
        found = newest(asked, GUEST, town, FEED_ENTRIES)
    except IndexBroken:
        found = _newest_titles(asked)
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
