"""For "Meine Daten": campaigns a person has begun, and what he switched on. Names of faces belong to the town."""

from sqlalchemy import select

from app.campaigns.kinds import CAMPAIGN
from app.core.subjects import Subject
from app.extensions import db


def export(user_id: int) -> list[dict[str, str | None]]:
    query = select(Subject.title, Subject.slug, Subject.state, Subject.created_at)
    rows = db.session.execute(query.where(Subject.kind == CAMPAIGN, Subject.author_id == user_id).order_by(Subject.id))
    return [
        {"titel": row.title, "adresse": row.slug, "stand": row.state, "begonnen": row.created_at.isoformat()}
        for row in rows
    ]
