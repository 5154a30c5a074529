"""Outward links of a shop, with the words that say where they lead."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from app.core.languages import N_
from app.shops.kinds import SOCIAL
from app.shops.models import Shop

HOSTS = {
    "instagram.com": "instagram",
    "facebook.com": "facebook",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "tiktok.com": "tiktok",
}


@dataclass(frozen=True)
class Link:
    """way: code of figures.kinds.WAYS, under which clicks are counted."""

    label: str
    url: str
    host: str
    way: str


def social_of(url: str) -> dict[str, str]:
    """One row of Shop.social for an address."""
    host = (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
    kind = "mastodon" if "/@" in url and host not in HOSTS else HOSTS.get(host, "other")
    return {"kind": kind, "url": url}


def links_of(shop: Shop) -> list[Link]:
    """Website, online shop and social pages, as far as there are any."""
    found = [(N_("Website"), shop.website, "website"), (N_("Online-Shop"), shop.online_shop, "online")]
    found += [(SOCIAL.get(one["kind"], SOCIAL["other"]), one["url"], "social") for one in shop.social]
    return [Link(label, url, _host(url), way) for label, url, way in found if url]


def route_to(shop: Shop) -> Link | None:
    """The way there, as another site finds it; None without a position."""
    if shop.lat is None or shop.lon is None:
        return None
    url = f"https://www.openstreetmap.org/directions?to={shop.lat:.5f}%2C{shop.lon:.5f}"
    return Link("Weg hierher", url, _host(url), "route")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
