"""People say that an entry is their shop."""

import sqlalchemy as sa
from alembic import op

revision = "202611221425"
down_revision = "202611221420"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "shop_claim"


def _points_at(column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{TABLE}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("shop_id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("token_id", NUMBER, nullable=True),
        sa.Column("printed_at", MOMENT, nullable=True),
        sa.Column("proved_at", MOMENT, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.Column("decided_by_id", NUMBER, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.CheckConstraint("way IN ('domain', 'letter', 'staff')", name=op.f("ck_shop_claim_way")),
        sa.CheckConstraint("state IN ('open', 'granted', 'refused')", name=op.f("ck_shop_claim_state")),
        _points_at("shop_id", "shop", "CASCADE"),
        _points_at("user_id", "user", "CASCADE"),
        _points_at("decided_by_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_claim")),
        sa.UniqueConstraint("public_id", name=op.f("uq_shop_claim_public_id")),
    )
    op.create_index("ix_shop_claim_state", TABLE, ["state", "id"])
    op.create_index("ix_shop_claim_shop_id", TABLE, ["shop_id", "state"])
    op.create_index(op.f("ix_shop_claim_user_id"), TABLE, ["user_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
