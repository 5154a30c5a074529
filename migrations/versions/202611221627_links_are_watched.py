"""Links of shops are watched."""

import sqlalchemy as sa
from alembic import op

revision = "202611221627"
down_revision = "202611221623"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "outward_link"
OUTCOMES = "outcome IN ('', 'alive', 'gone', 'silent', 'barred', 'unsure')"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=True),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_failed_on", sa.Date(), nullable=True),
        sa.Column("dead_at", MOMENT, nullable=True),
        sa.CheckConstraint(OUTCOMES, name=op.f("ck_outward_link_outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outward_link")),
        sa.UniqueConstraint("url", name=op.f("uq_outward_link_url")),
    )
    op.create_index("ix_outward_link_next_at", TABLE, ["next_at", "id"])
    op.create_index("ix_outward_link_asked_at", TABLE, ["asked_at"])


def downgrade() -> None:
    op.drop_table(TABLE)
