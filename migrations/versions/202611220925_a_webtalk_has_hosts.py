"""A role for hosts: webtalk_host, with the talk as its scope."""

import sqlalchemy as sa
from alembic import op

revision = "202611220925"
down_revision = "202611220920"
branch_labels = None
depends_on = None

ROLES = "'admin', 'moderator', 'org_admin', 'org_editor', 'org_member'"


def upgrade() -> None:
    _let_be(f"role IN ({ROLES}, 'webtalk_host')")


def downgrade() -> None:
    op.execute("DELETE FROM \"grant\" WHERE role = 'webtalk_host'")
    _let_be(f"role IN ({ROLES})")


def _let_be(condition: str) -> None:
    """SQLite writes the table anew; what it does not tell of its checks and partial indexes is said here."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f("ck_grant_role"), "grant", type_="check")
        op.create_check_constraint(op.f("ck_grant_role"), "grant", condition)
        return
    with op.batch_alter_table("grant", copy_from=_table(condition), recreate="always"):
        pass


def _table(condition: str) -> sa.Table:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    table = sa.Table(
        "grant",
        sa.MetaData(),
        sa.Column("id", number, nullable=False),
        sa.Column("user_id", number, nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("scope_id", number, nullable=True),
        sa.Column("granted_by_id", number, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(role IN ('admin', 'moderator')) = (scope_id IS NULL)", name=op.f("ck_grant_scope")),
        sa.CheckConstraint(condition, name=op.f("ck_grant_role")),
        sa.ForeignKeyConstraint(["granted_by_id"], ["user.id"], name=op.f("fk_grant_granted_by_id")),
        sa.ForeignKeyConstraint(["scope_id"], ["subject.id"], name=op.f("fk_grant_scope_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_grant_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant")),
    )
    sa.Index("ix_grant_scope_id", table.c.scope_id, table.c.role)
    for name, column, where in (
        ("uq_grant_scope", table.c.scope_id, "scope_id IS NOT NULL"),
        ("uq_grant_site", table.c.role, "scope_id IS NULL"),
    ):
        sa.Index(name, table.c.user_id, column, unique=True, sqlite_where=sa.text(where))
    return table
