"""What other pages show of saved searches."""

from typing import Any

from flask import render_template

from app.core.permissions import who
from app.search.saved import queries

MOST = 5


def news(_person: Any) -> str:
    """On the own account: searches with hits since the last visit; nothing when there are none."""
    fresh = [one for one in queries.listed(who()) if one.fresh][:MOST]
    return render_template("search/saved/_news.html", searches=fresh) if fresh else ""
