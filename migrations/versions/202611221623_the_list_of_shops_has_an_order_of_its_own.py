"""The map's copy of the shops holds all that are listed, and their order."""

import sqlalchemy as sa
from alembic import op

revision = "202611221623"
down_revision = "202611221619"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TABLE = "shop_spot"
ZOOMS = (6, 8, 10, 12, 14, 16)
RANK = "CASE WHEN shop.claimed_at IS NOT NULL OR shop.confirmed_at IS NOT NULL THEN 0 ELSE 1 END"
INDEXES = {
    "ix_shop_spot_place_id": ["place_id", "rank", "sort_key", "id"],
    "ix_shop_spot_listed": ["rank", "sort_key", "id", "category", "wheelchair"],
    "ix_shop_spot_named": ["sort_key", "id", "category", "wheelchair"],
    "ix_shop_spot_newest": ["published_at", "id", "category", "wheelchair"],
    "ix_shop_spot_category": ["category", "rank", "sort_key", "id", "wheelchair"],
    "ix_shop_spot_position": ["lat", "lon", "category", "wheelchair", "id"],
}


def upgrade() -> None:
    op.drop_index("ix_shop_spot_place_id", TABLE)
    with op.batch_alter_table(TABLE) as table:
        table.add_column(sa.Column("rank", sa.SmallInteger(), nullable=False, server_default="1"))
        table.add_column(sa.Column("sort_key", sa.String(length=200), nullable=False, server_default=""))
        table.add_column(sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
        for column in ("lat", "lon"):
            table.alter_column(column, existing_type=sa.Float(), nullable=True)
        for zoom in ZOOMS:
            table.alter_column(f"cell_z{zoom}", existing_type=NUMBER, nullable=True)
    op.execute(
        "INSERT INTO shop_spot (id, category, wheelchair, place_id) SELECT shop.id, category, wheelchair, place_id "
        "FROM shop JOIN subject ON subject.id = shop.id WHERE kind = 'shop' AND state = 'published' "
        "AND visibility = 'public' AND hidden_at IS NULL AND closed_at IS NULL AND lat IS NULL"
    )
    for column, value in (("rank", RANK), ("sort_key", "subject.sort_key"), ("published_at", "subject.published_at")):
        op.execute(
            f"UPDATE shop_spot SET {column} = (SELECT {value} FROM shop JOIN subject ON subject.id = shop.id "
            "WHERE shop.id = shop_spot.id)"
        )
    with op.batch_alter_table(TABLE) as table:
        table.alter_column("rank", existing_type=sa.SmallInteger(), server_default=None)
        table.alter_column("sort_key", existing_type=sa.String(length=200), server_default=None)
    for name, columns in INDEXES.items():
        op.create_index(name, TABLE, columns)
    op.drop_index("ix_shop_open", "shop")
    op.create_index("ix_shop_open", "shop", ["open_to", "open_from", "hours_confirmed_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_shop_open", "shop")
    op.create_index("ix_shop_open", "shop", ["open_to", "open_from"])
    for name in INDEXES:
        op.drop_index(name, TABLE)
    op.execute("DELETE FROM shop_spot WHERE lat IS NULL")
    with op.batch_alter_table(TABLE) as table:
        for column in ("rank", "sort_key", "published_at"):
            table.drop_column(column)
        for column in ("lat", "lon"):
            table.alter_column(column, existing_type=sa.Float(), nullable=False)
        for zoom in ZOOMS:
            table.alter_column(f"cell_z{zoom}", existing_type=NUMBER, nullable=False)
    op.create_index("ix_shop_spot_place_id", TABLE, ["place_id"])
