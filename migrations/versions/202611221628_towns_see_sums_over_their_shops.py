"""Towns see sums over their shops, quarter by quarter."""

import sqlalchemy as sa
from alembic import op

revision = "202611221628"
down_revision = "202611221627"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "town_figure"
KINDS = "kind IN ('seen', 'to_shop', 'voucher', 'route', 'support')"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("place_id", NUMBER, nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("shops", sa.Integer(), nullable=True),
        sa.CheckConstraint("(number IS NULL) = (shops IS NULL)", name=op.f("ck_town_figure_both")),
        sa.CheckConstraint(KINDS, name=op.f("ck_town_figure_kind")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_town_figure_place_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("place_id", "quarter", "kind", name=op.f("pk_town_figure")),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
