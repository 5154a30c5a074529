"""A finished case in its tables. Called inside the transaction of publishing."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from app.core import clock
from app.core.markup import RENDERER_VERSION, render
from app.core.rows import first_row, replace_rows
from app.core.subjects import Subject
from app.extensions import db
from app.media.models import Attachment
from app.media.queries import file_url
from app.organisations.models import Organisation
from app.practices.cards import case_card
from app.practices.models import CaseFact, CaseLink, CaseStudy, ResultFigure
from app.practices.writing.case_text import CaseText
from app.practices.writing.evidence import evidence_level
from app.practices.writing.pieces import FileText
from app.topics.models import SubjectTopic

CONTACT_LASTS = timedelta(days=365)
"""A person's contact is shown no longer than this unless the case is published anew."""


def write_case(subject: Subject, text: CaseText) -> None:
    case = db.session.get_one(CaseStudy, subject.id)
    subject.place_id = text.town.id if text.town else None
    for name, value in _columns(text).items():
        setattr(case, name, value)
    write_texts(case, text.texts)
    replace_rows(CaseFact.case_id, subject.id, [_fact(fact) for fact in text.facts])
    replace_rows(ResultFigure.case_id, subject.id, [_figure(at, figure) for at, figure in enumerate(text.figures)])
    links = [{"position": at, "title": title, "url": url} for at, (title, url) in enumerate(text.links)]
    replace_rows(CaseLink.case_id, subject.id, links)
    write_topics(subject.id, [number for number, _ in text.topics])
    case.image_id = write_files(subject.id, text.files)
    is_vendor = _is_vendor(subject.owner_id)
    case.town_confirmed_at = case.town_confirmed_by_id = None
    subject.card = _card(text, is_vendor)


def _columns(text: CaseText) -> dict[str, Any]:
    cost = _cost(text)
    return {
        "practice_id": text.measure[0] if text.measure else None,
        "depth": text.depth,
        "is_stub": False,
        "plain_language": text.plain_language,
        "status": text.status,
        "started_on": text.started_on,
        "ended_on": text.ended_on,
        "again": text.again,
        "again_why": text.again_why,
        "evidence_level": evidence_level(text),
        "contact_name": text.contact_name,
        "contact_until": _contact_until() if text.contact_name else None,
        "mailbox": text.mailbox,
        "cost_low_cents": cost[0] if cost else None,
    }


def _contact_until() -> date:
    return clock.today() + CONTACT_LASTS


def _cost(text: CaseText) -> tuple[int, int] | None:
    """One-off cost in cents, from and to."""
    for fact in text.facts:
        if fact.kind.key == "one_off_cost" and fact.low is not None:
            return fact.low, fact.low if fact.high is None else fact.high
    return None


def write_texts(thing: Any, texts: Any) -> None:
    """Markdown and its HTML, side by side; rendered where it has changed."""
    is_current = thing.renderer_version == RENDERER_VERSION
    for name, markdown in texts.items():
        if not is_current or getattr(thing, f"{name}_md") != markdown:
            setattr(thing, f"{name}_md", markdown)
            setattr(thing, f"{name}_html", render(markdown).html)
    thing.renderer_version = RENDERER_VERSION


def _fact(fact) -> dict[str, Any]:  # type: ignore[no-untyped-def]
    return {
        "key": fact.kind.key,
        "low": fact.low,
        "high": fact.high,
        "unit": fact.kind.unit,
        "text": fact.text,
        "source": fact.source,
        "as_of": fact.as_of,
    }


def _figure(position: int, figure) -> dict[str, Any]:  # type: ignore[no-untyped-def]
    names = ("label", "before", "after", "unit", "method")
    return {"position": position, **{name: getattr(figure, name) for name in names}}


def write_topics(subject_id: int, topic_ids: list[int]) -> None:
    replace_rows(SubjectTopic.subject_id, subject_id, [{"topic_id": topic_id} for topic_id in topic_ids])


def write_files(subject_id: int, files: tuple[FileText, ...]) -> int | None:
    """Show the files of this text and no others. Returns the number of the first picture."""
    db.session.connection().execute(_HIDE, {"subject": subject_id})
    if files:
        db.session.connection().execute(_SHOW, [_file(at, file) for at, file in enumerate(files)])
    return next((file.number for file in files if file.is_picture), None)


def _file(position: int, file: FileText) -> dict[str, Any]:
    return {
        "number": file.number,
        "is_published": True,
        "position": position,
        "title": file.title,
        "alt_text": file.alt,
        "credit": file.credit,
        "evidence_kind": file.kind,
        "author_organisation_id": file.author_id,
    }


_HIDE = update(Attachment.__table__).where(Attachment.subject_id == bindparam("subject")).values(is_published=False)
_SHOW = update(Attachment.__table__).where(Attachment.id == bindparam("number"))


def first_picture(files: tuple[FileText, ...]) -> tuple[str, str] | None:
    """Address of the thumbnail and alternative text, for cards."""
    return next(((file_url(f.number, f.name, small=True), f.alt) for f in files if f.is_picture), None)


def _is_vendor(organisation_id: int | None) -> bool:
    row = first_row(_KIND, {"id": organisation_id})
    return row is not None and row.kind == "anbieter"


_KIND = select(Organisation.kind).where(Organisation.id == bindparam("id"))


def _card(text: CaseText, is_vendor: bool) -> dict[str, Any]:
    return case_card(
        status=text.status,
        started_on=text.started_on,
        evidence_level=evidence_level(text),
        cost_cents=_cost(text),
        town_confirmed=False if is_vendor else None,
        image=first_picture(text.files),
    )
