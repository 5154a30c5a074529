"""An organisation may ask for a second person; a draft knows who has handed it in for review."""

import sqlalchemy as sa
from alembic import op

revision = "202611220950"
down_revision = "202611220942"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("organisation", sa.Column("four_eyes", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("draft") as draft:
        draft.add_column(sa.Column("handed_in_by_id", ID, nullable=True))
        draft.add_column(sa.Column("handed_in_at", sa.DateTime(timezone=True), nullable=True))
        draft.create_foreign_key(op.f("fk_draft_handed_in_by_id_user"), "user", ["handed_in_by_id"], ["id"])
    op.execute(
        "UPDATE draft SET handed_in_at = changed_at, handed_in_by_id = changed_by_id"
        " WHERE subject_id IN (SELECT id FROM subject WHERE state = 'review')"
    )


def downgrade() -> None:
    with op.batch_alter_table("draft") as draft:
        draft.drop_constraint(op.f("fk_draft_handed_in_by_id_user"), type_="foreignkey")
        draft.drop_column("handed_in_at")
        draft.drop_column("handed_in_by_id")
    op.drop_column("organisation", "four_eyes")
