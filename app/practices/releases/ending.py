"""Links that were sent for release and are not decided yet end when their text is published or withdrawn otherwise."""

from sqlalchemy import update

from app.core import clock
from app.extensions import db
from app.practices.models import ReleaseRequest


def end_open_requests(subject_id: int) -> None:
    """They are worth nothing any more. Inside the caller's transaction()."""
    query = update(ReleaseRequest).where(ReleaseRequest.subject_id == subject_id, ReleaseRequest.state == "open")
    db.session.execute(query.values(state="withdrawn", decided_at=clock.now()))
