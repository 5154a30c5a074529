"""Shops, their events, where their entries come from, and a role for their people."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "202611221230"
down_revision = "202611221119"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
ZOOMS = (6, 8, 10, 12, 14, 16)
ROLES = "'admin', 'moderator', 'org_admin', 'org_editor', 'org_member', 'webtalk_host'"


def upgrade() -> None:
    _create_shops()
    _create_events()
    _create_helps_and_sources()
    _let_be(f"role IN ({ROLES}, 'shop_owner')")


def downgrade() -> None:
    op.execute("DELETE FROM \"grant\" WHERE role = 'shop_owner'")
    _let_be(f"role IN ({ROLES})")
    for table in ("shop_source", "shop_help", "shop_event", "shop"):
        op.drop_table(table)


def _create_shops() -> None:
    text, confirmed = sa.Text(), "({0}_at IS NULL) = ({0}_by = '') AND {0}_by IN ('', 'shop', 'city')"
    op.create_table(
        "shop",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("category", sa.String(length=30), nullable=False),
        sa.Column("story_md", text, nullable=False),
        sa.Column("story_html", text, nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column("street", sa.String(length=120), nullable=False),
        sa.Column("house_number", sa.String(length=20), nullable=False),
        sa.Column("postcode", sa.String(length=10), nullable=False),
        sa.Column("city", sa.String(length=120), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        *(sa.Column(f"cell_z{zoom}", NUMBER, nullable=True) for zoom in ZOOMS),
        sa.Column("opening_hours", text, nullable=True),
        sa.Column("hours_text", text, nullable=False),
        sa.Column("hours_confirmed_at", MOMENT, nullable=True),
        sa.Column("hours_confirmed_by", sa.String(length=10), nullable=False),
        sa.Column("open_from", MOMENT, nullable=True),
        sa.Column("open_to", MOMENT, nullable=True),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("confirmed_by", sa.String(length=10), nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=False),
        sa.Column("online_shop", sa.String(length=500), nullable=False),
        sa.Column("delivers", sa.Boolean(), nullable=False),
        sa.Column("delivery_text", text, nullable=False),
        sa.Column("wheelchair", sa.String(length=10), nullable=False),
        sa.Column("wheelchair_text", text, nullable=False),
        sa.Column("social", JSON, nullable=False),
        sa.CheckConstraint("(lat IS NULL) = (lon IS NULL)", name=op.f("ck_shop_both_degrees")),
        sa.CheckConstraint("lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name=op.f("ck_shop_degrees")),
        sa.CheckConstraint(confirmed.format("confirmed"), name=op.f("ck_shop_confirmed")),
        sa.CheckConstraint(confirmed.format("hours_confirmed"), name=op.f("ck_shop_hours_confirmed")),
        sa.CheckConstraint("(open_from IS NULL) = (open_to IS NULL)", name=op.f("ck_shop_span")),
        sa.CheckConstraint("wheelchair IN ('', 'yes', 'limited', 'no')", name=op.f("ck_shop_wheelchair")),
        _points_at("shop", "id", "subject"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop")),
    )
    op.create_index("ix_shop_category", "shop", ["category", "id"])
    op.create_index("ix_shop_position", "shop", ["lat", "lon"])
    op.create_index("ix_shop_open", "shop", ["open_to", "open_from"])
    op.create_index("ix_shop_confirmed_at", "shop", ["confirmed_at"])
    op.create_index("ix_shop_postcode", "shop", ["postcode"])
    for zoom in ZOOMS:
        op.create_index(f"ix_shop_cell_z{zoom}", "shop", [f"cell_z{zoom}"])


def _create_events() -> None:
    op.create_table(
        "shop_event",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("shop_id", NUMBER, nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_shop_event_order")),
        _points_at("shop_event", "shop_id", "shop"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_event")),
        sa.UniqueConstraint("public_id", name=op.f("uq_shop_event_public_id")),
    )
    op.create_index("ix_shop_event_shop_id", "shop_event", ["shop_id", "starts_at"])
    op.create_index("ix_shop_event_ends_at", "shop_event", ["ends_at"])


def _create_helps_and_sources() -> None:
    op.create_table(
        "shop_help",
        sa.Column("shop_id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        _points_at("shop_help", "shop_id", "shop"),
        sa.PrimaryKeyConstraint("shop_id", "kind", name=op.f("pk_shop_help")),
    )
    op.create_index("ix_shop_help_kind", "shop_help", ["kind", "shop_id"])
    op.create_table(
        "shop_source",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("shop_id", NUMBER, nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("licence", sa.String(length=100), nullable=False),
        sa.Column("licence_url", sa.String(length=500), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("imported_at", MOMENT, nullable=False),
        _points_at("shop_source", "shop_id", "shop"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_source")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_shop_source_source_external_id")),
    )
    op.create_index(op.f("ix_shop_source_shop_id"), "shop_source", ["shop_id"])


def _points_at(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")


def _let_be(condition: str) -> None:
    """SQLite writes the table anew; what it does not tell of its checks and partial indexes is said here."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_grant_role"), "grant", type_="check")
        op.create_check_constraint(op.f("ck_grant_role"), "grant", condition)
        return
    with op.batch_alter_table("grant", copy_from=_table(condition), recreate="always"):
        pass


def _table(condition: str) -> sa.Table:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    table = sa.Table(
        "grant",
        sa.MetaData(),
        sa.Column("id", number, nullable=False),
        sa.Column("user_id", number, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("scope_id", number, nullable=True),
        sa.Column("granted_by_id", number, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(role IN ('admin', 'moderator')) = (scope_id IS NULL)", name=op.f("ck_grant_scope")),
        sa.CheckConstraint(condition, name=op.f("ck_grant_role")),
        sa.ForeignKeyConstraint(["granted_by_id"], ["user.id"], name=op.f("fk_grant_granted_by_id")),
        sa.ForeignKeyConstraint(["scope_id"], ["subject.id"], name=op.f("fk_grant_scope_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_grant_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant")),
    )
    sa.Index("ix_grant_scope_id", table.c.scope_id, table.c.role)
    for name, column, where in (
        ("uq_grant_scope", table.c.scope_id, "scope_id IS NOT NULL"),
        ("uq_grant_site", table.c.role, "scope_id IS NULL"),
    ):
        sa.Index(name, table.c.user_id, column, unique=True, sqlite_where=sa.text(where))
    return table
