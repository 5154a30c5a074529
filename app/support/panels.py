"""What the page of a shop shows of the ways to help it."""

from typing import Any

from flask import render_template
from sqlalchemy import and_, func, select

from app.core.permissions import may
from app.core.rendering import macro
from app.extensions import db
from app.shops.dead_links.checking import dead_among
from app.shops.figures.clicks import click_sign, counts_clicks
from app.shops.models import Shop
from app.support.forms.fields import host_of
from app.support.kinds import DIRECT, HANDS, KINDS, MONEY, VOUCHER
from app.support.models import Booking, SupportOption, SupportOrder
from app.support.permissions import SupportAction
from app.support.queries.options import open_options
from app.support.queries.sums import sums_of

MOST_THANKS = 12
PAGES = {DIRECT: "unterstuetzen", VOUCHER: "gutschein", HANDS: "mit-anpacken"}


def help_panel(shop: Shop) -> str:
    """Ways to help with their buttons, the confirmed total and the wall; nothing for a shop that nobody looks after."""
    options = open_options(shop)
    manages = shop.subject.slug is not None and may(SupportAction.MANAGE, shop)
    if not options and not manages:
        return ""
    wall = _wall(shop.id) if any(one.has_wall and one.kind == DIRECT for one in options) else []
    kinds = [one.kind for one in options]
    cards = [_card(shop, one, is_first=one.kind not in kinds[:at]) for at, one in enumerate(options)]
    if counts_clicks(shop):
        cards = [card | {"sign": click_sign(shop.id, card["way"])} for card in cards]
    dead = dead_among([one.url for one in options if KINDS[one.kind].is_link])
    values = {"dead": dead, "shop": shop, "cards": cards, "wall": wall, "manages": manages, "sums": sums_of(shop.id)}
    return render_template("support/_help.html", **values)


def _card(shop: Shop, option: SupportOption, is_first: bool) -> dict[str, Any]:
    """is_first: of its kind; its page has the short address, the others' their number behind it."""
    kind, page = KINDS[option.kind], PAGES.get(option.kind)
    url = option.url if kind.is_link else f"{shop.subject.address}/{page}" + ("" if is_first else f"/{option.id}")
    host = host_of(option.url) if kind.is_link else ""
    return {"label": option.title or kind.label, "action": kind.action, "sentence": option.sentence, "url": url} | {
        "host": host,
        "way": way_of(option),
        "code": option.kind,
        "title": option.title,
    }


def way_of(option: SupportOption) -> str:
    """Under which clicks on it are counted."""
    return f"{option.kind}.{option.id}"


def _wall(shop_id: int) -> list[Any]:
    """With what is left of each gift; one that was wholly paid back is thanked for no more."""
    left = func.sum(Booking.amount_cents)
    columns = SupportOrder.wall_name, SupportOrder.wall_text, SupportOrder.wall_amount, left.label("cents")
    query = select(*columns).join(Booking, and_(Booking.order_id == SupportOrder.id, Booking.book == MONEY))
    shown = query.where(SupportOrder.shop_id == shop_id, SupportOrder.state == "received")
    shown = shown.where(SupportOrder.wants_wall.is_(True)).group_by(SupportOrder.id).having(left > 0)
    return list(db.session.execute(shown.order_by(SupportOrder.received_at.desc()).limit(MOST_THANKS)).all())


def own_link(shop: Shop) -> str:
    """In the shopkeeper's own menu on the shop's page."""
    if shop.subject.slug is None or not may(SupportAction.MANAGE, shop):
        return ""
    return macro("support/_own.html", "own_link")(shop.subject.address)


PANELS = {"shops.detail.help": help_panel, "shops.detail.own": own_link}
