"""The text of documents is kept page by page."""

import sqlalchemy as sa
from alembic import op

revision = "202611220942"
down_revision = "202611220941"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "file_reading",
        sa.Column("file_id", NUMBER, nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reader", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'read', 'empty', 'partly', 'locked', 'unreadable')",
            name=op.f("ck_file_reading_state"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_file.id"], name=op.f("fk_file_reading_file_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_file_reading")),
    )
    op.create_table(
        "file_page",
        sa.Column("file_id", NUMBER, nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_file_page_file_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("file_id", "page", name=op.f("pk_file_page")),
    )


def downgrade() -> None:
    op.drop_table("file_page")
    op.drop_table("file_reading")
