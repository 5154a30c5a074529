"""A recap holds the recording of its talk, with captions."""

import sqlalchemy as sa
from alembic import op

revision = "202611221312"
down_revision = "202611221306"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "webtalk_recap_recording"


def _points_at(column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{TABLE}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("recap_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("file_id", NUMBER, nullable=True),
        sa.Column("captions_file_id", NUMBER, nullable=True),
        sa.Column("has_captions_elsewhere", sa.Boolean(), nullable=False),
        sa.Column("transcript", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by_id", NUMBER, nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(url <> '') <> (file_id IS NOT NULL)", name=op.f(f"ck_{TABLE}_one_place")),
        _points_at("recap_id", "webtalk_recap", "CASCADE"),
        _points_at("file_id", "stored_file"),
        _points_at("captions_file_id", "stored_file"),
        _points_at("confirmed_by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("recap_id", name=op.f(f"pk_{TABLE}")),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
