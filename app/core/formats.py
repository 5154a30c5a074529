"""How numbers, money and moments read in German; filters for templates."""

from datetime import date, datetime
from decimal import Decimal

from app.core import clock

DAYS = ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So.")
MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


def number(value: float | Decimal | None, places: int | None = None) -> str:
    """1234.5 → "1.234,5". places: digits after the comma; None: as many as needed, at most two."""
    if value is None:
        return "unbekannt"
    text = f"{value:,.{2 if places is None else places}f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,")).replace("-", "−")


def euro(cents: int | None) -> str:
    """1234500 → "12.345 €"; cents are shown only when there are any."""
    if cents is None:
        return "unbekannt"
    return f"{number(Decimal(cents) / 100, 0 if cents % 100 == 0 else 2)} €"


def span(low: str, high: str) -> str:
    """ "10.000 €", "20.000 €" → "10.000 bis 20.000 €"; the same twice → once."""
    if low == high:
        return low
    unit = low.rsplit(" ", 1)[-1]
    return f"{low.removesuffix(' ' + unit)} bis {high}" if high.endswith(" " + unit) else f"{low} bis {high}"


def _local(value: datetime | date) -> datetime | date:
    return value.astimezone(clock.BERLIN) if isinstance(value, datetime) else value


def german_date(value: datetime | date | None) -> str:
    """24. November 2026, Europe/Berlin."""
    if value is None:
        return ""
    day = _local(value)
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def german_datetime(value: datetime | None) -> str:
    """Di., 24. November 2026, 10:00 Uhr, Europe/Berlin."""
    if value is None:
        return ""
    moment = value.astimezone(clock.BERLIN)
    return f"{DAYS[moment.weekday()]}, {german_date(moment)}, {moment:%H:%M} Uhr"


def since(value: datetime | None) -> str:
    """How long ago: "gerade eben", "vor 3 Stunden", "gestern", "vor 12 Tagen", else the date."""
    if value is None:
        return ""
    seconds = (clock.now() - value).total_seconds()
    if seconds < 120:
        return "gerade eben"
    if seconds < 3600:
        return f"vor {int(seconds // 60)} Minuten"
    if seconds < 7200:
        return "vor einer Stunde"
    if seconds < 86400:
        return f"vor {int(seconds // 3600)} Stunden"
    days = (clock.today() - value.astimezone(clock.BERLIN).date()).days
    return "gestern" if days <= 1 else f"vor {days} Tagen" if days < 30 else f"am {german_date(value)}"


def counted(number_of: int, one: str, many: str) -> str:
    """1, "Treffer" … → "1 Treffer"; 1234 → "1.234 Treffer"."""
    return f"{number(number_of)} {one if number_of == 1 else many}"


def file_size(size: int) -> str:
    """Bytes → "340 kB" or "2,1 MB"."""
    return f"{number(size / 1e6, 1)} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


FILTERS = {
    "number": number,
    "euro": euro,
    "date": german_date,
    "datetime": german_datetime,
    "since": since,
    "counted": counted,
    "file_size": file_size,
}
