"""Shops are asked once a quarter whether their entry is right."""

import sqlalchemy as sa
from alembic import op

revision = "202611221617"
down_revision = "202611221609"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f(f"fk_{table}_user_id"), ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "shop_letter",
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("quarter", sa.String(length=6), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _of_person("shop_letter"),
        sa.PrimaryKeyConstraint("user_id", "quarter", name=op.f("pk_shop_letter")),
    )
    op.create_table(
        "shop_letter_refusal",
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        _of_person("shop_letter_refusal"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_shop_letter_refusal")),
    )


def downgrade() -> None:
    op.drop_table("shop_letter_refusal")
    op.drop_table("shop_letter")
