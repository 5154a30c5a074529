"""What the letter of the quarter says of one shop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app

from app.core import ports
from app.shops.dead_links.checking import dead_among
from app.shops.figures import words
from app.shops.figures.quarters import Quarter
from app.shops.figures.queries import Figures, figures_of
from app.shops.hours.said import hours_said
from app.shops.links import links_of
from app.shops.models import Shop
from app.shops.upkeep.freshness import age_badge


@dataclass(frozen=True)
class Told:
    """link: its page without log-in. hours: one line each. figures: (label, this quarter, the one before, the change
    in words), headline: the same of views as a sentence, figures_url: where more stands; none of them when there is too
    little to show, then tip says what would help, and tip_url where. age: how old the confirmation is.
    dead: links that lead nowhere.
    """

    title: str
    address: str
    hours: Sequence[str]
    contact: Sequence[str]
    link: str
    figures: Sequence[tuple[str, str, str, str]]
    tip: str
    tip_url: str
    age: str
    dead: Sequence[str] = ()
    headline: str = ""
    figures_url: str = ""


def told(shops: Sequence[Shop], quarter: Quarter, links: Mapping[int, str]) -> list[Told]:
    """In the order given. links: address of the page, by shop id."""
    figures = figures_of([one.id for one in shops], quarter)
    outward = {one.id: [link.url for link in links_of(one)] for one in shops}
    for shop_id, url in ports.outward_links(list(outward)):
        outward[shop_id].append(url)
    dead = dead_among([url for urls in outward.values() for url in urls])
    lost = {shop_id: [url for url in urls if url in dead] for shop_id, urls in outward.items()}
    return [_told(one, quarter, figures[one.id], links[one.id], lost[one.id]) for one in shops]


def _told(shop: Shop, quarter: Quarter, figures: Figures, link: str, dead: Sequence[str]) -> Told:
    age, base = age_badge(shop.claimed_at, shop.confirmed_at), current_app.config["SETTINGS"].base_url
    return Told(
        title=shop.subject.title,
        address=shop.address,
        hours=hours_said(shop.opening_hours, shop.hours_text),
        contact=[one for one in (shop.phone, shop.website, shop.online_shop) if one],
        link=link,
        figures=words.lines(figures) if figures.enough else [],
        headline=words.headline(figures, quarter) if figures.enough else "",
        figures_url=f"{base}{shop.subject.address}/zahlen",
        tip=figures.tip or "",
        tip_url=base + figures.tip_path if figures.tip_path else "",
        age=age[0] if age else "",
        dead=dead,
    )
