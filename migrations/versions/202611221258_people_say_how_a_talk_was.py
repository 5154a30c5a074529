"""People say how a talk was, without their names."""

import sqlalchemy as sa
from alembic import op

revision = "202611221258"
down_revision = "202611221247"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ANSWER = "(question = 'useful' AND value BETWEEN 1 AND 5) OR (question = 'usable' AND value BETWEEN 0 AND 2)"


def _points_at(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "webtalk_feedback_sum",
        sa.Column("webtalk_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("question", sa.String(length=8), nullable=False),
        sa.Column("value", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.CheckConstraint(ANSWER, name=op.f("ck_webtalk_feedback_sum_answer")),
        sa.CheckConstraint("number >= 0", name=op.f("ck_webtalk_feedback_sum_number")),
        _points_at("webtalk_feedback_sum", "webtalk_id", "webtalk"),
        sa.PrimaryKeyConstraint("webtalk_id", "question", "value", name=op.f("pk_webtalk_feedback_sum")),
    )
    op.create_table(
        "webtalk_feedback_text",
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("webtalk_id", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _points_at("webtalk_feedback_text", "webtalk_id", "webtalk"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_webtalk_feedback_text")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_webtalk_feedback_text_webtalk_id"), "webtalk_feedback_text", ["webtalk_id"])
    op.create_table(
        "webtalk_feedback_given",
        sa.Column("registration_id", NUMBER, autoincrement=False, nullable=False),
        _points_at("webtalk_feedback_given", "registration_id", "webtalk_registration"),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_webtalk_feedback_given")),
    )


def downgrade() -> None:
    for table in ("webtalk_feedback_given", "webtalk_feedback_text", "webtalk_feedback_sum"):
        op.drop_table(table)
