"""What a person writes, and what waits in her organisations."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, false, func, or_, select
from sqlalchemy.orm import aliased

from app.core.actors import Actor
from app.core.drafts import Draft, Revision
from app.core.paging import Page, page_of, window
from app.core.subjects import Subject, subject_type
from app.extensions import db
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import ReleaseRequest
from app.practices.writing.plans import BY_KIND

STATES = {
    "draft": ("Entwurf", "entwurf"),
    "review": ("Wird geprüft", "hinweis"),
    "published": ("Veröffentlicht", "success"),
    "withdrawn": ("Zurückgezogen", "neutral"),
}
GONE = STATES["withdrawn"]
owner = aliased(Subject)


@dataclass(frozen=True)
class Contribution:
    """One row of "Meine Beiträge". desk: where to go on writing. url: the public page, or nothing."""

    title: str
    kind: str
    organisation: str
    badge: tuple[str, str]
    changed_at: datetime
    desk: str
    url: str
    has_changes: bool
    waits: bool
    is_deleted: bool
    release: str
    is_mine: bool

    @property
    def is_open(self) -> bool:
        """Somebody has still to do something."""
        return not self.is_deleted and (not self.url or self.has_changes or bool(self.release)) and self.badge != GONE


def contributions(actor: Actor, number: int) -> Page:
    """Mine, and those of organisations I publish for; what was changed last stands first. One statement."""
    edits = actor.organisation_ids("org_admin", "org_editor")
    changed = func.coalesce(Draft.changed_at, Subject.changed_at)
    published = select(func.max(Revision.created_at)).where(Revision.subject_id == Subject.id).scalar_subquery()
    release = (
        select(ReleaseRequest.state)
        .where(ReleaseRequest.subject_id == Subject.id)
        .order_by(ReleaseRequest.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(
            Subject.title, Subject.kind, Subject.slug, Subject.public_id, Subject.state, Subject.hidden_at,
            Subject.author_id, owner.title.label("organisation"), changed.label("changed_at"),
            (Draft.changed_at > published).label("has_changes"), Draft.handed_in_at, release.label("release"),
        )
        .outerjoin(Draft, Draft.subject_id == Subject.id)
        .outerjoin(owner, owner.id == Subject.owner_id)
        .where(Subject.kind.in_((CASE, PRACTICE)), Subject.origin != "offene_daten", _is_ours(actor, edits))
        .order_by(changed.desc(), Subject.id.desc())
    )  # fmt: skip
    rows = db.session.execute(window(query, number)).all()
    return page_of([_contribution(row, actor) for row in rows], number)


def _is_ours(actor: Actor, edits: tuple[int, ...]) -> Any:
    mine = Subject.author_id == actor.id
    still_in = or_(Subject.owner_id.is_(None), Subject.owner_id.in_(actor.organisation_ids()))
    taken_in = Subject.state.in_(("draft", "review")) if actor.is_staff else false()
    return or_(and_(mine, or_(still_in, taken_in)), Subject.owner_id.in_(edits))


def _contribution(row: Row[Any], actor: Actor) -> Contribution:
    release = {"open": "wartet auf Freigabe", "change_wanted": "Änderung erbeten"}.get(row.release or "", "")
    is_deleted = row.slug is None and row.hidden_at is not None
    return Contribution(
        title=row.title,
        kind=subject_type(row.kind).label,
        organisation=row.organisation or "",
        badge=("Gelöscht", "neutral") if is_deleted else STATES[row.state],
        changed_at=row.changed_at,
        desk=f"/{BY_KIND[row.kind].shelf}/entwurf/{row.public_id}/",
        url=subject_type(row.kind).address(row.slug) if row.slug and row.state == "published" else "",
        has_changes=bool(row.has_changes) and row.state == "published",
        waits=row.handed_in_at is not None and row.state == "published",
        is_deleted=is_deleted,
        release=release,
        is_mine=row.author_id == actor.id,
    )
