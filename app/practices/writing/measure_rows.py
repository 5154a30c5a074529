"""A finished measure in its table. Called inside the transaction of publishing."""

from typing import Any

from app.core.rows import replace_rows
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
    related = [{"related_id": number, "position": at} for at, (number, _) in enumerate(text.related)]
    replace_rows(PracticeLink.practice_id, subject.id, related)
    write_texts(practice, text.texts)
    write_topics(subject.id, [number for number, _ in text.topics])
    write_files(subject.id, text.files)
    subject.card = _card(text)


def _card(text: MeasureText) -> dict[str, Any]:
    card: dict[str, Any] = {"meta": [line for line in (text.lines["cost_note"],) if line and len(line) <= 60]}
    picture = first_picture(text.files)
    if picture:
        card["image"] = {"url": picture[0], "alt": picture[1]}
    return card
