from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Integer, bindparam, case, cast, func, select

from app.core.rows import first_row
from app.core.subjects import Subject, open_only
from app.marks.queries import FEWEST_TOLD, keepers
from app.practices.models import CaseStudy, ColleagueQuestion
from app.practices.queries.entries import Entry

_ID, _MEASURE = bindparam("id", type_=BigInteger), bindparam("measure", type_=BigInteger)
_answered = func.sum(case((ColleagueQuestion.state == "answered", 1), else_=0))
_siblings = open_only(select(func.count()).select_from(CaseStudy).join(Subject, Subject.id == CaseStudy.id))
_QUESTIONS = (
    select(
        func.count().label("asked"),
        cast(func.coalesce(_answered, 0), Integer).label("answered"),
        keepers(_ID).label("kept"),
        _siblings.where(CaseStudy.practice_id == _MEASURE, CaseStudy.id != _ID, CaseStudy.is_stub.is_(False))
        .scalar_subquery()
        .label("siblings"),
    )
    .select_from(ColleagueQuestion)
    .where(ColleagueQuestion.case_id == _ID, ColleagueQuestion.state != "unconfirmed")
)


@dataclass(frozen=True)
class Figures:
    """kept: on how many Merklisten, None: too few to tell. siblings: other cases of its measure, None without one."""

    asked: int
    answered: int
    kept: int | None
    siblings: int | None


def figures_of(entry: Entry) -> Figures:
    """One statement."""
    row: Any = first_row(_QUESTIONS, {"id": entry.id, "measure": entry.practice_id or 0})
    has_measure = entry.practice_id is not None and entry.measure_state == "published"
    kept = row.kept if row.kept >= FEWEST_TOLD else None
    return Figures(row.asked, row.answered, kept, row.siblings if has_measure else None)
