"""The city walks from shop to shop."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "202611221700"
down_revision = "202611221654"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)
TABLE = "shop_check"


def _points_at(column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{TABLE}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("shop_id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("said", JSON, nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("done_at", MOMENT, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('right', 'changed', 'closed', 'missing', 'photo')", name=op.f("ck_shop_check_kind")
        ),
        sa.CheckConstraint("state IN ('done', 'noted', 'undone')", name=op.f("ck_shop_check_state")),
        _points_at("shop_id", "shop", "CASCADE"),
        _points_at("user_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_check")),
        sa.UniqueConstraint("key", name=op.f("uq_shop_check_key")),
    )
    op.create_index("ix_shop_check_shop_id", TABLE, ["shop_id", "id"])
    op.create_index("ix_shop_check_created_at", TABLE, ["created_at"])
    op.create_index(op.f("ix_shop_check_user_id"), TABLE, ["user_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
