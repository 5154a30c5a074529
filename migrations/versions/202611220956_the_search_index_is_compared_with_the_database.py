"""The search index is compared with the database."""

import sqlalchemy as sa
from alembic import op

revision = "202611220956"
down_revision = "202611220955"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COUNTS = ("in_database", "in_index", "missing", "outdated", "superfluous", "doubled")


def upgrade() -> None:
    op.create_table(
        "index_check",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in COUNTS),
        sa.Column("is_broken", sa.Boolean(), nullable=False),
        sa.CheckConstraint("in_database >= 0 AND in_index >= 0", name=op.f("ck_index_check_counts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_index_check")),
    )
    op.create_index(op.f("ix_index_check_began_at"), "index_check", ["began_at"])


def downgrade() -> None:
    op.drop_table("index_check")
