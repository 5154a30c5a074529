"""Once a quarter one letter to each person with shops: their figures, and whether the entries still stand.

Written from the fourth day of a quarter on, in the daytime of Europe/Berlin; who was missed then gets it later.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import Select, select

from app.accounts.models import Grant, User
from app.core import clock
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.shops.directory.wanted import shown
from app.shops.figures.quarters import Quarter
from app.shops.kinds import OWNER
from app.shops.models import Shop
from app.shops.upkeep.links import letters_path, new_address
from app.shops.upkeep.models import ShopLetter, ShopLetterRefusal
from app.shops.upkeep.telling import told

FIRST_DAY = timedelta(days=3)
"""Counts of the last day are in by then, and nobody writes on New Year's morning."""
HOURS = range(8, 18)
MOST_AT_ONCE = 200


def is_due() -> bool:
    """Is it the time for letters, and is somebody without his?"""
    if not current_app.config["SETTINGS"].shop_letters or not _is_time():
        return False
    return db.session.scalar(_waiting(Quarter.now()).limit(1)) is not None


def _is_time() -> bool:
    now = clock.now().astimezone(clock.BERLIN)
    return now.hour in HOURS and now.date() >= Quarter.now().first + FIRST_DAY


def write_due() -> None:
    """Ticker: some at a time. A letter that fails keeps back nobody else's and is tried again the next time."""
    for user_id in db.session.scalars(_waiting(Quarter.now()).limit(MOST_AT_ONCE)).all():
        try:
            write_to(user_id, Quarter.now().before)
        except Exception:
            current_app.logger.exception("the letter of the quarter to person %s failed", user_id)


def _waiting(quarter: Quarter) -> Select[Any]:
    """Ids of people whose shop was theirs before this quarter began, and who have no letter of it yet."""
    began = datetime.combine(quarter.first, time(), tzinfo=clock.BERLIN)
    has_letter = select(ShopLetter.user_id).where(
        ShopLetter.user_id == User.id, ShopLetter.quarter == str(quarter.before)
    )
    refused = select(ShopLetterRefusal.user_id).where(ShopLetterRefusal.user_id == User.id)
    query = _people().where(Shop.claimed_at < began, ~has_letter.exists(), ~refused.exists())
    return query.distinct().order_by(User.id)


def _people() -> Select[Any]:
    """People with a confirmed address, joined with their public shops."""
    query = select(User.id).join(Grant, (Grant.user_id == User.id) & (Grant.role == OWNER))
    query = query.join(Shop, Shop.id == Grant.scope_id).join(Subject, Subject.id == Shop.id)
    reached = (User.email != "", User.confirmed_at.is_not(None), User.left_at.is_(None), User.blocked_at.is_(None))
    return query.where(*shown(), *reached, Shop.claimed_at.is_not(None))


def write_to(user_id: int, quarter: Quarter) -> None:
    """The letter about all shops of a person, once. quarter: whose figures it tells."""
    with transaction(raises_cache=False) as tx:
        ids = db.session.scalars(_people().with_only_columns(Shop.id).where(User.id == user_id)).all()
        known = db.session.get(ShopLetter, (user_id, str(quarter)))
        if not ids or known is not None:
            return
        db.session.add(ShopLetter(user_id=user_id, quarter=str(quarter)))
        person = db.session.get_one(User, user_id)
        tx.mail(
            person.email,
            "shops/mail/quarter",
            ukey=f"shop-quarter:{quarter}:{user_id}",
            unsubscribe_url=current_app.config["SETTINGS"].base_url + letters_path(user_id),
            name=person.name,
            quarter=quarter,
            shops=told(_shops(ids), quarter, {shop_id: new_address(shop_id, user_id) for shop_id in ids}),
        )


def _shops(ids: Sequence[int]) -> Sequence[Shop]:
    query = select(Shop).join(Shop.subject).where(Shop.id.in_(ids)).order_by(Subject.sort_key, Shop.id)
    return db.session.scalars(query).all()
