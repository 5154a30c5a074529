"""What search engines are told of a series (schema.org EventSeries): its public dates alone."""

from typing import Any

from flask import current_app

from app.webtalks.dates.queries import ShownDate, path_of
from app.webtalks.models import Series

ONLINE = "https://schema.org/OnlineEventAttendanceMode"


def series_data(series: Series, dates: list[ShownDate], organiser: str) -> dict[str, Any]:
    """Empty when no date is public."""
    shown = [one for one in dates if one.is_public]
    if not shown:
        return {}
    root = current_app.config["SETTINGS"].base_url
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "EventSeries",
        "name": series.title,
        "url": root + path_of(series),
        "startDate": shown[0].starts_at.isoformat(),
        "endDate": shown[-1].ends_at.isoformat(),
        "eventAttendanceMode": ONLINE,
        "isAccessibleForFree": True,
        "subEvent": [_event(one, root) for one in shown],
    }
    return {**data, "organizer": {"@type": "Organization", "name": organiser}} if organiser else data


def _event(one: ShownDate, root: str) -> dict[str, Any]:
    status = "EventCancelled" if one.is_cancelled else "EventRescheduled" if one.moved_from else "EventScheduled"
    data: dict[str, Any] = {
        "@type": "Event",
        "name": one.title,
        "startDate": one.starts_at.isoformat(),
        "endDate": one.ends_at.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": ONLINE,
        "location": {"@type": "VirtualLocation", "url": root + one.url},
        "url": root + one.url,
    }
    if one.moved_from and not one.is_cancelled:
        data["previousStartDate"] = one.moved_from.isoformat()
    return data
