"""People propose shops that are missing."""

import sqlalchemy as sa
from alembic import op

revision = "202611221336"
down_revision = "202611221329"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    table = "shop_proposal"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("street", sa.String(length=160), nullable=False),
        sa.Column("town", sa.String(length=200), nullable=False),
        sa.Column("place_id", NUMBER, nullable=True),
        sa.Column("website", sa.String(length=500), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("user_id", NUMBER, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=True),
        sa.CheckConstraint("state IN ('open', 'asked', 'entered', 'declined')", name=op.f("ck_shop_proposal_state")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_shop_proposal_place_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_shop_proposal_user_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_proposal")),
        sa.UniqueConstraint("public_id", name=op.f("uq_shop_proposal_public_id")),
    )
    op.create_index("ix_shop_proposal_state", table, ["state", "created_at"])
    op.create_index(op.f("ix_shop_proposal_place_id"), table, ["place_id"])
    op.create_index(op.f("ix_shop_proposal_user_id"), table, ["user_id"])


def downgrade() -> None:
    op.drop_table("shop_proposal")
