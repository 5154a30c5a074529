"""What search engines are told of a shop (schema.org LocalBusiness). A mail address never stands in it."""

from datetime import date
from typing import Any

from flask import current_app

from app.shops.categories import CATEGORIES
from app.shops.hours.opening import week_from
from app.shops.hours.syntax import clock_text
from app.shops.models import Shop
from app.shops.services.hours import is_fresh

SCHEMA = "https://schema.org/"


def business_data(shop: Shop, pictures: list[str], state_key: str | None, today: date) -> dict[str, Any]:
    """JSON-LD; empty for what is not public or nobody answers for. pictures: paths."""
    subject, base = shop.subject, current_app.config["SETTINGS"].base_url
    if not subject.is_open or not shop.is_claimed or shop.is_closed or subject.origin == "demo":
        return {}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": CATEGORIES[shop.category].schema,
        "name": subject.title,
        "description": subject.summary,
        "url": base + subject.address,
        "telephone": shop.phone,
        "image": [base + one for one in pictures],
        "address": _address(shop),
        "sameAs": [one["url"] for one in shop.social] + ([shop.website] if shop.website else []),
        "openingHoursSpecification": _hours(shop, state_key, today),
    }
    if shop.lat is not None:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": shop.lat, "longitude": shop.lon}
    return {name: value for name, value in data.items() if value}


def _address(shop: Shop) -> dict[str, str]:
    street = f"{shop.street} {shop.house_number}".strip()
    parts = {"streetAddress": street, "postalCode": shop.postcode, "addressLocality": shop.city}
    known = {name: value for name, value in parts.items() if value}
    return {"@type": "PostalAddress", "addressCountry": "DE", **known} if known else {}


def _hours(shop: Shop, state_key: str | None, today: date) -> list[dict[str, str]]:
    """The seven days from today as they really are."""
    if not shop.opening_hours or not is_fresh(shop):
        return []
    week = week_from(today, shop.opening_hours, state_key)
    return [
        {
            "@type": "OpeningHoursSpecification",
            "opens": f"{span.starts // 60:02d}:{span.starts % 60:02d}",
            "closes": "23:59" if span.ends == 1440 else clock_text(span.ends).zfill(5),
            "validFrom": day.on.isoformat(),
            "validThrough": day.on.isoformat(),
        }
        for day in week
        for span in day.spans or ()
        if not span.comment
    ]
