"""What the map lends to the pages of shops."""

from typing import Any

from flask import render_template

from app.shops.directory.wanted import Wanted
from app.shops.map.views import kept_query
from app.shops.models import Shop


def views_of_the_list(_wanted: Wanted) -> str:
    """List or map, with the same filters."""
    query = kept_query()
    return render_template("shops/map/_tabs.html", query=f"?{query}" if query else "")


def on_the_map(shop: Any) -> str:
    """Only where the map shows it."""
    if not isinstance(shop, Shop) or shop.lat is None or shop.is_closed or not shop.subject.is_open:
        return ""
    return render_template("shops/map/_where.html", shop=shop)


def for_its_people(shop: Any) -> str:
    """The sheet for the window, and the card for the own website."""
    if not shop.subject.is_open or shop.is_closed:
        return ""
    return render_template("shops/map/_own.html", address=shop.subject.address, slug=shop.subject.slug)


PANELS = {"shops.list.top": views_of_the_list, "shops.detail.map": on_the_map, "shops.detail.own": for_its_people}
