"""Agreeing to the terms of use: which version, when, and who is still to be asked."""

from datetime import datetime

from sqlalchemy import func, select

from app.accounts.models import AcceptedTerms
from app.accounts.terms import Terms, present_terms
from app.core import clock
from app.core.transaction import transaction
from app.extensions import db


def seen_version(posted: int | None) -> int:
    """The version a form was shown with; never one that does not exist yet."""
    newest = present_terms().number
    return newest if posted is None else max(0, min(posted, newest))


def agree(user_id: int, version: int, *, at: datetime | None = None) -> None:
    """Note that a person agreed to a version, once. at: when; else now."""
    with transaction(raises_cache=False):
        if db.session.get(AcceptedTerms, (user_id, version)) is None:
            db.session.add(AcceptedTerms(user_id=user_id, version=version, accepted_at=at or clock.now()))


def terms_to_ask(user_id: int) -> Terms | None:
    """The terms, when their newest version that needs consent came after what the person agreed to; else None."""
    terms = present_terms()
    if terms.required is None:
        return None
    newest = select(func.max(AcceptedTerms.version)).where(AcceptedTerms.user_id == user_id)
    agreed = db.session.scalar(newest)
    return terms if agreed is None or agreed < terms.required else None
