"""Hosts ask short polls during a talk."""

import sqlalchemy as sa
from alembic import op

revision = "202611221247"
down_revision = "202611221236"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GUEST, MEMBER, OPEN = sa.text("user_id IS NULL"), sa.text("user_id IS NOT NULL"), sa.text("state = 'open'")


def _points_at(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")


def _once(name: str, columns: list[str], table: str, where: sa.TextClause) -> None:
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    _create_polls()
    _create_options()
    _create_ballots()
    _create_picks()


def _create_polls() -> None:
    table = "webtalk_poll"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("webtalk_id", NUMBER, nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("is_multiple", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("shown", sa.String(length=8), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name=op.f("ck_webtalk_poll_state")),
        sa.CheckConstraint("shown IN ('', 'screen', 'phones')", name=op.f("ck_webtalk_poll_shown")),
        sa.CheckConstraint("state <> 'draft' OR shown = ''", name=op.f("ck_webtalk_poll_draft_is_not_shown")),
        sa.CheckConstraint("voters >= 0", name=op.f("ck_webtalk_poll_voters")),
        _points_at(table, "webtalk_id", "webtalk"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_poll")),
        sa.UniqueConstraint("public_id", name=op.f("uq_webtalk_poll_public_id")),
    )
    op.create_index(op.f("ix_webtalk_poll_webtalk_id"), table, ["webtalk_id"])
    _once("uq_webtalk_poll_open", ["webtalk_id"], table, OPEN)


def _create_options() -> None:
    table = "webtalk_poll_option"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("poll_id", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.CheckConstraint("votes >= 0", name=op.f("ck_webtalk_poll_option_votes")),
        _points_at(table, "poll_id", "webtalk_poll"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_poll_option")),
        sa.UniqueConstraint("poll_id", "position", name=op.f("uq_webtalk_poll_option_poll_id_position")),
    )


def _create_ballots() -> None:
    table = "webtalk_poll_ballot"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("poll_id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=True),
        sa.Column("registration_id", NUMBER, nullable=True),
        sa.CheckConstraint(
            "(user_id IS NULL) <> (registration_id IS NULL)", name=op.f("ck_webtalk_poll_ballot_one_person")
        ),
        _points_at(table, "poll_id", "webtalk_poll"),
        _points_at(table, "user_id", "user"),
        _points_at(table, "registration_id", "webtalk_registration"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_poll_ballot")),
    )
    op.create_index(op.f("ix_webtalk_poll_ballot_user_id"), table, ["user_id"])
    op.create_index(op.f("ix_webtalk_poll_ballot_registration_id"), table, ["registration_id"])
    _once("uq_webtalk_poll_ballot_member", ["poll_id", "user_id"], table, MEMBER)
    _once("uq_webtalk_poll_ballot_guest", ["poll_id", "registration_id"], table, GUEST)


def _create_picks() -> None:
    table = "webtalk_poll_pick"
    op.create_table(
        table,
        sa.Column("ballot_id", NUMBER, nullable=False),
        sa.Column("option_id", NUMBER, nullable=False),
        _points_at(table, "ballot_id", "webtalk_poll_ballot"),
        _points_at(table, "option_id", "webtalk_poll_option"),
        sa.PrimaryKeyConstraint("ballot_id", "option_id", name=op.f("pk_webtalk_poll_pick")),
    )
    op.create_index(op.f("ix_webtalk_poll_pick_option_id"), table, ["option_id"])


def downgrade() -> None:
    for table in ("webtalk_poll_pick", "webtalk_poll_ballot", "webtalk_poll_option", "webtalk_poll"):
        op.drop_table(table)
