"""Buyer and shop agree that a part of a voucher goes back."""

import sqlalchemy as sa
from alembic import op

revision = "202611221606"
down_revision = "202611221555"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "voucher_return"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("order_id", NUMBER, nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.CheckConstraint("asked_by IN ('buyer', 'shop')", name=op.f("ck_voucher_return_asked_by")),
        sa.CheckConstraint("state IN ('open', 'agreed', 'ended')", name=op.f("ck_voucher_return_state")),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_voucher_return_amount")),
        sa.ForeignKeyConstraint(["order_id"], ["support_order.id"], name=op.f("fk_voucher_return_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_return")),
    )
    op.create_index("ix_voucher_return_order_id", TABLE, ["order_id", "state"])


def downgrade() -> None:
    op.drop_table(TABLE)
