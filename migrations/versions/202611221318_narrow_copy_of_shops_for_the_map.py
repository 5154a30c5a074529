"""A narrow copy of the public shops, so that the map counts 100,000 of them in time."""

import sqlalchemy as sa
from alembic import op

revision = "202611221318"
down_revision = "202611221312"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WIDE, NARROW = (6, 8, 10), (12, 14, 16)


def upgrade() -> None:
    op.create_table(
        "shop_spot",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("wheelchair", sa.String(length=10), nullable=False),
        sa.Column("place_id", NUMBER, nullable=True),
        *(sa.Column(f"cell_z{zoom}", NUMBER, nullable=False) for zoom in WIDE + NARROW),
        sa.ForeignKeyConstraint(["id"], ["shop.id"], name=op.f("fk_shop_spot_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_shop_spot_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_spot")),
    )
    for zoom in WIDE:
        columns = [f"cell_z{zoom}", "category", "wheelchair", "lat", "lon", "id"]
        op.create_index(f"ix_shop_spot_z{zoom}", "shop_spot", columns)
    for zoom in NARROW:
        op.create_index(f"ix_shop_spot_z{zoom}", "shop_spot", [f"cell_z{zoom}"])
    op.create_index("ix_shop_spot_place_id", "shop_spot", ["place_id"])


def downgrade() -> None:
    op.drop_table("shop_spot")
