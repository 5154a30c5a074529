"""The start page, and what machines ask for at the door."""

from datetime import timedelta

from flask import Blueprint, Response, abort, current_app, render_template
from markupsafe import Markup

from app.core import clock
from app.core.formats import counted, number
from app.core.guards import public
from app.core.remembered import remembered
from app.core.subjects import subject_types
from app.home import queries
from app.places.your_town import your_town

bp = Blueprint("home", __name__)
EXAMPLES = (("leerstehende Läden", "/suche?q=leerstehende+L%C3%A4den"), ("Wochenmarkt", "/suche?q=Wochenmarkt"))
COUNTED = (
    ("case_study", "Praxisbeispiele"),
    ("practice", "Maßnahmen"),
    ("organisation", "Organisationen"),
    ("place", "Städte und Gemeinden"),
)


@bp.get("/")
@public
def start() -> str:
    town = your_town()
    return render_template(
        "home/start.html",
        shelves=remembered("shelves of the start page", _shelves),
        examples=EXAMPLES,
        place_text=town.text,
        place_value=town.key,
    )


def _shelves() -> Markup:
    """Three statements; the view remembers what they become until the next write a guest can see."""
    values = {"newest": queries.newest(), "numbers": _numbers(), "topics": _topics()}
    return Markup(render_template("home/_shelves.html", **values))


def _numbers() -> list[tuple[str, str]]:
    counts = queries.counts()
    return [(label, number(counts[kind])) for kind, label in COUNTED if counts.get(kind)]


def _topics() -> list[tuple[str, str, str, str | None]]:
    return [
        (topic.title, f"/themen/{topic.slug}", counted(topic.number, "Eintrag", "Einträge"), None)
        for topic in queries.topics()[:12]
    ]


@bp.get("/robots.txt")
@public
def robots() -> Response:
    base = current_app.config["SETTINGS"].base_url
    lines = [
        "User-agent: *",
        "Disallow: /konto/",
        "Disallow: /redaktion/",
        "Disallow: /neu/",
        "Disallow: /merkliste/",
        "",
        f"Sitemap: {base}/sitemap.xml",
        "",
    ]
    return _text("\n".join(lines))


@bp.get("/.well-known/security.txt")
@public
def security() -> Response:
    settings = current_app.config["SETTINGS"]
    expires = (clock.now() + timedelta(days=300)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.mail_from}",
        f"Contact: {settings.base_url}/meldung",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: de, en",
        f"Canonical: {settings.base_url}/.well-known/security.txt",
        "",
    ]
    return _text("\n".join(lines))


@bp.get("/sitemap.xml")
@public
def site_map_index() -> Response:
    files = range(1, queries.site_map_size() + 1)
    return _xml(render_template("home/sitemap_index.xml", files=files))


@bp.get("/sitemap-<int:part>.xml")
@public
def site_map(part: int) -> Response:
    if part < 1:
        abort(404)
    rows = queries.site_map(part)
    if not rows and part > 1:
        abort(404)
    return _xml(render_template("home/sitemap.xml", rows=rows, lists=_lists() if part == 1 else ()))


def _lists() -> list[str]:
    """Addresses of the list pages, for the first file of the site map."""
    return [
        "/",
        *dict.fromkeys(kind.path.partition("{slug}")[0] for kind in subject_types().values() if kind.is_listed),
    ]


def _text(text: str) -> Response:
    return Response(text, content_type="text/plain; charset=utf-8")


def _xml(text: str) -> Response:
    return Response(text, content_type="application/xml; charset=utf-8")
