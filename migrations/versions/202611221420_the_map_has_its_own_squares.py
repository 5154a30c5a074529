"""The squares of the map stand in its own copy of the shops alone."""

import sqlalchemy as sa
from alembic import op

revision = "202611221420"
down_revision = "202611221336"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ZOOMS = (6, 8, 10, 12, 14, 16)


def upgrade() -> None:
    for zoom in ZOOMS:
        op.drop_index(f"ix_shop_cell_z{zoom}", "shop")
        op.drop_column("shop", f"cell_z{zoom}")


def downgrade() -> None:
    for zoom in ZOOMS:
        op.add_column("shop", sa.Column(f"cell_z{zoom}", NUMBER, nullable=True))
        op.create_index(f"ix_shop_cell_z{zoom}", "shop", [f"cell_z{zoom}"])
