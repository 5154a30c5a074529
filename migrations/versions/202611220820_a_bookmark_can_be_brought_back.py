"""A bookmark can be brought back for a day after it was removed."""

import sqlalchemy as sa
from alembic import op

revision = "202611220820"
down_revision = "202611220720"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bookmark", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("bookmark", "removed_at")
