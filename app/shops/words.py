"""Sentences about times."""

from datetime import datetime, timedelta

from app.core import clock, formats
from app.core.languages import _
from app.shops.hours.opening import NAMES


def when(moment: datetime) -> str:
    """ "heute um 18:30 Uhr", "morgen um 10:00 Uhr", "Montag um 10:00 Uhr", then the date."""
    local, today = moment.astimezone(clock.BERLIN), clock.today()
    days = (local.date() - today).days
    if days > 6 or days < 0:
        return f"am {formats.german_datetime(moment)}"
    name = {0: "heute", 1: "morgen"}.get(days, NAMES[local.weekday()])
    return f"{name} um {local:%H:%M} Uhr"


def now_sentence(is_open: bool, until: datetime) -> str:
    """What follows "Jetzt geöffnet" or "Jetzt geschlossen"."""
    if not is_open:
        return f"öffnet {when(until)}"
    if until - clock.now() > timedelta(days=2):
        return "rund um die Uhr"
    local = until.astimezone(clock.BERLIN)
    end = "Mitternacht" if (local.hour, local.minute) == (0, 0) else f"{local:%H:%M} Uhr"
    return f"bis {end}"


def span(starts_at: datetime, ends_at: datetime) -> str:
    """Di., 24. November 2026, 19:30 bis 21:00 Uhr; past midnight the clock alone, a later day in full."""
    end = ends_at.astimezone(clock.BERLIN)
    first = formats.german_datetime(starts_at).removesuffix(" Uhr")
    if ends_at - starts_at < timedelta(days=1):
        return _("%(first)s bis %(last)s Uhr", first=first, last=f"{end:%H:%M}")
    return _("%(first)s Uhr bis %(last)s", first=first, last=formats.german_datetime(ends_at))
