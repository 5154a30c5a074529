"""A recap goes out by mail once; everybody who wants to be reminded of talks wants that mail, too, until he says no."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611221325"
down_revision = "202611221321"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
registration = sa.table("webtalk_registration", sa.column("id", sa.BigInteger), sa.column("reminders", JSON))


def upgrade() -> None:
    op.add_column("webtalk_recap", sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=True))
    _change(lambda wished: [*wished, "recap"] if wished and "recap" not in wished else wished)


def downgrade() -> None:
    _change(lambda wished: [one for one in wished if one != "recap"])
    op.drop_column("webtalk_recap", "mailed_at")


def _change(changed) -> None:  # type: ignore[no-untyped-def]
    connection = op.get_bind()
    for row in connection.execute(sa.select(registration)).all():
        if (wished := changed(row.reminders)) != row.reminders:
            connection.execute(registration.update().where(registration.c.id == row.id).values(reminders=wished))
