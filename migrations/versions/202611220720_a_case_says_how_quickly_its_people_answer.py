"""A case says how quickly its people answer: the median, kept so that its page need not count."""

import sqlalchemy as sa
from alembic import op

revision = "202611220720"
down_revision = "202611220710"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_study", sa.Column("answer_hours", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("case_study", "answer_hours")
