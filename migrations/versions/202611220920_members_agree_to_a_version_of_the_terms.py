"""Members agree to a version of the terms of use, and a version may ask them to."""

import sqlalchemy as sa
from alembic import op

revision = "202611220920"
down_revision = "202611220820"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "accepted_terms",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_accepted_terms_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "version", name=op.f("pk_accepted_terms")),
    )
    op.add_column("page_version", sa.Column("needs_consent", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("page_version", sa.Column("note", sa.String(500), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("page_version", "note")
    op.drop_column("page_version", "needs_consent")
    op.drop_table("accepted_terms")
