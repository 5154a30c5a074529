"""What the letter of the quarter says of one shop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app

from app.shops.figures.kinds import KINDS
from app.shops.figures.quarters import Quarter
from app.shops.figures.queries import Figures, figures_of
from app.shops.hours.said import hours_said
from app.shops.models import Shop
from app.shops.upkeep.freshness import age_badge


@dataclass(frozen=True)
class Told:
    """link: its page without log-in. hours: one line each. figures: (label, this quarter, the one before); none when
    there is too little to show, then tip says what would help, and tip_url where. age: how old the confirmation is.
    """

    title: str
    address: str
    hours: Sequence[str]
    contact: Sequence[str]
    link: str
    figures: Sequence[tuple[str, int, int]]
    tip: str
    tip_url: str
    age: str


def told(shops: Sequence[Shop], quarter: Quarter, links: Mapping[int, str]) -> list[Told]:
    """In the order given. links: address of the page, by shop id."""
    figures = figures_of([one.id for one in shops], quarter)
    return [_told(one, figures[one.id], links[one.id]) for one in shops]


def _told(shop: Shop, figures: Figures, link: str) -> Told:
    age = age_badge(shop.claimed_at, shop.confirmed_at)
    return Told(
        title=shop.subject.title,
        address=shop.address,
        hours=hours_said(shop.opening_hours, shop.hours_text),
        contact=[one for one in (shop.phone, shop.website, shop.online_shop) if one],
        link=link,
        figures=[(label, figures.now[kind], figures.before[kind]) for kind, label in KINDS.items() if figures.enough],
        tip=figures.tip or "",
        tip_url=current_app.config["SETTINGS"].base_url + figures.tip_path if figures.tip_path else "",
        age=age[0] if age else "",
    )
