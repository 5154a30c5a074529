"""People wish for talks and vote for what others wish."""

import sqlalchemy as sa
from alembic import op

revision = "202611221045"
down_revision = "202611221030"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "webtalk_wish",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=160), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("author_id", NUMBER, nullable=True),
        sa.Column("webtalk_id", NUMBER, nullable=True),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name=op.f("fk_webtalk_wish_author_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["webtalk_id"], ["webtalk.id"], name=op.f("fk_webtalk_wish_webtalk_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_wish")),
        sa.UniqueConstraint("public_id", name=op.f("uq_webtalk_wish_public_id")),
    )
    op.create_index(op.f("ix_webtalk_wish_author_id"), "webtalk_wish", ["author_id"])
    op.create_index(op.f("ix_webtalk_wish_votes"), "webtalk_wish", ["votes", "id"])
    op.create_index(op.f("ix_webtalk_wish_webtalk_id"), "webtalk_wish", ["webtalk_id"])
    op.create_table(
        "webtalk_wish_vote",
        sa.Column("wish_id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_webtalk_wish_vote_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["wish_id"], ["webtalk_wish.id"], name=op.f("fk_webtalk_wish_vote_wish_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wish_id", "user_id", name=op.f("pk_webtalk_wish_vote")),
    )
    op.create_index(op.f("ix_webtalk_wish_vote_user_id"), "webtalk_wish_vote", ["user_id"])


def downgrade() -> None:
    op.drop_table("webtalk_wish_vote")
    op.drop_table("webtalk_wish")
