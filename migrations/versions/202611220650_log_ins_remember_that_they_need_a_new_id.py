"""Log-ins remember that they need a new id."""

import sqlalchemy as sa
from alembic import op

revision = "202611220650"
down_revision = "202611220600"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("session") as table:
        table.add_column(sa.Column("needs_new_id", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade():
    with op.batch_alter_table("session") as table:
        table.drop_column("needs_new_id")
