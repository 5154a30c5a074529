"""What search is told about measures and cases.

Fields (exact values): thema (slugs), land ("NW"), groesse (names of size classes), art (kind of organisation),
status, nochmal (would do it again), belege (evidence level), herkunft (origin), angaben ("ja", stubs: "nein"),
standard ("ja", or "nein" for what stays out of the default search), ort (official key and name of the town),
massnahme (public id of the measure it is or belongs to).
Numbers: kosten (one-off cost in cents, the lower end), einwohner (persons), monate_bis_start, beginn (year), dauer
(months it runs or ran). Missing means unknown.
"""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, select
from sqlalchemy.orm import aliased

from app.core.documents import Document
from app.core.markup import plain
from app.core.subjects import Subject
from app.extensions import db
from app.organisations.findable import entry_document, entry_rows
from app.places.models import Place
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseFact, CaseStudy, Practice, ResultFigure
from app.topics.models import SubjectTopic, Topic

measure = aliased(Subject)
PRACTICE_TEXTS = (
    Practice.problem_html,
    Practice.idea_html,
    Practice.steps_html,
    Practice.effects_html,
    Practice.pitfalls_html,
)
CASE_TEXTS = (
    CaseStudy.what_html,
    CaseStudy.problem_html,
    CaseStudy.steps_html,
    CaseStudy.expected_html,
    CaseStudy.happened_html,
    CaseStudy.lessons_html,
)


def practice_documents(ids: list[int]) -> list[Document]:
    columns = (*PRACTICE_TEXTS, Practice.target_groups, Practice.actors, Subject.public_id)
    rows = db.session.execute(_select(columns).join(Practice, Practice.id == Subject.id).where(Subject.id.in_(ids)))
    topics = _topics(ids)
    return [_practice(row, topics[row.id]) for row in rows]


def case_documents(ids: list[int]) -> list[Document]:
    columns = (
        *CASE_TEXTS,
        CaseStudy.status,
        CaseStudy.again,
        CaseStudy.again_why,
        CaseStudy.evidence_level,
        CaseStudy.cost_low_cents,
        CaseStudy.is_stub,
        CaseStudy.plain_language,
        CaseStudy.started_on,
        measure.public_id.label("measure"),
        case((_is_open(measure), measure.title), else_=None).label("measure_title"),
    )
    cases = _select(columns).join(CaseStudy, CaseStudy.id == Subject.id)
    rows = db.session.execute(cases.outerjoin(measure, measure.id == CaseStudy.practice_id).where(Subject.id.in_(ids)))
    topics, facts, figures = _topics(ids), _facts(ids), _figures(ids)
    return [_case(row, topics[row.id], facts[row.id], figures[row.id]) for row in rows]


def _select(columns: tuple) -> Any:
    return entry_rows(Place.key.label("town_key"), Place.district, *columns, place=Subject.place_id)


def _is_open(named: Any) -> ColumnElement[bool]:
    """A case is found by the name of its measure only while everybody may see the measure."""
    return and_(named.state == "published", named.hidden_at.is_(None), named.visibility == "public")


def _practice(row: Row, topics: list[Row]) -> Document:
    texts = [getattr(row, column.key) for column in PRACTICE_TEXTS]
    words = [row.target_groups, row.actors]
    return _document(row, topics, PRACTICE, [*map(plain, texts), *words], {"massnahme": (row.public_id,)}, {})


def _case(row: Row, topics: list[Row], facts: dict[str, Row], figures: list[str]) -> Document:
    texts = [getattr(row, column.key) for column in CASE_TEXTS]
    words = [fact.text for fact in facts.values()] + figures + [row.again_why, row.plain_language]
    fields: dict[str, tuple[str, ...]] = {
        "status": (row.status,) if row.status else (),
        "nochmal": (row.again,) if row.again else (),
        "belege": (row.evidence_level,),
        "angaben": ("nein" if row.is_stub else "ja",),
        "massnahme": (row.measure,) if row.measure else (),
    }
    numbers: dict[str, float] = {} if row.cost_low_cents is None else {"kosten": row.cost_low_cents}
    if row.started_on is not None:
        numbers["beginn"] = row.started_on.year
    for name, key in (("monate_bis_start", "months_to_start"), ("dauer", "months_running")):
        if (fact := facts.get(key)) is not None and fact.low is not None:
            numbers[name] = fact.low
    document = _document(row, topics, CASE, [*map(plain, texts), *words], fields, numbers)
    return _of_measure(document, row)


def _of_measure(document: Document, row: Row) -> Document:
    """Found also by the name of its measure; the standing sentence of a bare example says nothing about it."""
    texts = [text for text in document.texts if not (row.is_stub and text[0] == "summary")]
    return replace(document, texts=(*texts, ("measure", row.measure_title or "")))


def _document(
    row: Row, topics: list[Row], kind: str, texts: list[str], fields: dict[str, tuple[str, ...]], numbers: dict
) -> Document:
    return entry_document(
        row,
        kind,
        topics,
        body=texts,
        place=" ".join(filter(None, (row.town, row.district))),
        fields={"ort": (row.town_key, row.town) if row.town else (), **fields},
        numbers={**numbers, **({} if row.population is None else {"einwohner": row.population})},
    )


def _topics(ids: list[int]) -> dict[int, list[Row]]:
    columns = (SubjectTopic.subject_id, Topic.slug, Topic.title, Topic.in_default_search)
    query = select(*columns).join(Topic, Topic.id == SubjectTopic.topic_id).order_by(Topic.position, Topic.id)
    found: dict[int, list[Row]] = defaultdict(list)
    for row in db.session.execute(query.where(SubjectTopic.subject_id.in_(ids))):
        found[row.subject_id].append(row)
    return found


def _facts(ids: list[int]) -> dict[int, dict[str, Row]]:
    found: dict[int, dict[str, Row]] = defaultdict(dict)
    query = select(CaseFact.case_id, CaseFact.key, CaseFact.low, CaseFact.text).where(CaseFact.case_id.in_(ids))
    for row in db.session.execute(query):
        found[row.case_id][row.key] = row
    return found


def _figures(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in db.session.execute(
        select(ResultFigure.case_id, ResultFigure.label).where(ResultFigure.case_id.in_(ids))
    ):
        found[row.case_id].append(row.label)
    return found
