"""Counting that a link outside was followed: a number per link, and nothing of who it was."""

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner
from sqlalchemy import update

from app.core.transaction import transaction
from app.extensions import db
from app.support.kinds import KINDS
from app.support.models import SupportOption

SIGN_SECONDS = 86_400


def sign_for(shop_id: int, kind: str) -> str:
    """Proof that a page of ours was drawn within the last day."""
    return _signer().sign(f"{shop_id}.{kind}").decode()


def note_click(shop_id: int, kind: str, sign: str) -> bool:
    """False when the sign is not ours or too old."""
    try:
        if _signer().unsign(sign, max_age=SIGN_SECONDS).decode() != f"{shop_id}.{kind}" or not KINDS[kind].is_link:
            return False
    except (BadSignature, KeyError):
        return False
    with transaction(raises_cache=False):
        mine = update(SupportOption).where(SupportOption.shop_id == shop_id, SupportOption.kind == kind)
        db.session.execute(mine.values(clicks=SupportOption.clicks + 1))
    return True


def _signer() -> TimestampSigner:
    return TimestampSigner(current_app.config["SETTINGS"].secret_key, salt="support.clicks")
