"""A shop's people decide whether it takes part: by the link of the mail, or signed in."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from sqlalchemy.orm import joinedload

from app.campaigns import links, window
from app.campaigns.forms.parts import TakingPartForm
from app.campaigns.kinds import OVER, PHASE_BADGES
from app.campaigns.models import Campaign, CampaignShop
from app.campaigns.permissions import TakingPartAction
from app.campaigns.queries.taking_part import campaigns_of_shop, find_by_public_id
from app.campaigns.services.parts import decide
from app.core import clock
from app.core.guards import allow, public
from app.extensions import db
from app.shops.models import Shop
from app.shops.queries import find_shop

bp = Blueprint("campaign_taking_part", __name__)
STAYS = "Ihr Laden macht mit."
LEAVES = "Ihr Laden macht nicht mit. Auf der Karte und in der Liste der Hilfsaktion steht er nicht mehr."


@bp.route("/hilfsaktionen/mitmachen/<signed>", methods=["GET", "POST"])
@public
def by_link(signed: str) -> Any:
    """Who holds the link of the mail decides for the shop, and sees nothing else."""
    campaign, shop = _behind(signed)
    return _asked(campaign, shop, request.path)


def _behind(signed: str) -> tuple[Campaign, Shop]:
    ids = links.ids_in(signed)
    campaign = db.session.get(Campaign, ids[0], options=[joinedload(Campaign.subject)]) if ids else None
    shop = db.session.get(Shop, ids[1], options=[joinedload(Shop.subject)]) if ids else None
    if campaign is None or shop is None or ids is None or links.since(shop) != ids[2]:
        abort(410)
    if not campaign.subject.is_open or not shop.subject.is_open:
        abort(410)
    return campaign, shop


@bp.get("/laeden/<slug>/hilfsaktionen")
@allow(TakingPartAction.DECIDE, load=find_shop)
def of_shop(shop: Shop) -> str:
    """Campaigns of the town that the shop belongs to."""
    rows = [(row, window.words(row.starts_at, row.ends_at), _badge(row)) for row in campaigns_of_shop(shop)]
    return render_template("campaigns/of_shop.html", shop=shop, subject=shop.subject, rows=rows, robots="noindex")


def _badge(row: Any) -> tuple[str, str]:
    if row.over_at <= clock.now():
        return PHASE_BADGES[OVER]
    return ("Sie machen nicht mit", "neutral") if row.left_at else ("Sie machen mit", "success")


@bp.route("/laeden/<slug>/hilfsaktionen/<campaign>", methods=["GET", "POST"])
@allow(TakingPartAction.DECIDE, load=lambda slug, campaign: find_shop(slug))
def of_one(shop: Shop) -> Any:
    campaign = find_by_public_id(str((request.view_args or {})["campaign"]))
    if campaign is None or campaign.id not in [row.id for row in campaigns_of_shop(shop)]:
        abort(404)
    return _asked(campaign, shop, f"{shop.subject.address}/hilfsaktionen")


def _asked(campaign: Campaign, shop: Shop, after: str) -> Any:
    row = db.session.get(CampaignShop, (campaign.id, shop.id))
    answer = "nein" if row and row.left_at else "ja"
    is_over = campaign.phase == OVER
    form = TakingPartForm(data={"answer": answer, "shares_sum": bool(row and row.shares_sum)})
    if form.validate_on_submit():
        takes_part = form.answer.data == "ja"
        decide(campaign, shop.id, takes_part=takes_part, shares_sum=bool(form.shares_sum.data))
        flash("Gespeichert." if is_over else STAYS if takes_part else LEAVES)
        return redirect(after, 303)
    page = {"form": form, "campaign": campaign, "shop": shop, "subject": campaign.subject, "robots": "noindex"}
    page |= {"when": window.words(campaign.starts_at, campaign.ends_at), "is_over": is_over, "left": answer == "nein"}
    return render_template("campaigns/taking_part.html", **page), 422 if form.is_submitted() else 200
