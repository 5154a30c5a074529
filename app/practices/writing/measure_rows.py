"""A finished measure in its table. Called inside the transaction of publishing."""

from typing import Any

from sqlalchemy import delete, insert

from app.core.subjects import Subject
from app.extensions import db
from app.practices.models import Practice, PracticeLink
from app.practices.writing.case_rows import first_picture, write_files, write_texts, write_topics
from app.practices.writing.measure_text import MeasureText


def write_measure(subject: Subject, text: MeasureText) -> None:
    practice = db.session.get_one(Practice, subject.id)
    for name, value in text.lines.items():
        setattr(practice, name, value)
    for name, rating in text.ratings.items():
        setattr(practice, name, rating)
    _write_related(subject.id, [number for number, _ in text.related])
    write_texts(practice, text.texts)
    write_topics(subject.id, [number for number, _ in text.topics])
    write_files(subject.id, text.files)
    subject.card = _card(text)


def _write_related(practice_id: int, related_ids: list[int]) -> None:
    db.session.execute(delete(PracticeLink).where(PracticeLink.practice_id == practice_id))
    if related_ids:
        rows = [{"practice_id": practice_id, "related_id": one, "position": at} for at, one in enumerate(related_ids)]
        db.session.execute(insert(PracticeLink), rows)


def _card(text: MeasureText) -> dict[str, Any]:
    card: dict[str, Any] = {"meta": [line for line in (text.lines["cost_note"],) if line and len(line) <= 60]}
    picture = first_picture(text.files)
    if picture:
        card["image"] = {"url": picture[0], "alt": picture[1]}
    return card
