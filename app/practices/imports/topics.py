"""Which topics an imported entry belongs to. The list lies in demo/topics.json, with the ways that lead to it."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from sqlalchemy import func, insert, select

from app.extensions import db
from app.topics.models import Topic
from config import ROOT

TOPICS_FILE = ROOT / "demo/topics.json"


class TopicMap:
    """Topic ids by slug, by field of action and by measure."""

    def __init__(self, ids: Mapping[str, int], fields: Mapping[str, list[str]], measures: Mapping[str, list[str]]):
        self._ids, self._fields, self._measures = ids, fields, measures

    def of_measure(self, external_id: str, field_of_action: str) -> frozenset[int]:
        return self.of_slugs([*self._fields.get(field_of_action, ()), *self._measures.get(external_id, ())])

    def of_slugs(self, slugs: Iterable[str]) -> frozenset[int]:
        return frozenset(self._ids[slug] for slug in slugs if slug in self._ids)


def topic_map(file: Path = TOPICS_FILE) -> TopicMap:
    listed = json.loads(file.read_text(encoding="utf-8"))
    return TopicMap(topic_ids(), listed["handlungsfelder"], listed["massnahmen"])


def topic_ids() -> dict[str, int]:
    rows = db.session.execute(select(Topic.slug, Topic.id))
    return {row.slug: row.id for row in rows}


def add_listed_topics(file: Path = TOPICS_FILE) -> int:
    """Add the topics of the list that are not there yet, in its order; inside a transaction(). Returns how many."""
    known = topic_ids()
    listed = json.loads(file.read_text(encoding="utf-8"))["topics"]
    rows = [_row(topic, position) for position, topic in enumerate(listed) if topic["slug"] not in known]
    if rows:
        db.session.execute(insert(Topic), rows)
    return len(rows)


def _row(topic: dict, position: int) -> dict:
    return {
        "slug": topic["slug"],
        "title": topic["name"],
        "description": topic["description"],
        "in_default_search": topic["in_default_search"],
        "position": position,
    }


def add_own_topic(slug: str) -> None:
    """Add a topic nobody has named yet: outside of the default search, last in the list; inside a transaction()."""
    last = db.session.scalar(select(func.coalesce(func.max(Topic.position), 0))) or 0
    title = slug.replace("-", " ").capitalize()
    row = {"slug": slug, "title": title, "description": "", "in_default_search": False, "position": last + 1}
    db.session.execute(insert(Topic), [row])
