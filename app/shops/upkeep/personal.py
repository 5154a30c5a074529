"""Letters of the quarter in "Meine Daten", and when their person leaves."""

from typing import Any

from sqlalchemy import delete, select

from app.core.events import PersonRemoved
from app.core.transaction import transaction
from app.extensions import db
from app.shops.upkeep.models import ShopLetter, ShopLetterRefusal
from app.shops.upkeep.services import takes_letters


def export(user_id: int) -> list[dict[str, Any]]:
    query = select(ShopLetter.quarter, ShopLetter.created_at).where(ShopLetter.user_id == user_id)
    letters = [
        {"quartal": row.quarter, "geschrieben": row.created_at.isoformat()}
        for row in db.session.execute(query.order_by(ShopLetter.created_at))
    ]
    return letters if takes_letters(user_id) else [*letters, {"abbestellt": True}]


def forget_person(event: PersonRemoved) -> None:
    """Listener."""
    with transaction(raises_cache=False):
        for table in (ShopLetter, ShopLetterRefusal):
            db.session.execute(delete(table).where(table.user_id == event.person_id))
