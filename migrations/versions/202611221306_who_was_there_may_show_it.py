"""Who was there may show it: certificates with a code."""

import sqlalchemy as sa
from alembic import op

revision = "202611221306"
down_revision = "202611221302"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "webtalk_certificate",
        sa.Column("registration_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["webtalk_registration.id"],
            name=op.f("fk_webtalk_certificate_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_webtalk_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_webtalk_certificate_code")),
    )


def downgrade() -> None:
    op.drop_table("webtalk_certificate")
