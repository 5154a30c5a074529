"""What lists show of a recap beside title and summary; stored in Subject.card with every change."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import exists, select

from app.core import formats
from app.extensions import db
from app.media.models import Attachment
from app.webtalks import times
from app.webtalks.afterwards.models import Recap
from app.webtalks.models import Webtalk

LABELS: Mapping[str, tuple[str, str]] = {"slides": ("Mit Folien", "neutral")}
"""Codes for SubjectType.labels: German text and badge kind."""


def card_for(recap: Recap, talk: Webtalk) -> dict[str, Any]:
    meta = [f"Webtalk vom {formats.german_date(times.day_of(talk.starts_at))}"] if talk.starts_at else []
    has_slides = select(exists().where(Attachment.subject_id == recap.id))
    return {"meta": meta, "labels": ["slides"] if db.session.scalar(has_slides) else []}
