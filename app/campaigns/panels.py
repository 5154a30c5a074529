"""What campaigns lend to the pages of others: a banner while one runs, and what a shop's people decide."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import render_template
from sqlalchemy import select

from app.campaigns.layer import NAME
from app.campaigns.models import CampaignShop
from app.campaigns.permissions import TakingPartAction
from app.campaigns.queries.listing import Running, drawn, rows_of, running_now
from app.campaigns.queries.listing import Wanted as WantedCampaigns
from app.core import clock
from app.core.panels import drawn_once
from app.core.permissions import may
from app.core.remembered import remembered
from app.core.subjects import Subject
from app.extensions import db

MOST = 3


def on_shop(shop: Any) -> str:
    """On the page of a shop that takes part; asks nothing where no campaign runs in its town."""
    here = [one for one in running_now() if one.place_id == shop.subject.place_id]
    if not here or not shop.subject.is_open or shop.is_closed:
        return ""
    rows = _rows_of(shop.id)
    return _banner(one for one in here if _takes_part(one, rows.get(one.id)))


def _rows_of(shop_id: int) -> dict[int, Any]:
    query = select(CampaignShop.campaign_id, CampaignShop.is_chosen, CampaignShop.left_at)
    return {row.campaign_id: row for row in db.session.execute(query.where(CampaignShop.shop_id == shop_id))}


def _takes_part(campaign: Running, row: Any) -> bool:
    if row is not None and row.left_at is not None:
        return False
    return campaign.covers == "town" or bool(row is not None and row.is_chosen)


def on_start(_nothing: Any = None) -> str:
    return _banner(running_now())


def on_list(wanted: Any) -> str:
    """Above list and map of shops: all that run, or those of the town that is asked for; the chosen one by itself."""
    chosen = [one.value for one in wanted.extras if one.name == NAME]
    shown = [one for one in running_now() if not wanted.town or one.place_id == wanted.town.id]
    return _banner((one for one in running_now() if one.slug in chosen) if chosen else shown, layer=not chosen)


def of_place(place: Any) -> str:
    """The banner, and below it what was or comes. One statement beside those that run."""
    others = _cards(Subject.place_id == place.id, ("place", place.id))
    banner = _banner(one for one in running_now() if one.place_id == place.id)
    return banner + (_shelf(others, f"/hilfsaktionen/?ort_key={place.key}") if others else "")


def of_organisation(organisation: Any) -> str:
    cards = _cards(Subject.owner_id == organisation.id, ("owner", organisation.id))
    return _shelf(cards, "/hilfsaktionen/") if cards else ""


def _cards(condition: Any, key: tuple[str, int]) -> list[Any]:
    minute = int(clock.now().timestamp() // 60)
    query = rows_of(WantedCampaigns()).where(condition).limit(MOST)
    return remembered(("campaigns.cards", *key, minute), lambda: [drawn(row) for row in db.session.execute(query)])


def _banner(campaigns: Iterable[Running], layer: bool = False) -> str:
    shown = list(campaigns)
    return (
        render_template("campaigns/_banner.html", campaigns=shown[:MOST], more=len(shown) > MOST, layer=layer)
        if shown
        else ""
    )


def _shelf(cards: list[Any], more: str) -> str:
    return render_template("campaigns/_shelf.html", cards=cards, more=more)


def own_link(shop: Any) -> str:
    """In the shopkeeper's own menu."""
    if shop.subject.slug is None or not may(TakingPartAction.DECIDE, shop):
        return ""
    return render_template("campaigns/_own_link.html", address=shop.subject.address)


PANELS: dict[str, Callable[[Any], str]] = {
    "shops.detail.top": on_shop,
    "shops.list.top": on_list,
    "shops.map.top": on_list,
    "shops.detail.own": own_link,
    "home.start.coming": on_start,
    "places.detail.content": drawn_once(of_place),
    "organisations.detail.content": drawn_once(of_organisation),
}
