"""The beginning of a place's name is found in an index: names sort by bytes, whatever language the server speaks."""

import sqlalchemy as sa
from alembic import op

revision = "202611220710"
down_revision = "202611220700"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("place", "folded", type_=sa.String(120, collation="C"))
    op.drop_index("ix_place_folded", "place")
    op.create_index("ix_place_folded", "place", ["level", "folded"])


def downgrade() -> None:
    op.drop_index("ix_place_folded", "place")
    op.create_index("ix_place_folded", "place", ["folded"])
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("place", "folded", type_=sa.String(120, collation="default"))
