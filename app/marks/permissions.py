"""A Merkliste belongs to one person: no rule but being signed in, and seeing the thing that is kept."""

from app.core.actors import Actor
from app.core.permissions import allows
from app.core.subjects import Subject, subject_types


def may_see(actor: Actor, subject: Subject) -> bool:
    """Whether the actor may read the page of a subject of any kind."""
    kind = subject_types().get(subject.kind)
    return kind is not None and allows(actor, kind.view_action, subject)
