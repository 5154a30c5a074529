"""The page of a shop."""

from typing import Any

from flask import Blueprint, render_template

from app.core import clock
from app.core.guards import allow
from app.core.permissions import allows, who
from app.shops import queries
from app.shops.categories import CATEGORIES
from app.shops.dead_links.checking import dead_among
from app.shops.figures.clicks import click_sign, counts_clicks
from app.shops.figures.counting import count
from app.shops.figures.kinds import SEEN, WAYS_HERE
from app.shops.hours.holidays import region_of
from app.shops.hours.opening import week_from
from app.shops.kinds import CONFIRMED_BY, SHOP, WHEELCHAIR_WORDS
from app.shops.links import links_of, route_to
from app.shops.models import Shop
from app.shops.permissions import ShopAction, owns_shop
from app.shops.services.hours import is_fresh
from app.shops.structured import business_data
from app.shops.upkeep.freshness import age_badge, is_faded
from app.shops.words import span

bp = Blueprint("shops", __name__)


@bp.get("/laeden/<slug>")
@allow(ShopAction.VIEW, load=queries.find_shop, moved=SHOP)
def detail(shop: Shop) -> str:
    count(shop.id, SEEN)
    return render_template("shops/detail.html", **page_of(shop))


def page_of(shop: Shop) -> dict[str, Any]:
    """Everything the page of a shop shows; a fixed number of statements."""
    subject, today = shop.subject, clock.today()
    place, pictures = queries.place_of(shop), queries.pictures_of(shop.id)
    events = queries.coming_events(shop.id)
    state_key = region_of(place.state_key, place.key) if place else None
    is_indexed = subject.is_open and shop.is_claimed and subject.origin != "demo" and not shop.is_closed
    links = links_of(shop)
    return {
        "shop": shop,
        "subject": subject,
        "category": CATEGORIES[shop.category].label,
        "place": place,
        "pictures": pictures,
        "week": week_from(today, shop.opening_hours, state_key) if shop.opening_hours else [],
        "state": queries.open_state(shop),
        "confirmed_words": CONFIRMED_BY,
        "is_faded": is_faded(shop.confirmed_at),
        "age": age_badge(shop.claimed_at, shop.confirmed_at),
        "are_hours_fresh": is_fresh(shop),
        "wheelchair": WHEELCHAIR_WORDS[shop.wheelchair],
        "links": links,
        "dead": dead_among([one.url for one in links]),
        "signs": {way: click_sign(shop.id, way) for way in WAYS_HERE} if counts_clicks(shop) else {},
        "route": None if shop.is_closed else route_to(shop),
        "events": events,
        "event_times": [span(one.starts_at, one.ends_at) for one in events],
        "sources": queries.sources_of(shop.id),
        "takes_messages": bool(queries.contact_address(shop)),
        "may_edit": allows(who(), ShopAction.EDIT, shop),
        "may_confirm": allows(who(), ShopAction.CONFIRM, shop),
        "is_own": owns_shop(who(), shop),
        "json_ld": business_data(shop, [one.url for one in pictures], state_key, today),
        "robots": "" if is_indexed else "noindex",
    }
