"""People are told of a recording before they come in, and what they say is kept."""

import sqlalchemy as sa
from alembic import op

revision = "202611221302"
down_revision = "202611221300"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NOW = sa.text("until_at IS NULL")


def _points_at(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    table = "webtalk_recording_notice"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("webtalk_id", NUMBER, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("consented_count", sa.Integer(), nullable=True),
        _points_at(table, "webtalk_id", "webtalk", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_webtalk_recording_notice_webtalk_id", table, ["webtalk_id", "id"])
    one = {"unique": True, "sqlite_where": NOW, "postgresql_where": NOW}
    op.create_index("uq_webtalk_recording_notice_now", table, ["webtalk_id"], **one)
    _create_consents("webtalk_recording_consent")


def _create_consents(table: str) -> None:
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("notice_id", NUMBER, nullable=False),
        sa.Column("seat_hash", sa.String(length=64), nullable=False),
        sa.Column("registration_id", NUMBER, nullable=True),
        sa.Column("user_id", NUMBER, nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("answer", sa.String(length=4), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("answer IN ('yes', 'no', 'none')", name=op.f(f"ck_{table}_answer")),
        _points_at(table, "notice_id", "webtalk_recording_notice", "CASCADE"),
        _points_at(table, "registration_id", "webtalk_registration", "SET NULL"),
        _points_at(table, "user_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("notice_id", "seat_hash", name=op.f(f"uq_{table}_notice_id_seat_hash")),
    )
    op.create_index(op.f(f"ix_{table}_registration_id"), table, ["registration_id"])
    op.create_index(op.f(f"ix_{table}_user_id"), table, ["user_id"])


def downgrade() -> None:
    for table in ("webtalk_recording_consent", "webtalk_recording_notice"):
        op.drop_table(table)
