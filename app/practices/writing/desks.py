"""What lies on the desk of somebody who writes: the entry, its draft, and the step at hand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.core.drafts import Draft
from app.core.merging import WRITERS, text_of
from app.core.subjects import Subject
from app.extensions import db
from app.practices.writing.drafts import find_draft
from app.practices.writing.notes import Note
from app.practices.writing.plans import BY_SHELF, Plan, Step
from app.practices.writing.retyping import published_data
from app.practices.writing.second_person import asks_for_second_person, may_release, names_of


@dataclass(frozen=True)
class Desk:
    """data: of the draft, or what the public reads when there is none. version: of the draft, 0 without one.

    four_eyes: the organisation asks that nobody publishes alone.
    """

    subject: Subject
    plan: Plan
    data: dict[str, Any]
    version: int
    draft: Draft | None
    step: Step | None = None
    four_eyes: bool = False

    @property
    def url(self) -> str:
        return f"/{self.plan.shelf}/entwurf/{self.subject.public_id}/"

    @property
    def title(self) -> str:
        return str(self.data.get("title") or "").strip() or self.subject.title

    @property
    def steps(self) -> tuple[Step, ...]:
        """The way through this draft, or the other one when the step at hand belongs to it."""
        usual = self.plan.steps_of(self.data)
        ways = (usual, self.plan.steps, self.plan.extra)
        return next((way for way in ways if self.step in way), usual)

    @property
    def was_published(self) -> bool:
        return self.subject.slug is not None

    @property
    def is_handed_in(self) -> bool:
        """Does it wait for somebody else to release it?"""
        return self.draft is not None and self.draft.handed_in_at is not None

    def is_released_by(self, person_id: int | None) -> bool:
        """May this person, who publishes for the organisation, publish just this?"""
        return not self.four_eyes or may_release(person_id, self.subject, self.draft)

    @property
    def has_changes(self) -> bool:
        """Is there anything the public does not read yet?"""
        return not self.was_published or text_of(self.data) != text_of(published_data(self.subject))

    def step_url(self, step: Step) -> str:
        return f"{self.url}{step.slug}"

    def ways(self, notes: Sequence[Note]) -> list[tuple[str, str, bool]]:
        """(title, address, is it done) of every step: something stands there, and nothing is missing or wrong."""
        lacking, filled = {self.step_of(note.field).slug for note in notes}, text_of(self.data)
        return [
            (step.title, self.step_url(step), step.slug not in lacking and any(step.holds(name) for name in filled))
            for step in self.steps
        ]

    def step_of(self, name: str) -> Step:
        """The step in which a field is written."""
        return next((step for step in self.steps if step.holds(name)), self.steps[0])


def find_desk(shelf: str, public_id: str, step: str | None = None, **_rest: Any) -> Desk | None:
    """The desk behind an address, or None. step: its slug."""
    plan = BY_SHELF[shelf]
    subject = db.session.scalar(select(Subject).where(Subject.kind == plan.kind, Subject.public_id == public_id))
    found = plan.step(step) if step else None
    if subject is None or (step and found is None):
        return None
    draft = find_draft(subject.id)
    data = draft.data if draft else published_data(subject)
    return Desk(
        subject, plan, data, draft.version if draft else 0, draft, found, asks_for_second_person(subject.owner_id)
    )


def writers_of(data: dict[str, Any], names: Collection[str]) -> str:
    """Who wrote these fields last, for people in the same organisation: "Anna Adler und Bernd Busch"."""
    writers = data.get(WRITERS, {})
    return names_of({writers.get(name) for name in names}) or "Jemand"
