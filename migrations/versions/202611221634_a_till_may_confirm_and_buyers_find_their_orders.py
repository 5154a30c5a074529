"""A till may confirm a payment on the spot where the shop wants it; orders are found by their buyer's address."""

import sqlalchemy as sa
from alembic import op

revision = "202611221634"
down_revision = "202611221628"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("till", sa.Column("may_confirm", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_support_order_email", "support_order", [sa.text("lower(email)")])


def downgrade() -> None:
    op.drop_index("ix_support_order_email", "support_order")
    op.drop_column("till", "may_confirm")
