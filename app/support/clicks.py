"""Counting that a link outside was followed: a number per link, and nothing of who it was."""

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner
from sqlalchemy import update

from app.core.database import affected
from app.core.transaction import transaction
from app.extensions import db
from app.support.kinds import LINKS
from app.support.models import SupportOption

SIGN_SECONDS = 86_400


def sign_for(shop_id: int, number: int) -> str:
    """Proof that a page of ours was drawn within the last day. number: of the option."""
    return _signer().sign(f"{shop_id}.{number}").decode()


def note_click(shop_id: int, number: int, sign: str) -> bool:
    """False when the sign is not ours or too old."""
    try:
        if _signer().unsign(sign, max_age=SIGN_SECONDS).decode() != f"{shop_id}.{number}":
            return False
    except BadSignature:
        return False
    with transaction(raises_cache=False):
        mine = update(SupportOption).where(SupportOption.shop_id == shop_id, SupportOption.id == number)
        links = mine.where(SupportOption.kind.in_(LINKS))
        return bool(affected(db.session.execute(links.values(clicks=SupportOption.clicks + 1))))


def _signer() -> TimestampSigner:
    return TimestampSigner(current_app.config["SETTINGS"].secret_key, salt="support.clicks")
