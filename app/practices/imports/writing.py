"""Writing planned entries in bulk, inside the caller's transaction()."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import delete, select, update

from app.core import clock
from app.core.bulk import Slugs, insert_rows
from app.core.identifiers import public_id
from app.core.markup import RENDERER_VERSION, render
from app.core.origins import Source
from app.core.subjects import Subject
from app.core.text import sort_key
from app.extensions import db
from app.practices.imports.entries import CHANGED, MODELS, NEW, Step
from app.practices.kinds import CASE
from app.practices.models import CaseFact, CaseLink, ResultFigure
from app.topics.models import SubjectTopic

BATCH = 500  # entries written in one go

Progress = Callable[[int], None]


def write(kind: str, origin: str, steps: Sequence[Step], progress: Progress = lambda _count: None) -> dict[str, int]:
    """Do the steps. progress: called with the number of entries done. Returns all subject ids by external id."""
    slugs = Slugs(kind)
    ids = {step.entry.external_id: step.subject_id for step in steps if step.subject_id is not None}
    for start in range(0, len(steps), BATCH):
        part = steps[start : start + BATCH]
        ids |= _add(kind, origin, [step for step in part if step.action == NEW], slugs)
        _change(kind, [step for step in part if step.action == CHANGED])
        touched = [(ids[step.entry.external_id], step) for step in part if step.action in (NEW, CHANGED)]
        _replace_parts(kind, touched)
        progress(start + len(part))
    return ids


def touched_ids(steps: Iterable[Step], ids: dict[str, int]) -> list[int]:
    """Subject ids of what was written, for SubjectsImported."""
    return [ids[step.entry.external_id] for step in steps if step.action in (NEW, CHANGED)]


def _add(kind: str, origin: str, steps: Sequence[Step], slugs: Slugs) -> dict[str, int]:
    if not steps:
        return {}
    insert_rows(Subject, [_subject_row(kind, origin, step, slugs) for step in steps])
    names = [step.entry.external_id for step in steps]
    added = select(Subject.external_id, Subject.id).where(Subject.kind == kind, Subject.origin == origin)
    rows = db.session.execute(added.where(Subject.external_id.in_(names)))
    ids = {row.external_id: row.id for row in rows}
    insert_rows(MODELS[kind], [{"id": ids[step.entry.external_id], **with_html(step.entry.thing)} for step in steps])
    return ids


def _subject_row(kind: str, origin: str, step: Step, slugs: Slugs) -> dict[str, Any]:
    now, title = clock.now(), step.entry.title
    return {
        "kind": kind,
        "origin": origin,
        "external_id": step.entry.external_id,
        "public_id": public_id(),
        "slug": slugs.free(title),
        "sort_key": sort_key(title),
        "state": "published",
        "created_at": now,
        "changed_at": now,
        **step.entry.subject,
        "published_at": step.entry.subject.get("published_at") or now,
    }


def _change(kind: str, steps: Sequence[Step]) -> None:
    """Rewrite in place; the address stays, for people may have linked to it."""
    for step in steps:
        values = {**step.entry.subject, "sort_key": sort_key(step.entry.title)}
        values |= {"version": Subject.version + 1, "changed_at": clock.now()}
        values |= _with_kept_picture(step.subject_id, values)
        db.session.execute(update(Subject).where(Subject.id == step.subject_id).values(values))
        model = MODELS[kind]
        db.session.execute(update(model).where(model.id == step.subject_id).values(with_html(step.entry.thing)))


def _with_kept_picture(subject_id: int | None, values: dict[str, Any]) -> dict[str, Any]:
    """A picture hangs on the entry and not on the file: it stays on the card of a list."""
    old = db.session.scalar(select(Subject.card).where(Subject.id == subject_id)) or {}
    return {"card": {"image": old["image"], **values["card"]}} if "image" in old and "card" in values else {}


def _replace_parts(kind: str, touched: Sequence[tuple[int, Step]]) -> None:
    """Topics, source, links, facts and figures: the old rows go, the new ones come."""
    old = [id_ for id_, step in touched if step.action == CHANGED]
    entries = [(id_, step.entry) for id_, step in touched]
    topics = [{"subject_id": id_, "topic_id": topic} for id_, entry in entries for topic in sorted(entry.topic_ids)]
    _replace(SubjectTopic, SubjectTopic.subject_id, old, topics)
    _replace(Source, Source.subject_id, old, [{"subject_id": id_, **e.source} for id_, e in entries if e.source])
    if kind != CASE:
        return
    links = [
        {"case_id": id_, "position": at, "title": title, "url": url}
        for id_, entry in entries
        for at, (title, url) in enumerate(entry.links)
    ]
    _replace(CaseLink, CaseLink.case_id, old, links)
    _replace(CaseFact, CaseFact.case_id, old, [{"case_id": id_, **fact} for id_, e in entries for fact in e.facts])
    figures = [
        {"case_id": id_, "position": at, **row} for id_, entry in entries for at, row in enumerate(entry.figures)
    ]
    _replace(ResultFigure, ResultFigure.case_id, old, figures)


def _replace(model: Any, column: Any, old: Sequence[int], rows: Sequence[dict[str, Any]]) -> None:
    if old:
        db.session.execute(delete(model).where(column.in_(old)))
    insert_rows(model, rows)


def ready(steps: Sequence[Step]) -> list[Step]:
    """The steps with their texts rendered: done before a transaction(), it holds others up no longer than it must."""
    return [
        replace(step, entry=replace(step.entry, thing=with_html(step.entry.thing)))
        if step.action in (NEW, CHANGED)
        else step
        for step in steps
    ]


def with_html(values: dict[str, Any]) -> dict[str, Any]:
    """The columns with the HTML of every Markdown text beside it."""
    if "renderer_version" in values:
        return values
    html = {f"{name[:-3]}_html": rendered(text) for name, text in values.items() if name.endswith("_md")}
    return {**values, **html, "renderer_version": RENDERER_VERSION}


@lru_cache(maxsize=20_000)
def rendered(markdown: str) -> str:
    """Rendered HTML; generated entries repeat their texts."""
    return render(markdown).html
