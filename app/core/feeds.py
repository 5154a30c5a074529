"""Atom feeds (RFC 4287) of any list of cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Response, current_app, render_template, request

NEVER = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FeedEntry:
    """id: stable name of the entry, independent of its address. url: path. html: sanitised, or empty."""

    id: str
    title: str
    url: str
    summary: str
    published_at: datetime
    changed_at: datetime
    author: str = ""
    topics: Sequence[str] = ()
    html: str = ""


def atom_response(title: str, page_url: str, entries: Sequence[FeedEntry]) -> Response:
    """page_url: path of the page the feed follows."""
    values: dict[str, Any] = {
        "title": title,
        "page_url": page_url,
        "entries": entries,
        "self_url": request.full_path.rstrip("?"),
        "changed_at": max((entry.changed_at for entry in entries), default=NEVER),
        "author": current_app.config["SETTINGS"].operator_name or current_app.config["SETTINGS"].site_name,
    }
    return Response(render_template("feed.atom", **values), content_type="application/atom+xml; charset=utf-8")
