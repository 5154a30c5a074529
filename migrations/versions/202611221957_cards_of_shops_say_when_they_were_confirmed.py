"""Cards of shops say when the entry was last confirmed, so that every list can tell its age."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "202611221957"
down_revision = "202611221700"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
SUBJECT = sa.table("subject", sa.column("id", sa.BigInteger), sa.column("card", JSON))
SHOP = sa.table(
    "shop",
    sa.column("id", sa.BigInteger),
    sa.column("confirmed_at", MOMENT),
    sa.column("claimed_at", MOMENT),
    sa.column("closed_at", MOMENT),
)
AT_ONCE = 1_000


def upgrade() -> None:
    said = sa.or_(SHOP.c.confirmed_at.is_not(None), SHOP.c.claimed_at.is_not(None))
    query = sa.select(SHOP.c.id, SHOP.c.confirmed_at, SHOP.c.claimed_at, SUBJECT.c.card)
    query = query.join(SUBJECT, SUBJECT.c.id == SHOP.c.id).where(said, SHOP.c.closed_at.is_(None))
    change = sa.update(SUBJECT).where(SUBJECT.c.id == sa.bindparam("shop")).values(card=sa.bindparam("new"))
    for some in _parts([_card(row) for row in op.get_bind().execute(query)]):
        op.get_bind().execute(change, some)


def _card(row: Any) -> dict[str, Any]:
    last: datetime = row.confirmed_at or row.claimed_at
    aware = last if last.tzinfo else last.replace(tzinfo=UTC)
    return {"shop": row.id, "new": {**(row.card or {}), "confirmed": aware.isoformat()}}


def _parts(rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def downgrade() -> None:
    """A card may say more than is asked of it."""
