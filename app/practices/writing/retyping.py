"""A published entry as one would have typed it, so that it can be edited though nobody here has drafted it."""

from typing import Any

from sqlalchemy import select

from app.core.merging import text_of
from app.core.subjects import Subject, open_only
from app.extensions import db
from app.media.models import Attachment
from app.organisations.models import Organisation
from app.places.models import Place
from app.places.towns import town_of
from app.practices.facts import FACTS
from app.practices.kinds import CASE
from app.practices.models import CaseFact, CaseLink, CaseStudy, Practice, PracticeLink, ResultFigure
from app.practices.writing.drafts import latest_revision
from app.practices.writing.typed import typed_amount, typed_date
from app.practices.writing.words import CASE_TEXTS, FIGURE_FIELDS, MEASURE_LINES, MEASURE_TEXTS, RATINGS, RELATED_ROWS
from app.topics.models import SubjectTopic, Topic


def published_data(subject: Subject) -> dict[str, Any]:
    """The text the public reads, as a draft; empty when it was never published."""
    revision = latest_revision(subject.id)
    if revision is not None:
        return dict(revision.data)
    if subject.slug is None:
        return {}
    typed = _case(subject) if subject.kind == CASE else _measure(subject)
    head = {"title": subject.title, "summary": subject.summary, "topics": _topics(subject.id)}
    return text_of({**head, **typed, **_files(subject.id)})


def _topics(subject_id: int) -> list[str]:
    query = select(Topic.slug).join(SubjectTopic).where(SubjectTopic.subject_id == subject_id)
    return list(db.session.scalars(query.order_by(Topic.position, Topic.slug)))


def _measure(subject: Subject) -> dict[str, Any]:
    practice = db.session.get_one(Practice, subject.id)
    texts = {name: getattr(practice, f"{name}_md") for name in MEASURE_TEXTS}
    ratings = {name: str(value) for name in RATINGS if (value := getattr(practice, name)) is not None}
    return {**texts, **{name: getattr(practice, name) for name in MEASURE_LINES}, **ratings, **_related(subject.id)}


def _related(practice_id: int) -> dict[str, Any]:
    query = open_only(select(Subject.title)).join(PracticeLink, PracticeLink.related_id == Subject.id)
    titles = query.where(PracticeLink.practice_id == practice_id).order_by(PracticeLink.position)
    return {f"related_{row}": title for row, title in enumerate(db.session.scalars(titles.limit(RELATED_ROWS)))}


def _case(subject: Subject) -> dict[str, Any]:
    case = db.session.get_one(CaseStudy, subject.id)
    measure = db.session.get(Subject, case.practice_id) if case.practice_id else None
    plain = ("depth", "plain_language", "status", "again", "again_why", "contact_name", "mailbox")
    return {
        **{f"{name}": getattr(case, f"{name}_md") for name in CASE_TEXTS},
        **{name: getattr(case, name) or "" for name in plain},
        "started_on": typed_date(case.started_on),
        "ended_on": typed_date(case.ended_on, end=True),
        "practice": measure.title if measure else "",
        **_town(subject),
        **_facts(case.id),
        **_rows(case.id),
    }


def _town(subject: Subject) -> dict[str, Any]:
    place = db.session.get(Place, subject.place_id) if subject.place_id else None
    return {"place": town_of(place).label, "place_key": place.key} if place else {}


def _facts(case_id: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for fact in db.session.scalars(select(CaseFact).where(CaseFact.case_id == case_id)):
        kind = FACTS.get(fact.key)
        if kind is not None:
            values[fact.key] = fact.text if kind.is_text else typed_amount(fact.low, fact.high, kind)
            values |= {f"{fact.key}_source": fact.source, f"{fact.key}_as_of": typed_date(fact.as_of, end=True)}
    return values


def _rows(case_id: int) -> dict[str, Any]:
    values: dict[str, Any] = {}
    figures = select(ResultFigure).where(ResultFigure.case_id == case_id).order_by(ResultFigure.position)
    for row, figure in enumerate(db.session.scalars(figures)):
        values |= {f"figure_{row}_{name}": getattr(figure, name) for name in FIGURE_FIELDS}
    links = select(CaseLink).where(CaseLink.case_id == case_id).order_by(CaseLink.position)
    for row, link in enumerate(db.session.scalars(links)):
        values |= {f"link_{row}_title": link.title, f"link_{row}_url": link.url}
    return values


def _files(subject_id: int) -> dict[str, Any]:
    query = select(Attachment).where(Attachment.subject_id == subject_id, Attachment.is_published)
    attachments = list(db.session.scalars(query.order_by(Attachment.position, Attachment.id)))
    values: dict[str, Any] = {"files": [one.id for one in attachments]}
    for one in attachments:
        values |= {f"alt_{one.id}": one.alt_text, f"credit_{one.id}": one.credit, f"title_{one.id}": one.title}
        values[f"decorative_{one.id}"] = one.role == "image" and not one.alt_text
        if one.role == "evidence":
            values[f"kind_{one.id}"] = one.evidence_kind or "document"
            values[f"author_{one.id}"] = _organisation(one.author_organisation_id)
    return values


def _organisation(number: int | None) -> str:
    query = select(Subject.title).join(Organisation, Organisation.id == Subject.id).where(Subject.id == number)
    return db.session.scalar(query) or ""
