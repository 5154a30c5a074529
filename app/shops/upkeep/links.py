"""Links in the letter of the quarter: one secret per shop for its page, one signed address to have no more of them."""

from datetime import timedelta

from flask import current_app
from itsdangerous import BadSignature, Signer
from sqlalchemy import select

from app.accounts.models import Grant, User
from app.core import tokens
from app.core.actors import Actor
from app.extensions import db
from app.shops.kinds import OWNER
from app.shops.models import Shop

PURPOSE = "shop_upkeep"
LASTS = timedelta(days=100)
"""Until the next letter has come."""


def new_address(shop_id: int, user_id: int) -> str:
    """The whole address of a shop's page for one of its people, inside a transaction; only its hash is stored."""
    _row, link, _code = tokens.issue(PURPOSE, lasts=LASTS, user_id=user_id, payload={"shop_id": shop_id})
    return address_of(link)


def address_of(link: str) -> str:
    return f"{current_app.config['SETTINGS'].base_url}/laeden/stimmt-noch/{link}"


def open_link(link: str) -> tuple[Shop, Actor] | None:
    """The shop, and somebody who can do nothing but look after it. None alike for a link that is unknown or too old,
    whose person has lost the shop, or whose shop is not public.
    """
    token = tokens.find_by_link(PURPOSE, link)
    shop = db.session.get(Shop, token.payload.get("shop_id", 0)) if token else None
    if token is None or shop is None or not shop.is_claimed or not shop.subject.is_open:
        return None
    query = select(User.name, User.handle).join(Grant, Grant.user_id == User.id)
    mine = query.where(User.id == token.user_id, User.blocked_at.is_(None), Grant.role == OWNER)
    person = db.session.execute(mine.where(Grant.scope_id == shop.id)).first()
    if person is None:
        return None
    roles = frozenset({(OWNER, shop.id)})
    return shop, Actor(id=token.user_id, name=person.name, handle=person.handle, roles=roles)


def letters_path(user_id: int) -> str:
    """The page on which somebody chooses whether she gets letters."""
    public_id = db.session.scalar(select(User.public_id).where(User.id == user_id)) or ""
    return f"/laeden/vierteljahrespost/{_signer().sign(public_id).decode()}"


def user_id_in(text: str) -> int | None:
    """Whose letters these are when the signature is ours, else None."""
    try:
        name = _signer().unsign(text).decode()
    except (BadSignature, UnicodeDecodeError):
        return None
    return db.session.scalar(select(User.id).where(User.public_id == name, User.left_at.is_(None)))


def _signer() -> Signer:
    return Signer(current_app.config["SETTINGS"].secret_key, salt="shops.letters", sep="~")
