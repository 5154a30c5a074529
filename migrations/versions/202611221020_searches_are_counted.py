"""Searches and clicks are counted by day; what is often missed is listed."""

import sqlalchemy as sa
from alembic import op

revision = "202611221020"
down_revision = "202611221010"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "search_count",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "name", name=op.f("pk_search_count")),
    )
    op.create_table(
        "missing_text",
        sa.Column("id", BIG, primary_key=True, nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("text", sa.String(80), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("is_settled", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("key", name=op.f("uq_missing_text_key")),
    )
    op.create_index(op.f("ix_missing_text_last_day"), "missing_text", ["last_day"])


def downgrade() -> None:
    op.drop_table("missing_text")
    op.drop_table("search_count")
