"""How an entry is passed on: citation, mail, short address, and what other machines read of it."""

from typing import Any
from urllib.parse import quote

from flask import current_app

from app.core import formats
from app.practices.queries.entries import Entry
from app.practices.reading.page import Picture


def short_address(entry: Entry) -> str:
    return f"{_base()}/k/{entry.public_id}"


def citation(entry: Entry) -> str:
    """Author, year, title, place of publication, day, short address: as in a council paper's footnote."""
    author = entry.owner_name or entry.source_author or entry.source_name or "Ohne Verfasser"
    year = f" ({entry.published_at.year})" if entry.published_at else ""
    day = f", veröffentlicht am {formats.german_date(entry.published_at)}" if entry.published_at else ""
    where = current_app.config["SETTINGS"].site_name
    return f"{author}{year}: {entry.title}. In: {where}{day}, Fassung {entry.version}. {short_address(entry)}"


def mail_link(entry: Entry) -> str:
    """Opens the reader's own mail program; nothing is sent by us."""
    body = f"{entry.title}\n\n{entry.summary}\n\n{short_address(entry)}\n"
    return f"mailto:?subject={quote(entry.title)}&body={quote(body)}"


def json_ld(entry: Entry, pictures: list[Picture], trail: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """schema.org Article and BreadcrumbList. trail: (label, path) from the start page down to this one."""
    return [_article(entry, pictures), _breadcrumb(trail)]


def _article(entry: Entry, pictures: list[Picture]) -> dict[str, Any]:
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": entry.title[:110],
        "description": entry.summary,
        "inLanguage": entry.lang,
        "mainEntityOfPage": _base() + entry.address,
        "publisher": {"@type": "Organization", "name": current_app.config["SETTINGS"].site_name},
    }
    author = entry.owner_name or entry.source_author
    if author:
        article["author"] = {"@type": "Organization", "name": author}
    if entry.published_at:
        article["datePublished"] = entry.published_at.isoformat(timespec="seconds")
        article["dateModified"] = entry.changed_at.isoformat(timespec="seconds")
    if pictures:
        article["image"] = [_base() + picture.url for picture in pictures]
    if entry.licence_url:
        article["license"] = entry.licence_url
    if entry.place_name:
        article["contentLocation"] = {"@type": "City", "name": entry.place_name}
    return article


def _breadcrumb(trail: list[tuple[str, str]]) -> dict[str, Any]:
    items = [
        {"@type": "ListItem", "position": number, "name": label, "item": _base() + path}
        for number, (label, path) in enumerate(trail, 1)
    ]
    return {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}


def _base() -> str:
    return current_app.config["SETTINGS"].base_url
