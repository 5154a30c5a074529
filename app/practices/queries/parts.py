"""Everything that hangs on an entry in one statement: facts, figures, links, files, topics and neighbours.

Rows are alike for all parts: part, position, five texts (a to e), two whole numbers (n, m).
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Integer, Row, Select, String, bindparam, cast, literal, null, select, union_all
from sqlalchemy.orm import aliased

from app.core.rows import rows
from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.media.models import Attachment
from app.practices.models import CaseFact, CaseLink, CaseStudy, PracticeLink, ResultFigure
from app.practices.queries.entries import Parts
from app.topics.models import SubjectTopic

MOST_NEIGHBOURS = 40
_ID = bindparam("id", type_=BigInteger)
_PRACTICE_ID = bindparam("practice_id", type_=BigInteger)
_author, _confirmer = aliased(Subject), aliased(Subject)
_TEXTS, _NUMBERS = ("a", "b", "c", "d", "e", "f", "g"), ("n", "m", "w", "h")


def _part(name: str, position: Any, **values: Any) -> Select:
    texts = [cast(values.get(key, null()), String).label(key) for key in _TEXTS]
    numbers = [cast(values.get(key, null()), BigInteger).label(key) for key in _NUMBERS]
    return select(literal(name).label("part"), cast(position, Integer).label("position"), *texts, *numbers)


_ALL_FACTS = _part(
    "fact", literal(0), a=CaseFact.key, b=CaseFact.text, c=CaseFact.source, d=CaseFact.as_of, n=CaseFact.low,
    m=CaseFact.high, w=CaseFact.case_id,
)  # fmt: skip
_FACTS = _ALL_FACTS.where(CaseFact.case_id == _ID)
_FACTS_OF_MANY = _ALL_FACTS.where(CaseFact.case_id.in_(bindparam("ids", expanding=True)))
_FIGURES = _part(
    "figure", ResultFigure.position, a=ResultFigure.label, b=ResultFigure.before, c=ResultFigure.after,
    d=ResultFigure.unit, e=ResultFigure.method,
).where(ResultFigure.case_id == _ID)  # fmt: skip
_LINKS = _part("link", CaseLink.position, a=CaseLink.title, b=CaseLink.url).where(CaseLink.case_id == _ID)
_FILES = (
    _part(
        "file", Attachment.position, a=Attachment.title, b=Attachment.alt_text, c=Attachment.credit, d=StoredFile.name,
        e=Attachment.evidence_kind, f=_author.title, g=_confirmer.title, n=Attachment.id, m=StoredFile.size,
        w=StoredFile.width, h=StoredFile.height,
    )
    .join(StoredFile, StoredFile.id == Attachment.file_id)
    .outerjoin(_author, _author.id == Attachment.author_organisation_id)
    .outerjoin(_confirmer, _confirmer.id == Attachment.confirmed_by_id)
    .where(Attachment.subject_id == _ID, Attachment.is_published.is_(True))
)  # fmt: skip
_TOPICS = _part("topic", literal(0), n=SubjectTopic.topic_id).where(SubjectTopic.subject_id == _ID)
_RELATED = _part("related", PracticeLink.position, n=PracticeLink.related_id).where(PracticeLink.practice_id == _ID)


def _cases(practice_id: Any) -> Select:
    """The latest cases of a measure; bounded, for a popular one has thousands."""
    latest = (
        select(CaseStudy.id)
        .where(CaseStudy.practice_id == practice_id, CaseStudy.id != _ID)
        .order_by(CaseStudy.id.desc())
        .limit(MOST_NEIGHBOURS)
        .subquery()
    )
    return _part("case", literal(0), n=latest.c.id)


_CASE_PARTS = union_all(_FACTS, _FIGURES, _LINKS, _FILES, _TOPICS, _cases(_PRACTICE_ID))
_PRACTICE_PARTS = union_all(_FILES, _TOPICS, _RELATED, _cases(_ID))


def case_parts(case_id: int, practice_id: int | None) -> Parts:
    return _sorted(rows(_CASE_PARTS, {"id": case_id, "practice_id": practice_id or 0}))


def facts_of_cases(case_ids: Sequence[int]) -> dict[int, Parts]:
    """By case, only its facts; cases without any are missing. One statement."""
    found: dict[int, Parts] = {}
    for row in rows(_FACTS_OF_MANY, {"ids": case_ids}) if case_ids else ():
        found.setdefault(row.w, Parts()).facts[row.a] = row
    return found


def practice_parts(practice_id: int) -> Parts:
    return _sorted(rows(_PRACTICE_PARTS, {"id": practice_id}))


def _sorted(found: Sequence[Row[Any]]) -> Parts:
    parts = Parts()
    for row in sorted(found, key=lambda row: (row.position, row.n or 0)):
        _PLACES[row.part](parts, row)
    return parts


def _file(parts: Parts, row: Row[Any]) -> None:
    (parts.evidence if row.e else parts.images).append(row)


_PLACES = {
    "fact": lambda parts, row: parts.facts.__setitem__(row.a, row),
    "figure": lambda parts, row: parts.figures.append(row),
    "link": lambda parts, row: parts.links.append(row),
    "file": _file,
    "topic": lambda parts, row: parts.topic_ids.append(row.n),
    "related": lambda parts, row: parts.related_ids.append(row.n),
    "case": lambda parts, row: parts.case_ids.append(row.n),
}
