"""A person may be found: an entry in the search, as far as the profile allows."""

import sqlalchemy as sa
from alembic import op

revision = "202611221021"
down_revision = "202611221020"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "person_entry",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_person_entry_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_person_entry_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_entry")),
        sa.UniqueConstraint("user_id", name=op.f("uq_person_entry_user_id")),
    )


def downgrade() -> None:
    op.drop_table("person_entry")
