"""A draft as the page that readers will see: the same templates, with values from the text instead of the tables."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select

from app.core import clock
from app.core.subjects import Subject
from app.extensions import db
from app.places.your_town import your_town
from app.practices.queries.entries import Entry, Parts, entry_by_slug
from app.practices.reading import page
from app.practices.writing.case_rows import CONTACT_LASTS
from app.practices.writing.case_text import CaseText
from app.practices.writing.evidence import evidence_level
from app.practices.writing.measure_text import MeasureText
from app.practices.writing.pieces import FileText
from app.practices.writing.shown import shown_html


def preview_values(subject: Subject, text: CaseText | MeasureText) -> dict[str, Any]:
    """What practices/case.html and practices/practice.html show of this text."""
    entry = entry_by_slug(subject.kind, subject.slug or subject.public_id)
    assert entry is not None
    entry.__dict__ |= {"title": text.title, "summary": text.summary, "state": "published", "hidden_at": None}
    entry.__dict__ |= {
        f"{name}_html": shown_html(markdown) if markdown else "" for name, markdown in text.texts.items()
    }
    parts = Parts(topic_ids=[number for number, _ in text.topics])
    parts.images = [_file(one) for one in text.files if one.is_picture]
    parts.evidence = [_file(one) for one in text.files if not one.is_picture]
    of_kind = _measure(entry, text) if isinstance(text, MeasureText) else _case(entry, parts, text)
    pieces = {"pictures": page.pictures(parts), "proofs": page.proofs(parts), "topics": page.topics_of(parts)}
    return {"entry": entry, "badges": page.badges(entry), "once": _at_once, **pieces, **of_kind}


def _at_once(block: Callable[[], str]) -> str:
    """In place of the `once` of reading/kept.py: nothing of a draft is remembered."""
    return block()


def _measure(entry: Entry, text: MeasureText) -> dict[str, Any]:
    entry.__dict__ |= {**text.lines, **text.ratings}
    return {"facts": page.facts_of_practice(entry), "related": [title for _, title in text.related]}


def _case(entry: Entry, parts: Parts, text: CaseText) -> dict[str, Any]:
    names = ("plain_language", "status", "started_on", "ended_on", "again", "again_why", "contact_name")
    entry.__dict__ |= {name: getattr(text, name) for name in names}
    entry.__dict__ |= {"is_stub": False, "town_confirmed_at": None, "evidence_level": evidence_level(text)}
    entry.__dict__ |= {"contact_until": clock.today() + CONTACT_LASTS, "has_mailbox": True}
    entry.__dict__ |= _town(text)
    parts.facts = {one.kind.key: _fact(one) for one in text.facts}
    parts.figures = [_row(a=f.label, b=f.before, c=f.after, d=f.unit, e=f.method) for f in text.figures]
    parts.links = [_row(a=title, b=url) for title, url in text.links]
    return {**page.values_of_case(entry, parts), **page.values_for_town(entry, your_town())}


def _town(text: CaseText) -> dict[str, Any]:
    town, measure = text.town, text.measure
    values: dict[str, Any] = {"measure_title": measure[1] if measure else None}
    values |= {"measure_slug": _slug(measure[0]) if measure else None, "measure_state": "published"}
    values |= {"place_id": town.id if town else None, "place_name": town.name if town else None}
    names = ("district", "state_key", "population", "area_km2")
    return values | {"place_key": town.key if town else None} | {name: getattr(town, name, None) for name in names}


def _slug(practice_id: int) -> str | None:
    return db.session.scalar(select(Subject.slug).where(Subject.id == practice_id))


def _row(**values: Any) -> Any:
    """A row of queries/parts.py."""
    return SimpleNamespace(**{**dict.fromkeys("abcdefgnmwh"), **values})


def _fact(fact: Any) -> Any:
    as_of = fact.as_of.isoformat() if fact.as_of else None
    return _row(a=fact.kind.key, b=fact.text, c=fact.source, d=as_of, n=fact.low, m=fact.high)


def _file(file: FileText) -> Any:
    return _row(
        a=file.title if not file.is_picture else "",
        b=file.alt,
        c=file.credit,
        d=file.name,
        e=file.kind,
        f=file.author,
        n=file.number,
        m=file.size,
    )
