"""A shop may offer several vouchers or campaigns, in its own order; an order remembers which one was meant."""

import sqlalchemy as sa
from alembic import op

revision = "202611221555"
down_revision = "202611221554"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ONE_OF_EACH = "uq_support_option_shop_id_kind"
KINDS = ("direct", "voucher", "paypal", "crowdfunding", "voucher_partner", "online_shop", "delivery", "hands")


def upgrade() -> None:
    with op.batch_alter_table("support_option", copy_from=_options()) as table:
        table.add_column(sa.Column("title", sa.String(length=60), nullable=False, server_default=""))
        table.add_column(sa.Column("place", sa.Integer(), nullable=False, server_default="0"))
        table.drop_constraint(op.f(ONE_OF_EACH), type_="unique")
        table.create_index("ix_support_option_shop_id", ["shop_id", "place"])
    for place, kind in enumerate(KINDS):
        op.execute(
            sa.text("UPDATE support_option SET place = :place WHERE kind = :kind").bindparams(place=place, kind=kind)
        )
    op.add_column("support_order", sa.Column("title", sa.String(length=60), nullable=False, server_default=""))
    op.add_column("support_order", sa.Column("tax", sa.String(length=10), nullable=False, server_default=""))
    op.execute(
        "UPDATE support_order SET tax = coalesce((SELECT tax FROM support_option WHERE kind = 'voucher'"
        " AND support_option.shop_id = support_order.shop_id), '') WHERE kind = 'voucher'"
    )


def downgrade() -> None:
    op.drop_column("support_order", "tax")
    op.drop_column("support_order", "title")
    op.execute("DELETE FROM support_option WHERE id NOT IN (SELECT min(id) FROM support_option GROUP BY shop_id, kind)")
    op.drop_index("ix_support_option_shop_id", "support_option")
    with op.batch_alter_table("support_option", copy_from=_options(extended=True)) as table:
        table.drop_column("place")
        table.drop_column("title")
        table.create_unique_constraint(op.f(ONE_OF_EACH), ["shop_id", "kind"])


def _options(extended: bool = False) -> sa.Table:
    """What SQLite does not tell of its checks is said here."""
    more = [sa.Column("title", sa.String(length=60)), sa.Column("place", sa.Integer())] if extended else []
    unique = [] if extended else [sa.UniqueConstraint("shop_id", "kind", name=op.f(ONE_OF_EACH))]
    return sa.Table(
        "support_option",
        sa.MetaData(),
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("shop_id", NUMBER, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("has_wall", sa.Boolean(), nullable=False),
        sa.Column("least_cents", sa.BigInteger(), nullable=False),
        sa.Column("most_cents", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.String(length=10), nullable=False),
        sa.Column("clicks", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *more,
        sa.CheckConstraint("least_cents > 0 AND most_cents >= least_cents", name=op.f("ck_support_option_limits")),
        sa.CheckConstraint("tax IN ('', 'single', 'multi')", name=op.f("ck_support_option_tax")),
        sa.ForeignKeyConstraint(["shop_id"], ["shop.id"], name=op.f("fk_support_option_shop_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_option")),
        *unique,
    )
