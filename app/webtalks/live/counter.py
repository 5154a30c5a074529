"""The counter that rises with each change of what a talk's live pages show."""

from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.webtalks.live.models import Live


def raise_counter(talk_id: int) -> None:
    """One more; on PostgreSQL the next who changes something in this talk waits here."""
    insert = postgresql.insert if db.engine.dialect.name == "postgresql" else sqlite.insert
    first = insert(Live).values(webtalk_id=talk_id, version=1)
    again = {"version": Live.version + 1}
    db.session.execute(first.on_conflict_do_update(index_elements=["webtalk_id"], set_=again))
