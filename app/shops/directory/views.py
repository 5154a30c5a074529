"""The list of shops, as a page, CSV and GeoJSON."""

import json
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from app.core.guards import public
from app.core.tables import csv_response
from app.shops.categories import CATEGORIES
from app.shops.directory.rows import count_of, file_rows, page_for
from app.shops.directory.wanted import RADII, SORTS, Wanted, read_wanted
from app.shops.kinds import HELPS, WHEELCHAIR_WORDS

bp = Blueprint("shop_directory", __name__)
HEADINGS = (
    "Name", "Kategorie", "Straße", "Hausnummer", "PLZ", "Ort", "Breite", "Länge", "Öffnungszeiten (OSM)",
    "Öffnungszeiten in Worten", "Website", "Rollstuhl", "Liefert", "Stand", "Quelle", "Lizenz", "Seite",
)  # fmt: skip


@bp.get("/laeden/")
@public
def overview() -> str:
    wanted = read_wanted(request.args)
    values = {"page": page_for(wanted), "total": count_of(wanted)}
    return render_template("shops/list.html", **values, **form(wanted), **_around(wanted))


def form(wanted: Wanted) -> dict[str, Any]:
    """What shops/_filters.html asks for, here and on the map."""
    categories = [(code, one.label, None, code in wanted.categories) for code, one in CATEGORIES.items()]
    helps = [(code, label, None, code in wanted.helps) for code, label in HELPS.items()]
    groups = [("Kategorie", "kategorie", categories), ("So können Sie helfen", "hilfe", helps)]
    return {"wanted": wanted, "radii": RADII, "groups": groups}


def _around(wanted: Wanted) -> dict[str, Any]:
    sorts = [
        (label, _url(sortierung=key), key == wanted.sort)
        for key, label in SORTS.items()
        if key != "entfernung" or wanted.point
    ]
    return {
        "sorts": sorts,
        "chosen": _chosen(wanted),
        "query": _query(),
        "open_url": _url(offen="1"),
    }


def _chosen(wanted: Wanted) -> list[tuple[str, str]]:
    """(label, address without it) of each filter."""
    found = [(CATEGORIES[code].label, _without("kategorie", code)) for code in wanted.categories]
    found += [(HELPS[code], _without("hilfe", code)) for code in wanted.helps]
    found += [("Jetzt geöffnet", _without("offen"))] if wanted.open_now else []
    found += [("Stufenlos zugänglich", _without("rollstuhl"))] if wanted.wheelchair else []
    found += [(f"„{wanted.text}“", _without("q"))] if wanted.text else []
    found += [(one.label, _without(one.name)) for one in wanted.extras]
    where = wanted.town.name if wanted.town else ("Ihrem Standort" if wanted.point else "")
    if where:
        label = f"{wanted.radius} km um {where}" if wanted.radius else where
        found.append((label, _without("ort", None, "ort_key", "umkreis", "von")))
    return found


def _pairs() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.args.items(multi=True) if name != "seite" and value]


def _query(**changes: str) -> str:
    kept = [pair for pair in _pairs() if pair[0] not in changes]
    text = urlencode([*kept, *changes.items()])
    return f"?{text}" if text else ""


def _url(**changes: str) -> str:
    return f"/laeden/{_query(**changes)}"


def _without(name: str, value: str | None = None, *also: str) -> str:
    kept = [one for one in _pairs() if one[0] not in also and (one[0] != name or value not in (None, one[1]))]
    text = urlencode(kept)
    return f"/laeden/?{text}" if text else "/laeden/"


@bp.get("/laeden/liste.csv")
@public
def as_csv() -> Response:
    root = request.url_root.rstrip("/")
    lines = [
        (
            row.title,
            CATEGORIES[row.category].label,
            row.street,
            row.house_number,
            row.postcode,
            row.city,
            row.lat,
            row.lon,
            row.opening_hours,
            row.hours_text,
            row.website,
            WHEELCHAIR_WORDS[row.wheelchair] if row.wheelchair else "",
            row.delivers,
            "bestätigt" if row.claimed_at else "unbestätigt",
            row.source,
            row.licence,
            f"{root}/laeden/{row.slug}",
        )
        for row in file_rows(read_wanted(request.args))
    ]
    return csv_response("laeden", HEADINGS, lines)


@bp.get("/laeden/liste.geojson")
@public
def as_geojson() -> Response:
    """Shops with a position, as points; RFC 7946: longitude first."""
    root = request.url_root.rstrip("/")
    rows = [row for row in file_rows(read_wanted(request.args)) if row.lat is not None]
    features = [
        {
            "type": "Feature",
            "id": row.public_id,
            "geometry": {"type": "Point", "coordinates": [row.lon, row.lat]},
            "properties": {
                "name": row.title,
                "category": row.category,
                "address": f"{row.street} {row.house_number}".strip(),
                "opening_hours": row.opening_hours,
                "confirmed": row.claimed_at is not None,
                "url": f"{root}/laeden/{row.slug}",
                "source": row.source,
                "licence": row.licence,
            },
        }
        for row in rows
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    response = Response(text, content_type="application/geo+json")
    response.headers["Content-Disposition"] = 'attachment; filename="laeden.geojson"'
    return response
