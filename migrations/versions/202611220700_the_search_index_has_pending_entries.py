"""The search index has pending entries: subjects whose place in the index is out of date."""

import sqlalchemy as sa
from alembic import op

revision = "202611220700"
down_revision = "202611220650"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "index_pending",
        sa.Column("id", BIG, primary_key=True, nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
    )
    op.create_index("ix_index_pending_done_at", "index_pending", ["done_at", "id"])


def downgrade() -> None:
    op.drop_table("index_pending")
