"""The results page, suggestions while typing, and the feed of any search."""

from typing import Any

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request

from app.core.actors import GUEST
from app.core.feeds import FeedEntry, atom_response
from app.core.formats import counted
from app.core.guards import public
from app.core.paging import Page
from app.core.permissions import who
from app.places.your_town import your_town
from app.search import addresses
from app.search.engines.interface import DATE, RELEVANCE, IndexBroken
from app.search.finding import PER_PAGE, Findings, Found, find, newest
from app.search.parameters import ALSO_UNKNOWN, Asked, chips, choices, read, topics
from app.search.query import parse
from app.search.service import engine, readers_of
from app.search.suggestions import suggest
from app.search.titles import newest_titles, still_open, titles_page

bp = Blueprint("search", __name__)
FEED_ENTRIES = 50
TOWNS = "orte"


@bp.get("/suche")
@public
def results() -> Any:
    asked, town = read(), your_town()
    try:
        findings = find(asked, who(), town)
    except IndexBroken:
        return _titles_only(asked)
    page = Page(findings.items, asked.page, asked.page * PER_PAGE < findings.total, findings.total, PER_PAGE)
    if asked.page > (page.last or 1):
        abort(404, "So viele Seiten hat diese Suche nicht. Bitte gehen Sie zur ersten Seite zurück.")
    values = {**_frame(asked), **_groups(findings, asked)}
    return render_template("search/results.html", findings=findings, page=page, **values)


def _frame(asked: Asked) -> dict[str, Any]:
    """What the page needs with and without an index."""
    return {
        "asked": asked,
        "yours": your_town(),
        "chosen_filters": [*_town_chip(), *chips(asked, addresses.without)],
        "all_filters_url": addresses.address((name, value) for name, value in addresses.kept() if name == "q"),
        "hidden": [(name, value) for name, value in addresses.kept() if name in ("q", "sortierung")],
        "addresses": addresses,
        "also_unknown_name": ALSO_UNKNOWN,
        "robots": "noindex" if asked.text or asked.filters or asked.page > 1 else "",
    }


def _town_chip() -> list[tuple[str, str]]:
    town = your_town().town
    return [(f"Orte wie {town.name}", addresses.address(addresses.kept(["wie", "ort"])))] if town else []


def _groups(findings: Findings, asked: Asked) -> dict[str, Any]:
    """The filters with their counts. Options that would find nothing are left out, chosen ones stay."""
    special = {slug for slug, _, is_default in topics() if not is_default} | {TOWNS}
    groups = []
    for choice in choices():
        counts, chosen = findings.facets.get(choice.name, {}), asked.filters.get(choice.name, ())
        options = [
            (value, label, counts.get(value, None if value in special else 0), value in chosen)
            for value, label in choice.options.items()
            if counts.get(value) or value in chosen or value in special
        ]
        groups.append((choice.legend, choice.name, options))
    return {"groups": groups, "count_words": counted(findings.total, "Treffer", "Treffer"), **_help(findings, asked)}


def _help(findings: Findings, asked: Asked) -> dict[str, Any]:
    """For an empty result: what to do next, the nearest way first."""
    actions: list[tuple[str, str]] = []
    if asked.filters or asked.cost_euros is not None or your_town().town:
        actions.append(("Ohne Filter suchen", addresses.address(pair for pair in addresses.kept() if pair[0] == "q")))
    if asked.sort == DATE and asked.text:
        actions.append(("Auch Einträge mit nur einem der Wörter", addresses.sorted_by(RELEVANCE)))
    actions.append(("Alle Maßnahmen ansehen", "/massnahmen/"))
    return {
        "help_text": _advice(asked),
        "help_actions": actions,
        "topic_links": [(title, f"/suche?thema={slug}") for slug, title, is_default in topics() if is_default][:12],
    }


def _advice(asked: Asked) -> str:
    query = parse(asked.text)
    if asked.text and query.is_empty and not query.without_words:
        return "Ihr Text enthält nur Wörter, die überall vorkommen. Nennen Sie bitte, worum es geht, etwa „Leerstand“."
    if len(query.words) > 1 or query.phrases:
        return "Versuchen Sie es mit weniger oder allgemeineren Wörtern, und lassen Sie Anführungszeichen weg."
    return "Prüfen Sie die Schreibweise, oder nehmen Sie ein verwandtes Wort. Auch ein Blick in die Themen hilft."


def _titles_only(asked: Asked) -> Response:
    """The index is being built anew: say so, and never let this page be kept."""
    page = titles_page(asked, who())
    html = render_template("search/results.html", findings=None, page=page, groups=[], count_words="", **_frame(asked))
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
    if set(asked.filters) - {"typ"} or asked.cost_euros is not None or your_town().town:
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
