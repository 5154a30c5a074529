"""Shops are told how often they are seen and clicked."""

import sqlalchemy as sa
from alembic import op

revision = "202611221548"
down_revision = "202611221425"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "shop_figure"
KINDS = "kind IN ('seen', 'to_shop', 'voucher', 'route', 'support')"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("shop_id", NUMBER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_shop_figure_number")),
        sa.CheckConstraint(KINDS, name=op.f("ck_shop_figure_kind")),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_shop_figure_shop_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("shop_id", "day", "kind", "way", name=op.f("pk_shop_figure")),
    )
    op.create_index("ix_shop_figure_day", TABLE, ["day"])


def downgrade() -> None:
    op.drop_table(TABLE)
