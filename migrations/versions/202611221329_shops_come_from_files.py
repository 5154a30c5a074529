"""Entries somebody had taken away, and rows of imports that may be shops we have."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "202611221329"
down_revision = "202611221325"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _points_at(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "shop_tombstone",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("shop_id", NUMBER, nullable=True),
        _text("source", 60),
        _text("external_id", 200),
        _text("name_key", 200),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        _points_at("shop_tombstone", "shop_id", "shop", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_tombstone")),
    )
    op.create_index("ix_shop_tombstone_source", "shop_tombstone", ["source", "external_id"])
    op.create_index("ix_shop_tombstone_shop_id", "shop_tombstone", ["shop_id"])
    _create_twins()


def _create_twins() -> None:
    table = "shop_twin"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        _text("public_id", 16),
        sa.Column("shop_id", NUMBER, nullable=False),
        _text("source", 60),
        _text("external_id", 200),
        _text("name", 300),
        _text("url", 1000),
        _text("licence", 100),
        _text("licence_url", 500),
        _text("reason", 300),
        sa.Column("data", JSON, nullable=False),
        _text("decision", 10),
        sa.Column("decided_by_id", NUMBER, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("decision IN ('', 'same', 'other')", name=op.f("ck_shop_twin_decision")),
        _points_at(table, "shop_id", "shop", "CASCADE"),
        _points_at(table, "decided_by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_twin")),
        sa.UniqueConstraint("public_id", name=op.f("uq_shop_twin_public_id")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_shop_twin_source_external_id")),
    )
    op.create_index("ix_shop_twin_decision", table, ["decision", "id"])
    op.create_index(op.f("ix_shop_twin_shop_id"), table, ["shop_id"])


def downgrade() -> None:
    op.drop_table("shop_twin")
    op.drop_table("shop_tombstone")
