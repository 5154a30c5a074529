"""Outward links of a shop, with the words that say where they lead."""

from dataclasses import dataclass
from urllib.parse import urlsplit

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
    label: str
    url: str
    host: str


def social_of(url: str) -> dict[str, str]:
    """One row of Shop.social for an address."""
    host = (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
    kind = "mastodon" if "/@" in url and host not in HOSTS else HOSTS.get(host, "other")
    return {"kind": kind, "url": url}


def links_of(shop: Shop) -> list[Link]:
    """Website, online shop and social pages, as far as there are any."""
    found = [("Website", shop.website), ("Online-Shop", shop.online_shop)]
    found += [(SOCIAL.get(one["kind"], SOCIAL["other"]), one["url"]) for one in shop.social]
    return [Link(label, url, _host(url)) for label, url in found if url]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
