"""Staff upload lists of shops."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "202611221654"
down_revision = "202611221641"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
TABLE = "shop_upload"


def _points_at(column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{TABLE}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("user_id", NUMBER, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("source_name", sa.String(length=300), nullable=False),
        sa.Column("licence", sa.String(length=100), nullable=False),
        sa.Column("bbox", sa.String(length=100), nullable=False),
        sa.Column("file_id", NUMBER, nullable=True),
        sa.Column("report_file_id", NUMBER, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("skips_bad", sa.Boolean(), nullable=False),
        sa.Column("counts", JSON, nullable=False),
        sa.Column("lines", JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('checking', 'ready', 'taking', 'done', 'failed')", name=op.f("ck_shop_upload_state")
        ),
        _points_at("user_id", "user", "SET NULL"),
        _points_at("file_id", "stored_file"),
        _points_at("report_file_id", "stored_file"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_upload")),
        sa.UniqueConstraint("public_id", name=op.f("uq_shop_upload_public_id")),
    )
    for column in ("user_id", "file_id", "report_file_id", "created_at"):
        op.create_index(op.f(f"ix_shop_upload_{column}"), TABLE, [column])


def downgrade() -> None:
    op.drop_table(TABLE)
