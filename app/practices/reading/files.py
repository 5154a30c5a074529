"""Lists as files and feeds: every column a spreadsheet of one's own would want."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from flask import current_app
from sqlalchemy import Row, select

from app.core.actors import GUEST, Actor
from app.core.feeds import FeedEntry
from app.core.origins import Source
from app.core.subjects import subject_type
from app.extensions import db
from app.organisations.models import KINDS
from app.places.classes import STATE_BY_KEY
from app.places.models import Place
from app.practices.filters import Chosen
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseFact, CaseStudy, Practice
from app.practices.queries.lists import all_rows, rows_of
from app.practices.words import AGAIN, EVIDENCE_STEPS, STATUS
from app.topics.models import SubjectTopic, Topic

MOST_ROWS = 20_000
AT_ONCE = 500
ORIGINS = {"mitglied": "Mitglied", "offene_daten": "Offene Daten", "demo": "Erfunden, zur Anschauung"}
PRACTICE_COLUMNS = (
    "titel", "kurzfassung", "adresse", "themen", "organisation", "praxisbeispiele", "kosten", "zeithorizont",
    "raumbezug", "zielgruppen", "akteure", "herkunft", "quelle", "lizenz", "veroeffentlicht",
)  # fmt: skip
CASE_COLUMNS = (
    "titel", "kurzfassung", "adresse", "themen", "ort", "gemeindeschluessel", "land", "einwohner", "organisation",
    "organisationsart", "stand", "beginn", "ende", "kosten_von_euro", "kosten_bis_euro", "kosten_jaehrlich_von_euro",
    "kosten_jaehrlich_bis_euro", "stunden_je_woche_von", "stunden_je_woche_bis", "monate_bis_start_von",
    "monate_bis_start_bis", "wieder_tun", "belegt_durch", "bestaetigung", "herkunft", "quelle", "lizenz",
    "veroeffentlicht",
)  # fmt: skip
_FACTS = (
    ("kosten", "one_off_cost", 100),
    ("kosten_jaehrlich", "yearly_cost", 100),
    ("stunden_je_woche", "staff_hours_week", 1),
    ("monate_bis_start", "months_to_start", 1),
)


def practice_rows(chosen: Chosen, sort: str, actor: Actor) -> list[dict[str, Any]]:
    extra = (
        Practice.cost_note,
        Practice.time_horizon,
        Practice.spatial_scope,
        Practice.target_groups,
        Practice.actors,
    )
    rows = all_rows(PRACTICE, chosen, sort, actor, extra, MOST_ROWS)
    topics, sources = _topics(rows), _sources(rows)
    return [_practice(row, topics[row.id], sources.get(row.id)) for row in rows]


def case_rows(chosen: Chosen, sort: str, actor: Actor) -> list[dict[str, Any]]:
    extra = (
        Place.key,
        CaseStudy.status,
        CaseStudy.started_on,
        CaseStudy.ended_on,
        CaseStudy.again,
        CaseStudy.evidence_level,
        CaseStudy.town_confirmed_at,
    )
    rows = all_rows(CASE, chosen, sort, actor, extra, MOST_ROWS)
    topics, sources, facts = _topics(rows), _sources(rows), _facts(rows)
    return [_case(row, topics[row.id], sources.get(row.id), facts[row.id]) for row in rows]


def feed_entries(kind: str, chosen: Chosen) -> list[FeedEntry]:
    """The newest twenty that everyone may read."""
    rows = rows_of(kind, chosen, "neueste", 1, GUEST)[:20]
    topics = _topics(rows)
    return [
        FeedEntry(
            id=f"{current_app.config['SETTINGS'].base_url}/k/{row.public_id}",
            title=row.title,
            url=_address(row),
            summary=row.summary,
            published_at=row.published_at,
            changed_at=row.published_at,
            author=row.owner_name or "",
            topics=topics[row.id],
        )
        for row in rows
    ]


def _address(row: Row) -> str:
    return subject_type(row.kind).address(row.slug)


def _common(row: Row, topics: Sequence[str], source: Row | None) -> dict[str, Any]:
    return {
        "titel": row.title,
        "kurzfassung": row.summary,
        "adresse": current_app.config["SETTINGS"].base_url + _address(row),
        "themen": ", ".join(topics),
        "organisation": row.owner_name,
        "herkunft": ORIGINS[row.origin],
        "quelle": source.url if source else None,
        "lizenz": source.licence if source else None,
        "veroeffentlicht": row.published_at,
    }


def _practice(row: Row, topics: Sequence[str], source: Row | None) -> dict[str, Any]:
    own = {
        "praxisbeispiele": row.cases,
        "kosten": row.cost_note,
        "zeithorizont": row.time_horizon,
        "raumbezug": row.spatial_scope,
        "zielgruppen": row.target_groups,
        "akteure": row.actors,
    }
    values = _common(row, topics, source) | own
    return {name: values[name] for name in PRACTICE_COLUMNS}


def _case(row: Row, topics: Sequence[str], source: Row | None, facts: dict[str, Row]) -> dict[str, Any]:
    state = STATE_BY_KEY.get(row.state_key or "")
    own = {
        "ort": row.place_name,
        "gemeindeschluessel": row.key,
        "land": state.label if state else None,
        "einwohner": row.population,
        "organisationsart": KINDS.get(row.owner_kind or ""),
        "stand": STATUS.get(row.status or ""),
        "beginn": row.started_on,
        "ende": row.ended_on,
        "wieder_tun": AGAIN.get(row.again or ""),
        "belegt_durch": EVIDENCE_STEPS[row.evidence_level],
        "bestaetigung": _confirmation(row),
    }
    values = _common(row, topics, source) | own | _ranges(facts)
    return {name: values[name] for name in CASE_COLUMNS}


def _confirmation(row: Row) -> str | None:
    """Only a vendor's case needs the town's word."""
    if row.owner_kind != "anbieter":
        return None
    return "von der Kommune bestätigt" if row.town_confirmed_at else "von der Kommune nicht bestätigt"


def _ranges(facts: dict[str, Row]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, key, divisor in _FACTS:
        fact = facts.get(key)
        for end, value in (("von", fact.low if fact else None), ("bis", (fact.high if fact else None))):
            unit = "_euro" if divisor == 100 else ""
            values[f"{name}_{end}{unit}"] = (
                None if value is None else value / divisor if value % divisor else value // divisor
            )
    return values


def _parts(rows: Sequence[Row]) -> list[list[int]]:
    ids = [row.id for row in rows]
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]


def _topics(rows: Sequence[Row]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    query = select(SubjectTopic.subject_id, Topic.title).join(Topic, Topic.id == SubjectTopic.topic_id)
    for ids in _parts(rows):
        for subject_id, title in db.session.execute(
            query.where(SubjectTopic.subject_id.in_(ids)).order_by(Topic.position, Topic.id)
        ):
            found[subject_id].append(title)
    return found


def _sources(rows: Sequence[Row]) -> dict[int, Row]:
    found: dict[int, Row] = {}
    query = select(Source.subject_id, Source.url, Source.licence)
    for ids in _parts([row for row in rows if row.origin == "offene_daten"]):
        found |= {row.subject_id: row for row in db.session.execute(query.where(Source.subject_id.in_(ids)))}
    return found


def _facts(rows: Sequence[Row]) -> dict[int, dict[str, Row]]:
    found: dict[int, dict[str, Row]] = defaultdict(dict)
    query = select(CaseFact.case_id, CaseFact.key, CaseFact.low, CaseFact.high)
    for ids in _parts(rows):
        for row in db.session.execute(query.where(CaseFact.case_id.in_(ids))):
            found[row.case_id][row.key] = row
    return found
