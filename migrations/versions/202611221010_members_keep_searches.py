"""Members keep searches, and what they find is noted."""

import sqlalchemy as sa
from alembic import op

revision = "202611221010"
down_revision = "202611220956"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", BIG, primary_key=True, nullable=False),
        sa.Column("public_id", sa.String(10), nullable=False),
        sa.Column("user_id", BIG, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("address", sa.String(2000), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_saved_search_user_id"), ondelete="CASCADE"),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_search_public_id")),
        sa.UniqueConstraint("user_id", "address", name=op.f("uq_saved_search_user_id")),
    )
    op.create_index(op.f("ix_saved_search_changed_at"), "saved_search", ["changed_at"])
    op.create_table(
        "saved_search_hit",
        sa.Column("search_id", BIG, nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("found_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["search_id"], ["saved_search.id"], name=op.f("fk_saved_search_hit_search_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_saved_search_hit_subject_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("search_id", "subject_id", name=op.f("pk_saved_search_hit")),
    )
    op.create_index(op.f("ix_saved_search_hit_found_at"), "saved_search_hit", ["found_at"])
    op.create_index(op.f("ix_saved_search_hit_subject_id"), "saved_search_hit", ["subject_id"])


def downgrade() -> None:
    op.drop_table("saved_search_hit")
    op.drop_table("saved_search")
