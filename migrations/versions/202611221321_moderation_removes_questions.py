"""Moderation removes questions of webtalks."""

import sqlalchemy as sa
from alembic import op

revision = "202611221321"
down_revision = "202611221318"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("webtalk_question", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("webtalk_question", "removed_at")
