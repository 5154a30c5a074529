"""Hours, telephone and website, changed by two people at the same time: nobody overwrites what she has not seen."""

from collections.abc import Mapping

from app.core.actors import Actor
from app.core.merging import Merge, merge
from app.core.transaction import transaction
from app.shops.hours.syntax import Unreadable, normal
from app.shops.hours.week import from_syntax, to_syntax
from app.shops.models import Shop
from app.shops.services.hours import set_hours


def held(shop: Shop) -> dict[str, str]:
    """What forms show, by part: hours, words, phone, website."""
    hours = {"hours": as_sent(shop.opening_hours), "words": shop.hours_text}
    return {**hours, "phone": shop.phone, "website": shop.website}


def as_sent(opening_hours: str | None) -> str:
    """What the form of the hours says when it comes back as it was shown."""
    week = from_syntax(opening_hours) if opening_hours else None
    if week is not None:
        return to_syntax(week) if any(week.days) or week.exceptions or week.holidays else ""
    try:
        return normal(opening_hours) if opening_hours else ""
    except Unreadable:
        return opening_hours or ""


def merged(shop: Shop, mine: Mapping[str, str], seen: Mapping[str, str]) -> Merge:
    """Mine into what is held now, part by part; inside a transaction that has locked the shop."""
    return merge(held(shop), mine, seen_version=0, seen=seen)


def change_hours(shop: Shop, mine: Mapping[str, str], *, seen: Mapping[str, str], by: str, actor: Actor) -> Merge:
    """mine: hours and words. seen: marks of what the form showed. With conflicts nothing is written."""
    with transaction(shop):
        result = merged(shop, mine, seen)
        if not result.conflicts:
            write_hours(shop, result, by=by, actor=actor)
    return result


def write_hours(shop: Shop, result: Merge, *, by: str, actor: Actor) -> None:
    """What she left alone stays as others wrote it; all of it is confirmed by her."""
    hours = result.values.get("hours", shop.opening_hours)
    set_hours(shop, hours, result.values.get("words", shop.hours_text), by=by, actor=actor)
