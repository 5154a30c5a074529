"""Claims of shops are proved by documents, for seven days."""

import sqlalchemy as sa
from alembic import op

revision = "202611221554"
down_revision = "202611221548"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLE = "shop_claim_proof"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("claim_id", NUMBER, nullable=False),
        sa.Column("file_id", NUMBER, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["shop_claim.id"], name=op.f(f"fk_{TABLE}_claim_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f(f"fk_{TABLE}_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("public_id", name=op.f(f"uq_{TABLE}_public_id")),
    )
    for column in ("claim_id", "file_id", "created_at"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])


def downgrade() -> None:
    op.drop_table(TABLE)
