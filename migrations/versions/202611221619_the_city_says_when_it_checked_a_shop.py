"""The city says when it checked a shop."""

import sqlalchemy as sa
from alembic import op

revision = "202611221619"
down_revision = "202611221617"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("shop", sa.Column("checked_by_city_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE shop SET checked_by_city_at = confirmed_at WHERE confirmed_by = 'city'")


def downgrade() -> None:
    op.drop_column("shop", "checked_by_city_at")
