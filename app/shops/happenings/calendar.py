"""The events of a shop as a calendar to subscribe to (RFC 5545); times are UTC, so every program shows the same."""

from collections.abc import Iterable
from datetime import UTC, timedelta

from flask import current_app
from icalendar import Calendar, Event

from app.core.zone import BERLIN
from app.shops.models import Shop, ShopEvent

PRODUCT = "-//Ortskern//Laeden//DE"
AUTHORITY = "ortskern"
"""Not the host: calendars know an entry again when the site has moved to another."""
REFRESH = timedelta(hours=6)


def calendar_of(shop: Shop, events: Iterable[ShopEvent]) -> bytes:
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", shop.subject.title)
    made.add("x-published-ttl", "PT6H")
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add_component(BERLIN)
    for one in events:
        made.add_component(_event(shop, one))
    return made.to_ical()


def _event(shop: Shop, one: ShopEvent) -> Event:
    base = current_app.config["SETTINGS"].base_url
    event = Event()
    event.add("uid", f"laden-{one.public_id}@{AUTHORITY}")
    event.add("summary", one.title)
    if one.text:
        event.add("description", one.text)
    event.add("dtstart", one.starts_at.astimezone(UTC))
    event.add("dtend", one.ends_at.astimezone(UTC))
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("last-modified", one.changed_at.astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("status", "CANCELLED" if one.cancelled_at else "CONFIRMED")
    event.add("url", base + shop.subject.address)
    event.add("location", ", ".join(part for part in (shop.subject.title, shop.address) if part))
    return event
