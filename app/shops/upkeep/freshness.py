"""How old the last confirmation of an entry is, and what readers are told of it."""

from datetime import datetime, timedelta

from flask import current_app

from app.core import clock
from app.core.languages import N_, _, ngettext

PALE_AFTER, FADED_AFTER = timedelta(days=182), timedelta(days=365)
DAYS_OF_A_MONTH = 30.44
FADED = (N_("Lange nicht bestätigt"), "hinweis")


def fresh_since() -> datetime:
    """Hours confirmed after this moment carry "jetzt geöffnet"; SHOP_HOURS_DAYS says how long."""
    return clock.now() - timedelta(days=current_app.config["SETTINGS"].shop_hours_days)


def is_faded(confirmed_at: datetime | None) -> bool:
    """Nobody has said for a year that the entry is right."""
    return confirmed_at is None or confirmed_at <= clock.now() - FADED_AFTER


def months_since(confirmed_at: datetime) -> int:
    """Whole months, roughly."""
    return int((clock.now() - confirmed_at).days / DAYS_OF_A_MONTH)


def age_badge(claimed_at: datetime | None, confirmed_at: datetime | None) -> tuple[str, str] | None:
    """(text, badge kind): nothing for half a year, then the months, after a year that it is long ago.

    To claim an entry counts as a confirmation; one nobody has claimed or confirmed says so by another badge.
    """
    last = confirmed_at or claimed_at
    return age_of(last) if last else None


def age_of(last: datetime) -> tuple[str, str] | None:
    """The same for the last confirmation."""
    if clock.now() - last < PALE_AFTER:
        return None
    if is_faded(last):
        return _(FADED[0]), FADED[1]
    months = months_since(last)
    return ngettext("Zuletzt bestätigt vor einem Monat", "Zuletzt bestätigt vor %(num)s Monaten", months), "neutral"
