"""A case takes the place of an example that a source names without facts."""

import sqlalchemy as sa
from alembic import op

revision = "202611220941"
down_revision = "202611220930"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "completion",
        sa.Column("case_id", ID, nullable=False),
        sa.Column("stub_id", ID, nullable=True),
        sa.Column("stub_title", sa.String(300), nullable=False),
        sa.Column("stub_slug", sa.String(100), nullable=False),
        sa.Column("source_name", sa.String(300), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", ID, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('begun', 'waiting', 'replaced', 'kept')", name=op.f("ck_completion_state")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_study.id"], name=op.f("fk_completion_case_id_case_study"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["stub_id"], ["case_study.id"], name=op.f("fk_completion_stub_id_case_study"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_completion_decided_by_id_user")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_completion")),
    )
    op.create_index(op.f("ix_completion_stub_id"), "completion", ["stub_id"])
    op.create_index(op.f("ix_completion_state"), "completion", ["state"])


def downgrade() -> None:
    op.drop_table("completion")
