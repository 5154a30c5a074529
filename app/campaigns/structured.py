"""What search engines are told of a campaign (schema.org Event: nobody donates here)."""

from typing import Any

from flask import current_app

from app.campaigns.models import Campaign

SCHEMA = "https://schema.org/"


def call_data(campaign: Campaign, place: Any) -> dict[str, Any]:
    """JSON-LD; empty for what is not public or invented."""
    subject = campaign.subject
    if not subject.is_open or subject.origin == "demo" or not campaign.starts_at or not campaign.over_at:
        return {}
    data: dict[str, Any] = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "Event",
        "name": subject.title,
        "description": subject.summary,
        "startDate": campaign.starts_at.isoformat(),
        "endDate": max(campaign.over_at, campaign.starts_at).isoformat(),
        "eventStatus": SCHEMA + ("EventCancelled" if campaign.is_called_off else "EventScheduled"),
        "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
        "url": current_app.config["SETTINGS"].base_url + subject.address,
        "inLanguage": subject.lang,
    }
    if place:
        address = {"@type": "PostalAddress", "addressLocality": place.place_name, "addressCountry": "DE"}
        data["location"] = {"@type": "Place", "name": place.place_name, "address": address}
    if place and place.owner_name:
        data["organizer"] = {"@type": "GovernmentOrganization", "name": place.owner_name}
    return data
