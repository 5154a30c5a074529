"""What happens to checks when their person leaves, and with the years."""

from datetime import timedelta

from sqlalchemy import delete, select, update

from app.core import clock
from app.core.events import PersonRemoved
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.shops.walk.models import KINDS, ShopCheck

KEPT = timedelta(days=400)


def forget_person(event: PersonRemoved) -> None:
    """Listener: what the city has checked stays, without who it was."""
    with transaction(raises_cache=False):
        mine = ShopCheck.user_id == event.person_id
        db.session.execute(update(ShopCheck).where(mine).values(user_id=None))


def forget_old() -> None:
    """Every day."""
    with transaction(raises_cache=False):
        db.session.execute(delete(ShopCheck).where(ShopCheck.created_at < clock.now() - KEPT))


def export(user_id: int) -> list[dict[str, object]]:
    """For "Meine Daten"."""
    query = select(Subject.title, ShopCheck.kind, ShopCheck.done_at).join(Subject, Subject.id == ShopCheck.shop_id)
    rows = db.session.execute(query.where(ShopCheck.user_id == user_id).order_by(ShopCheck.id))
    return [{"laden": row.title, "angabe": KINDS[row.kind], "zeit": row.done_at.isoformat()} for row in rows]
