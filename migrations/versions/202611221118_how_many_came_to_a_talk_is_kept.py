"""How many came to a talk stays when the names go."""

import sqlalchemy as sa
from alembic import op

revision = "202611221118"
down_revision = "202611221045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("webtalk", sa.Column("attended_count", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("webtalk", "attended_count")
