"""Links that were sent for release and are not decided yet end when their text is published or withdrawn otherwise."""

from sqlalchemy import bindparam, update

from app.core import clock
from app.extensions import db
from app.practices.models import ReleaseRequest


def end_open_requests(subject_id: int) -> None:
    """They are worth nothing any more. Inside the caller's transaction()."""
    db.session.connection().execute(_END, {"subject": subject_id, "now": clock.now()})


_END = (
    update(ReleaseRequest.__table__)
    .where(ReleaseRequest.subject_id == bindparam("subject"), ReleaseRequest.state == "open")
    .values(state="withdrawn", decided_at=bindparam("now"))
)
