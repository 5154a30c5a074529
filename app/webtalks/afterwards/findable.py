"""What search is told of recaps; the text of their slides comes by itself (media/reading)."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Row, select

from app.core.documents import Document
from app.core.markup import plain
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.findable import entry_document, entry_rows
from app.topics.queries import topics_of
from app.webtalks import times
from app.webtalks.afterwards.models import RECAP, Recap, RecapAnswer, Recording
from app.webtalks.afterwards.queries import SHOWN
from app.webtalks.live.models import Question
from app.webtalks.models import Speaker, Webtalk

ROWS: Any = (
    entry_rows(
        Recap.webtalk_id,
        Recap.statements,
        Recap.text_html,
        Recording.transcript,
        Webtalk.starts_at,
        Webtalk.ends_at,
    )
    .join(Recap, Recap.id == Subject.id)
    .join(Webtalk, Webtalk.id == Recap.webtalk_id)
    .outerjoin(Recording, (Recording.recap_id == Recap.id) & Recording.stopped_at.is_(None))
)


def documents(ids: list[int]) -> list[Document]:
    """Four statements, however many."""
    rows = db.session.execute(ROWS.where(Subject.id.in_(ids))).all()
    topics, words = topics_of(ids), _words([row.webtalk_id for row in rows])
    return [_document(row, topics.get(row.id, []), words[row.webtalk_id]) for row in rows]


def _document(row: Row[Any], topics: list[Any], words: list[str]) -> Document:
    when = times.span(row.starts_at, row.ends_at) if row.starts_at else ""
    body = (*row.statements, plain(row.text_html), when, *words, row.transcript)
    return entry_document(row, RECAP, topics, body=body, place=row.town or "")


def _words(talk_ids: list[int]) -> dict[int, list[str]]:
    """Who spoke, and the questions answered afterwards, by talk."""
    found: dict[int, list[str]] = defaultdict(list)
    spoke = select(Speaker.webtalk_id, Speaker.name, Speaker.role).where(Speaker.webtalk_id.in_(talk_ids))
    for row in db.session.execute(spoke.order_by(Speaker.position, Speaker.id)):
        found[row.webtalk_id].append(f"{row.name}, {row.role}" if row.role else row.name)
    asked = select(Question.webtalk_id, Question.text, RecapAnswer.text.label("answer"))
    said = asked.join(RecapAnswer, RecapAnswer.question_id == Question.id).where(Question.webtalk_id.in_(talk_ids))
    for row in db.session.execute(said.where(*SHOWN).order_by(Question.id)):
        found[row.webtalk_id] += [row.text, row.answer]
    return found
