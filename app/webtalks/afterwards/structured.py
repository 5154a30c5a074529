"""What search engines are told of a recap (schema.org Article about an Event)."""

from typing import Any

from flask import current_app

from app.webtalks.afterwards.models import Recap
from app.webtalks.afterwards.queries import Slides, Video
from app.webtalks.models import Webtalk


def recap_data(
    recap: Recap, talk: Webtalk, organiser: str, speakers: list[str], slides: list[Slides], video: Video | None
) -> dict[str, Any]:
    """JSON-LD; empty for what is not public."""
    subject, base = recap.subject, current_app.config["SETTINGS"].base_url
    if not subject.is_open or talk.starts_at is None or subject.published_at is None:
        return {}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": subject.title,
        "description": subject.summary,
        "datePublished": subject.published_at.isoformat(),
        "dateModified": subject.changed_at.isoformat(),
        "inLanguage": subject.lang,
        "isAccessibleForFree": True,
        "url": base + subject.address,
        "about": {
            "@type": "Event",
            "name": talk.subject.title,
            "startDate": talk.starts_at.isoformat(),
            "url": base + talk.subject.address,
        },
    }
    if organiser:
        data["publisher"] = {"@type": "Organization", "name": organiser}
    if speakers:
        data["contributor"] = [{"@type": "Person", "name": name} for name in speakers]
    if slides:
        data["associatedMedia"] = [_file(one, base) for one in slides]
    if video:
        data["video"] = _video(video, data, base)
    return data


def _video(video: Video, data: dict[str, Any], base: str) -> dict[str, str]:
    found = {"@type": "VideoObject", "name": data["headline"], "description": data["description"]}
    found |= {"uploadDate": video.added_at.isoformat(), "inLanguage": data["inLanguage"]}
    address = {"contentUrl": base + video.file_url} if video.file_url else {"url": video.url}
    return {**found, **address, **({"transcript": video.transcript} if video.transcript else {})}


def _file(one: Slides, base: str) -> dict[str, str]:
    return {
        "@type": "PresentationDigitalDocument",
        "name": one.title,
        "encodingFormat": one.media_type,
        "contentUrl": base + one.url,
    }
