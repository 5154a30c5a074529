"""Clicks on ways to help stand among the figures of the shop: the totals so far count for the day of the last change."""

import sqlalchemy as sa
from alembic import op

revision = "202611221609"
down_revision = "202611221606"
branch_labels = None
depends_on = None

KINDS = {
    "paypal": "support",
    "crowdfunding": "support",
    "voucher_partner": "voucher",
    "online_shop": "to_shop",
    "delivery": "to_shop",
}
OPTION = sa.table(
    "support_option",
    sa.column("id", sa.BigInteger),
    sa.column("shop_id", sa.BigInteger),
    sa.column("kind", sa.String),
    sa.column("clicks", sa.Integer),
    sa.column("changed_at", sa.DateTime(timezone=True)),
)
FIGURE = sa.table(
    "shop_figure",
    sa.column("shop_id", sa.BigInteger),
    sa.column("day", sa.Date),
    sa.column("kind", sa.String),
    sa.column("way", sa.String),
    sa.column("number", sa.Integer),
)


def upgrade() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(OPTION).where(OPTION.c.clicks > 0, OPTION.c.kind.in_(KINDS))).all()
    found = [
        {"shop_id": one.shop_id, "day": one.changed_at.date(), "kind": KINDS[one.kind], "way": f"{one.kind}.{one.id}"}
        | {"number": one.clicks}
        for one in rows
    ]
    if found:
        connection.execute(sa.insert(FIGURE), found)
    op.drop_column("support_option", "clicks")


def downgrade() -> None:
    op.add_column("support_option", sa.Column("clicks", sa.Integer(), nullable=False, server_default="0"))
