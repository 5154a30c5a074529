"""Imprint and the like, in one click from everywhere; and where our data come from."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, abort, render_template

from app.core import markup
from app.core.guards import public
from app.pages import legal

bp = Blueprint("legal", __name__)
SOURCES = Path(__file__).parents[2] / "demo" / "sources.json"


@bp.get(f"/<any({', '.join(repr(slug) for slug in legal.TITLES)}):slug>")
@public
def show(slug: str) -> Any:
    page = legal.page(slug) or abort(404)
    return render_template("pages/legal.html", page=page, html=markup.stored_page(page.text_html))


@bp.get("/datenquellen")
@public
def sources() -> Any:
    return render_template("pages/sources.html", sources=_sources())


@lru_cache
def _sources() -> list[dict[str, Any]]:
    return json.loads(SOURCES.read_text()) if SOURCES.is_file() else []
