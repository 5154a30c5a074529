"""People ask during talks, and vote for what others ask."""

import sqlalchemy as sa
from alembic import op

revision = "202611221119"
down_revision = "202611221118"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GUEST, MEMBER, NOW = sa.text("user_id IS NULL"), sa.text("user_id IS NOT NULL"), sa.text("state = 'now'")


def _points_at(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=ondelete)


def _once(name: str, columns: list[str], table: str, where: sa.TextClause) -> None:
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def upgrade() -> None:
    op.create_table(
        "webtalk_live",
        sa.Column("webtalk_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _points_at("webtalk_live", "webtalk_id", "webtalk", "CASCADE"),
        sa.PrimaryKeyConstraint("webtalk_id", name=op.f("pk_webtalk_live")),
    )
    _create_questions()
    _create_votes()


def _create_questions() -> None:
    table = "webtalk_question"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("webtalk_id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=True),
        sa.Column("registration_id", NUMBER, nullable=True),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'listed', 'now', 'answered', 'hidden')", name=op.f("ck_webtalk_question_state")
        ),
        sa.CheckConstraint("votes >= 0", name=op.f("ck_webtalk_question_votes")),
        _points_at(table, "webtalk_id", "webtalk", "CASCADE"),
        _points_at(table, "user_id", "user", "SET NULL"),
        _points_at(table, "registration_id", "webtalk_registration", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_webtalk_question_public_id")),
    )
    op.create_index("ix_webtalk_question_webtalk_id", table, ["webtalk_id", "votes", "id"])
    op.create_index(op.f("ix_webtalk_question_user_id"), table, ["user_id"])
    op.create_index(op.f("ix_webtalk_question_registration_id"), table, ["registration_id"])
    _once("uq_webtalk_question_now", ["webtalk_id"], table, NOW)


def _create_votes() -> None:
    table = "webtalk_question_vote"
    op.create_table(
        table,
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("question_id", NUMBER, nullable=False),
        sa.Column("user_id", NUMBER, nullable=True),
        sa.Column("registration_id", NUMBER, nullable=True),
        sa.CheckConstraint(
            "(user_id IS NULL) <> (registration_id IS NULL)", name=op.f("ck_webtalk_question_vote_one_person")
        ),
        _points_at(table, "question_id", "webtalk_question", "CASCADE"),
        _points_at(table, "user_id", "user", "CASCADE"),
        _points_at(table, "registration_id", "webtalk_registration", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_question_vote")),
    )
    op.create_index(op.f("ix_webtalk_question_vote_user_id"), table, ["user_id"])
    op.create_index(op.f("ix_webtalk_question_vote_registration_id"), table, ["registration_id"])
    _once("uq_webtalk_question_vote_member", ["question_id", "user_id"], table, MEMBER)
    _once("uq_webtalk_question_vote_guest", ["question_id", "registration_id"], table, GUEST)


def downgrade() -> None:
    for table in ("webtalk_question_vote", "webtalk_question", "webtalk_live"):
        op.drop_table(table)
