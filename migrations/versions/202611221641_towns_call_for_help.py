"""Campaigns: a town calls for help for its shops for a time."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611221641"
down_revision = "202611221634"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def _points_at(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("occasion", sa.String(length=10), nullable=False),
        sa.Column("covers", sa.String(length=10), nullable=False),
        sa.Column("helps", JSON, nullable=False),
        sa.Column("story_md", sa.Text(), nullable=False),
        sa.Column("story_html", sa.Text(), nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(length=300), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=True),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("stopped_at", MOMENT, nullable=True),
        sa.Column("stopped_by", sa.String(length=10), nullable=False),
        sa.Column("stop_reason", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("picture_id", NUMBER, nullable=True),
        sa.CheckConstraint("occasion IN ('flood', 'works', 'closure', 'other')", name=op.f("ck_campaign_occasion")),
        sa.CheckConstraint("covers IN ('town', 'chosen')", name=op.f("ck_campaign_covers")),
        sa.CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name=op.f("ck_campaign_both_times")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_campaign_order")),
        sa.CheckConstraint(
            "stopped_by IN ('', 'city', 'staff') AND (stopped_at IS NULL) = (stopped_by = '')",
            name=op.f("ck_campaign_stop"),
        ),
        _points_at("campaign", "id", "subject", "CASCADE"),
        _points_at("campaign", "picture_id", "attachment", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    for column in ("ends_at", "starts_at", "picture_id"):
        op.create_index(f"ix_campaign_{column}", "campaign", [column])
    op.create_table(
        "campaign_shop",
        sa.Column("campaign_id", NUMBER, nullable=False),
        sa.Column("shop_id", NUMBER, nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("shares_sum", sa.Boolean(), nullable=False),
        sa.Column("left_at", MOMENT, nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        _points_at("campaign_shop", "campaign_id", "campaign", "CASCADE"),
        _points_at("campaign_shop", "shop_id", "shop", "CASCADE"),
        sa.PrimaryKeyConstraint("campaign_id", "shop_id", name=op.f("pk_campaign_shop")),
    )
    op.create_index(op.f("ix_campaign_shop_shop_id"), "campaign_shop", ["shop_id"])
    op.create_table(
        "campaign_voice",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("campaign_id", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("picture_id", NUMBER, nullable=True),
        sa.Column("agreed_at", MOMENT, nullable=False),
        sa.CheckConstraint("kind IN ('face', 'partner')", name=op.f("ck_campaign_voice_kind")),
        _points_at("campaign_voice", "campaign_id", "campaign", "CASCADE"),
        _points_at("campaign_voice", "picture_id", "attachment", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_voice")),
    )
    op.create_index("ix_campaign_voice_campaign_id", "campaign_voice", ["campaign_id", "position"])
    op.create_index(op.f("ix_campaign_voice_picture_id"), "campaign_voice", ["picture_id"])


def downgrade() -> None:
    op.drop_table("campaign_voice")
    op.drop_table("campaign_shop")
    op.drop_table("campaign")
