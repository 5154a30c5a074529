"""What lists show of a recap beside title and summary; stored in Subject.card with every change."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import exists, select

from app.core import formats
from app.extensions import db
from app.media.models import Attachment
from app.webtalks import times
from app.webtalks.afterwards.models import Recap, Recording
from app.webtalks.models import Webtalk

LABELS: Mapping[str, tuple[str, str]] = {
    "slides": ("Mit Folien", "neutral"),
    "recording": ("Mit Aufzeichnung", "neutral"),
    "captions": ("Mit Untertiteln", "success"),
}
"""Codes for SubjectType.labels: German text and badge kind."""


def card_for(recap: Recap, talk: Webtalk) -> dict[str, Any]:
    meta = [f"Webtalk vom {formats.german_date(times.day_of(talk.starts_at))}"] if talk.starts_at else []
    has_slides = db.session.scalar(select(exists().where(Attachment.subject_id == recap.id)))
    recording = db.session.get(Recording, recap.id)
    is_shown = recording is not None and recording.stopped_at is None
    has_captions = recording is not None and is_shown and recording.has_captions
    found = {"slides": has_slides, "recording": is_shown, "captions": has_captions}
    return {"meta": meta, "labels": [code for code, there in found.items() if there]}
