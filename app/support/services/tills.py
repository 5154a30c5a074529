"""Kassenlinks: a link binds the first device that takes it; that device can redeem in this shop, and nothing else."""

from sqlalchemy import Select, select, update

from app.core import audit, clock
from app.core.actors import Actor
from app.core.database import affected
from app.core.identifiers import new_token, token_hash
from app.core.transaction import transaction
from app.extensions import db
from app.shops.models import Shop
from app.support.models import Till


def add_till(shop: Shop, name: str, *, actor: Actor, may_confirm: bool = False) -> str:
    """Returns the secret of the link, shown once."""
    link = new_token()
    with transaction(raises_cache=False):
        db.session.add(Till(shop_id=shop.id, name=name, link_hash=token_hash(link), may_confirm=may_confirm))
        audit.record("support.till", actor_id=actor.id, subject_id=shop.id, name=name)
    return link


def find_unbound(link: str) -> Till | None:
    query = _valid().where(Till.link_hash == token_hash(link), Till.device_hash.is_(None))
    return db.session.scalar(query)


def bind(till: Till) -> str | None:
    """Make this device the till. Returns its secret for the cookie; None when another device was faster."""
    device = new_token()
    with transaction(raises_cache=False):
        free = update(Till).where(Till.id == till.id, Till.device_hash.is_(None), Till.revoked_at.is_(None))
        values = {"device_hash": token_hash(device), "bound_at": clock.now()}
        bound = affected(db.session.execute(free.values(**values)))
    return device if bound else None


def till_of(device: str) -> Till | None:
    """The till that this device is, if any."""
    if not device:
        return None
    return db.session.scalar(_valid().where(Till.device_hash == token_hash(device)))


def _valid() -> Select[Till]:
    """Not revoked, and made by the shop's present people: whoever claims a shop anew makes new ones."""
    joined = select(Till).join(Shop, Shop.id == Till.shop_id)
    return joined.where(Till.revoked_at.is_(None), Till.created_at >= Shop.claimed_at)


def note_use(till: Till) -> None:
    with transaction(raises_cache=False):
        db.session.execute(update(Till).where(Till.id == till.id).values(used_at=clock.now()))


def revoke(shop: Shop, public_id: str, *, actor: Actor) -> bool:
    """From the next request on the device can do nothing any more."""
    with transaction(raises_cache=False):
        mine = update(Till).where(Till.shop_id == shop.id, Till.public_id == public_id, Till.revoked_at.is_(None))
        done = affected(db.session.execute(mine.values(revoked_at=clock.now())))
        if done:
            audit.record("support.till-revoked", actor_id=actor.id, subject_id=shop.id)
    return bool(done)


def tills_of(shop_id: int) -> list[Till]:
    return list(db.session.scalars(_valid().where(Till.shop_id == shop_id).order_by(Till.id)))
