"""The text of published documents: all of it for the index, and the page where a word stands."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from app.core.storage import StoredFile
from app.core.text import fold
from app.extensions import db
from app.media.documents import SLIDES
from app.media.models import Attachment, FilePage
from app.media.queries import file_url

MOST_IN_INDEX = 400_000
"""Characters of all files of one entry; some 200 pages."""
_IS_SHOWN = and_(Attachment.role == "evidence", Attachment.is_published.is_(True))


@dataclass(frozen=True)
class FoundPage:
    """One page of a published document. number: 0 where the format has none."""

    subject_id: int
    title: str
    name: str
    media_type: str
    url: str
    number: int
    text: str

    @property
    def label(self) -> str:
        """ "Anhang konzept.pdf, Seite 4" """
        unit = "Folie" if self.media_type == SLIDES.media_type else "Seite"
        return f"Anhang {self.name}" + (f", {unit} {self.number}" if self.number else "")


def has_files(subject_id: Any) -> ColumnElement[bool]:
    """For the columns of a list: has this thing published documents at all?"""
    return exists().where(_IS_SHOWN, Attachment.subject_id == subject_id).correlate_except(Attachment)


def attached_texts(subject_ids: Iterable[int]) -> dict[int, str]:
    """Titles, names and text of the published documents of these things, only for those that have some."""
    found: dict[int, list[str]] = defaultdict(list)
    named: set[int] = set()
    columns = (Attachment.id, Attachment.subject_id, Attachment.title, StoredFile.name, FilePage.text)
    query = (
        select(*columns)
        .join(StoredFile, StoredFile.id == Attachment.file_id)
        .outerjoin(FilePage, FilePage.file_id == Attachment.file_id)
        .where(_IS_SHOWN, Attachment.subject_id.in_(list(subject_ids)))
        .order_by(Attachment.subject_id, Attachment.position, Attachment.id, FilePage.page)
    )
    for row in db.session.execute(query):
        if row.id not in named:
            named.add(row.id)
            found[row.subject_id] += [row.title, row.name]
        found[row.subject_id].append(row.text or "")
    return {number: "\n".join(texts)[:MOST_IN_INDEX] for number, texts in found.items()}


def pages_with(subject_ids: Iterable[int], stems: Iterable[str]) -> dict[int, FoundPage]:
    """For each thing the published page with the most of these beginnings of words, the first of equals.

    One statement. A beginning may stand inside another word: whoever shows the page looks closer.
    """
    has = [FilePage.folded.contains(folded, autoescape=True) for folded in {fold(stem) for stem in stems} if folded]
    if not has:
        return {}
    count = sum((case((one, 1), else_=0) for one in has[1:]), start=case((has[0], 1), else_=0))
    best_first = (count.desc(), Attachment.position, Attachment.id, FilePage.page)
    place = func.row_number().over(partition_by=Attachment.subject_id, order_by=best_first).label("place")
    ranked = (
        select(Attachment.id, Attachment.subject_id, Attachment.title, Attachment.file_id, FilePage.page, place)
        .join(FilePage, FilePage.file_id == Attachment.file_id)
        .where(_IS_SHOWN, Attachment.subject_id.in_(list(subject_ids)), or_(*has))
        .subquery()
    )
    on_page = and_(FilePage.file_id == ranked.c.file_id, FilePage.page == ranked.c.page)
    query = (
        select(ranked, StoredFile.name, StoredFile.media_type, FilePage.text)
        .join(StoredFile, StoredFile.id == ranked.c.file_id)
        .join(FilePage, on_page)
        .where(ranked.c.place == 1)
    )
    return {row.subject_id: _page(row) for row in db.session.execute(query)}


def _page(row: Any) -> FoundPage:
    url = file_url(row.id, row.name)
    return FoundPage(row.subject_id, row.title, row.name, row.media_type, url, row.page, row.text)
