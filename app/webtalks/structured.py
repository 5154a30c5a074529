"""What search engines are told of a talk (schema.org Event)."""

from typing import Any

from flask import current_app

from app.webtalks.models import Webtalk


def event_data(talk: Webtalk, organiser: str, speakers: list[str]) -> dict[str, Any]:
    """JSON-LD; empty for what is not public. The address of the room never stands in it."""
    subject = talk.subject
    if not subject.is_open or talk.starts_at is None or talk.ends_at is None:
        return {}
    url = current_app.config["SETTINGS"].base_url + subject.address
    status = "EventCancelled" if talk.is_cancelled else "EventRescheduled" if talk.moved_from else "EventScheduled"
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": subject.title,
        "description": subject.summary,
        "startDate": talk.starts_at.isoformat(),
        "endDate": talk.ends_at.isoformat(),
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": url},
        "inLanguage": subject.lang,
        "isAccessibleForFree": True,
        "url": url,
    }
    if organiser:
        data["organizer"] = {"@type": "Organization", "name": organiser}
    if speakers:
        data["performer"] = [{"@type": "Person", "name": name} for name in speakers]
    if talk.moved_from and not talk.is_cancelled:
        data["previousStartDate"] = talk.moved_from.isoformat()
    return data
