"""The sign that lets a page of ours say that a link outside was followed."""

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner

from app.core.permissions import who
from app.shops.figures.counting import is_on, is_own_visit
from app.shops.figures.kinds import WAYS
from app.shops.models import Shop

SIGN_SECONDS = 86_400


def counts_clicks(shop: Shop) -> bool:
    """Are clicks of whoever looks now to be counted?"""
    return is_on() and shop.is_claimed and shop.subject.is_open and not is_own_visit(who(), shop.id)


def click_sign(shop_id: int, way: str) -> str:
    """Proof that a page of ours with this link was drawn within the last day."""
    return _signer().sign(f"{shop_id}.{way}").decode()


def kind_behind(shop_id: int, way: str, sign: str) -> str | None:
    """The kind of figures a click counts for; None when the sign is not ours or too old."""
    try:
        is_ours = _signer().unsign(sign, max_age=SIGN_SECONDS).decode() == f"{shop_id}.{way}"
    except (BadSignature, UnicodeDecodeError):
        return None
    return WAYS.get(way.split(".")[0]) if is_ours else None


def _signer() -> TimestampSigner:
    return TimestampSigner(current_app.config["SETTINGS"].secret_key, salt="shops.clicks")
