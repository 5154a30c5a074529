"""Links of ways to help that lead elsewhere, for the watch over links."""

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.support.models import SupportOption


def outward_links() -> Sequence[str]:
    """Those that are on."""
    return db.session.scalars(select(SupportOption.url).where(SupportOption.url != "", SupportOption.is_on)).all()
