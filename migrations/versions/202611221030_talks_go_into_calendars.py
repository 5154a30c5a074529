"""Letters carry calendar entries; members subscribe to a calendar of their own."""

import sqlalchemy as sa
from alembic import op

revision = "202611221030"
down_revision = "202611221021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("letter", sa.Column("calendar", sa.Text(), nullable=False, server_default=""))
    op.add_column("webtalk", sa.Column("reminded", sa.String(length=40), nullable=False, server_default=""))
    op.create_table(
        "webtalk_calendar",
        sa.Column("user_id", NUMBER, nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_webtalk_calendar_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_webtalk_calendar")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_webtalk_calendar_secret_hash")),
    )


def downgrade() -> None:
    op.drop_table("webtalk_calendar")
    op.drop_column("webtalk", "reminded")
    op.drop_column("letter", "calendar")
