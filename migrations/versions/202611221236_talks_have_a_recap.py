"""Talks have a recap: what stays of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611221236"
down_revision = "202611221230"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _points_at(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")


def upgrade() -> None:
    for name in ("recap_at", "recap_asked_at"):
        op.add_column("webtalk", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    table = "webtalk_recap"
    op.create_table(
        table,
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("webtalk_id", NUMBER, nullable=False),
        sa.Column("statements", JSON, nullable=False),
        sa.Column("text_md", sa.Text(), nullable=False),
        sa.Column("text_html", sa.Text(), nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column("is_hidden_with_talk", sa.Boolean(), nullable=False),
        _points_at(table, "id", "subject"),
        _points_at(table, "webtalk_id", "webtalk"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("webtalk_id", name=op.f(f"uq_{table}_webtalk_id")),
    )
    table = "webtalk_recap_answer"
    op.create_table(
        table,
        sa.Column("question_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("recap_id", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        _points_at(table, "question_id", "webtalk_question"),
        _points_at(table, "recap_id", "webtalk_recap"),
        sa.PrimaryKeyConstraint("question_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_recap_id"), table, ["recap_id"])


def downgrade() -> None:
    for table in ("webtalk_recap_answer", "webtalk_recap"):
        op.drop_table(table)
    for name in ("recap_asked_at", "recap_at"):
        op.drop_column("webtalk", name)
