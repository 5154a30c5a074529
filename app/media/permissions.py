"""A file may be read by whoever may read the thing it hangs on; before publication, by those who write it."""

from typing import Any

from app.core.actors import Actor
from app.core.permissions import (
    Action,
    Rules,
    allows,
    edits_for_owner,
    is_admin,
    is_author,
    is_open,
    speaks_for_owner,
)
from app.core.subjects import subject_types


class MediaAction(Action):
    VIEW = "media:view"  # fetch the file; `subject` is a queries.ServedFile


def is_published(actor: Actor, file: Any) -> bool:
    return file.is_published


def belongs_to_a_draft(actor: Actor, file: Any) -> bool:
    return file.subject.state in ("draft", "review")


def may_read_its_subject(actor: Actor, file: Any) -> bool:
    kind = subject_types().get(file.subject.kind)
    return kind is not None and allows(actor, kind.view_action, file.subject)


RULES: Rules = {
    MediaAction.VIEW: [
        [is_published, is_open],
        [is_published, may_read_its_subject],
        [belongs_to_a_draft, may_read_its_subject],
        [edits_for_owner],
        [is_author, speaks_for_owner],
        [is_admin],
    ],
}
