"""An owner leaves: the shop stays. Without anybody else it becomes an unconfirmed entry."""

from sqlalchemy import delete, select

from app.accounts.models import Grant
from app.core.drafts import Draft
from app.core.events import PersonRemoved
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.shops.kinds import OWNER, SHOP
from app.shops.models import Shop
from app.shops.services.changes import written


def forget_person(event: PersonRemoved) -> None:
    """Listener: shops that have lost their last owner. Drafts nobody else has seen go; the mail address goes."""
    owned = select(Grant.scope_id).where(Grant.role == OWNER)
    orphaned = select(Shop).where(Shop.claimed_at.is_not(None), Shop.id.not_in(owned))
    for shop in db.session.scalars(orphaned).all():
        unclaim(shop)


def unclaim(shop: Shop) -> None:
    """Nobody answers for it any more; what it says of itself stays."""
    with transaction(shop) as tx:
        if shop.subject.slug is None:
            db.session.execute(delete(Subject).where(Subject.id == shop.id, Subject.kind == SHOP))
            return
        shop.claimed_at, shop.email = None, ""
        shop.confirmed_at = shop.hours_confirmed_at = shop.open_from = shop.open_to = None
        shop.confirmed_by = shop.hours_confirmed_by = ""
        db.session.execute(delete(Draft).where(Draft.subject_id == shop.id))
        written(shop, tx, None)


def export(user_id: int) -> list[dict[str, object]]:
    """For "Meine Daten"."""
    query = select(Subject.title, Subject.slug, Subject.state, Grant.created_at)
    rows = db.session.execute(
        query.join(Grant, Grant.scope_id == Subject.id).where(Grant.user_id == user_id, Grant.role == OWNER)
    )
    return [
        {"laden": row.title, "adresse": row.slug, "stand": row.state, "seit": row.created_at.isoformat()}
        for row in rows
    ]
