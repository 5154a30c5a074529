"""What campaigns lend to the pages of others: a banner while one runs, and what a shop's people decide."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import render_template
from sqlalchemy import select

from app.campaigns.layer import NAME
from app.campaigns.models import CampaignShop
from app.campaigns.permissions import TakingPartAction
from app.campaigns.queries.listing import Known, drawn, known, rows_of, running_now
from app.campaigns.queries.listing import Wanted as WantedCampaigns
from app.core.panels import drawn_once
from app.core.permissions import may
from app.core.rendering import macro
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


def _takes_part(campaign: Known, row: Any) -> bool:
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
    """The banner, and below it all of the town. No statement where it never had one."""
    mine = [one for one in known() if one.place_id == place.id]
    banner = _banner(one for one in running_now() if one.place_id == place.id)
    return banner + (_shelf(mine, f"/hilfsaktionen/?ort_key={place.key}") if mine else "")


def of_organisation(organisation: Any) -> str:
    mine = [one for one in known() if one.owner_id == organisation.id]
    return _shelf(mine, "/hilfsaktionen/") if mine else ""


def _shelf(campaigns: list[Known], more: str) -> str:
    """The cards of those that end last."""
    rows = rows_of(WantedCampaigns()).where(Subject.id.in_([one.id for one in campaigns[:MOST]]))
    cards = [drawn(row) for row in db.session.execute(rows)]
    return render_template("campaigns/_shelf.html", cards=cards, more=more) if cards else ""


def _banner(campaigns: Iterable[Known], layer: bool = False) -> str:
    shown = list(campaigns)
    return (
        render_template("campaigns/_banner.html", campaigns=shown[:MOST], more=len(shown) > MOST, layer=layer)
        if shown
        else ""
    )


def own_link(shop: Any) -> str:
    """In the shopkeeper's own menu."""
    if shop.subject.slug is None or not may(TakingPartAction.DECIDE, shop):
        return ""
    return render_template("campaigns/_own_link.html", address=shop.subject.address)


def list_link(_nothing: Any = None) -> Any:
    """The way to all of them, from the list of shops."""
    return macro("_parts.html", "button_link")("Hilfsaktionen", "/hilfsaktionen/", "tertiary", "hands")


PANELS: dict[str, Callable[[Any], str]] = {
    "shops.detail.top": on_shop,
    "shops.list.actions": list_link,
    "shops.list.top": on_list,
    "shops.map.top": on_list,
    "shops.detail.own": own_link,
    "home.start.coming": on_start,
    "places.detail.content": drawn_once(of_place),
    "organisations.detail.content": drawn_once(of_organisation),
}
