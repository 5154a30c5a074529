"""Webtalks: dated talks, their series, speakers, links, invitations and registrations."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611220930"
down_revision = "202611220925"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webtalk_series",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("rhythm", sa.String(length=10), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("starts_at_time", sa.Time(), nullable=False),
        sa.Column("length_minutes", sa.Integer(), nullable=False),
        sa.Column(
            "skipped", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(rhythm = 'monthly') = (nth IS NOT NULL)", name=op.f("ck_webtalk_series_nth_only_monthly")),
        sa.CheckConstraint("rhythm IN ('weekly', 'monthly')", name=op.f("ck_webtalk_series_rhythm")),
        sa.CheckConstraint("(ends_on IS NULL) <> (count IS NULL)", name=op.f("ck_webtalk_series_ends")),
        sa.CheckConstraint("every BETWEEN 1 AND 12", name=op.f("ck_webtalk_series_every")),
        sa.CheckConstraint("length_minutes BETWEEN 5 AND 720", name=op.f("ck_webtalk_series_length")),
        sa.CheckConstraint("nth IS NULL OR nth IN (1, 2, 3, 4, -1)", name=op.f("ck_webtalk_series_nth")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_webtalk_series_author_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["subject.id"], name=op.f("fk_webtalk_series_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_series")),
        sa.UniqueConstraint("public_id", name=op.f("uq_webtalk_series_public_id")),
    )
    with op.batch_alter_table("webtalk_series", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webtalk_series_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "webtalk",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("series_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("series_on", sa.Date(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("description_md", sa.Text(), nullable=False),
        sa.Column("description_html", sa.Text(), nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column(
            "agenda", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("taken_seats", sa.Integer(), nullable=False),
        sa.Column("waiting_count", sa.Integer(), nullable=False),
        sa.Column("admission", sa.String(length=16), nullable=False),
        sa.Column("asks_to_confirm", sa.Boolean(), nullable=False),
        sa.Column(
            "questions", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("meeting", sa.String(length=8), nullable=False),
        sa.Column("meeting_url", sa.String(length=1000), nullable=False),
        sa.Column("dial_in", sa.Text(), nullable=False),
        sa.Column("room_name", sa.String(length=120), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("moved_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "admission IN ('public', 'members', 'municipalities', 'invited')", name=op.f("ck_webtalk_admission")
        ),
        sa.CheckConstraint("meeting IN ('jitsi', 'link')", name=op.f("ck_webtalk_meeting")),
        sa.CheckConstraint("(series_id IS NULL) = (series_on IS NULL)", name=op.f("ck_webtalk_series_date")),
        sa.CheckConstraint("(starts_at IS NULL) = (ends_at IS NULL)", name=op.f("ck_webtalk_both_times")),
        sa.CheckConstraint("capacity IS NULL OR capacity BETWEEN 1 AND 10000", name=op.f("ck_webtalk_capacity")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_webtalk_order")),
        sa.CheckConstraint(
            "taken_seats >= 0 AND (capacity IS NULL OR taken_seats <= capacity)", name=op.f("ck_webtalk_seats")
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_webtalk_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["series_id"], ["webtalk_series.id"], name=op.f("fk_webtalk_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk")),
        sa.UniqueConstraint("room_name", name=op.f("uq_webtalk_room_name")),
        sa.UniqueConstraint("series_id", "series_on", name=op.f("uq_webtalk_series_id_series_on")),
    )
    with op.batch_alter_table("webtalk", schema=None) as batch_op:
        batch_op.create_index("ix_webtalk_ends_at", ["ends_at", "id"], unique=False)
        batch_op.create_index("ix_webtalk_starts_at", ["starts_at", "id"], unique=False)

    op.create_table(
        "webtalk_series_registration",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("series_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_folded", sa.String(length=254), nullable=False),
        sa.Column(
            "answers", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "user_id IS NOT NULL OR email_folded <> ''", name=op.f("ck_webtalk_series_registration_somebody")
        ),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["webtalk_series.id"],
            name=op.f("fk_webtalk_series_registration_series_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_webtalk_series_registration_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_series_registration")),
    )
    with op.batch_alter_table("webtalk_series_registration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webtalk_series_registration_user_id"), ["user_id"], unique=False)
        batch_op.create_index(
            "uq_webtalk_series_registration_guest",
            ["series_id", "email_folded"],
            unique=True,
            sqlite_where=sa.text("user_id IS NULL"),
            postgresql_where=sa.text("user_id IS NULL"),
        )
        batch_op.create_index(
            "uq_webtalk_series_registration_member",
            ["series_id", "user_id"],
            unique=True,
            sqlite_where=sa.text("user_id IS NOT NULL"),
            postgresql_where=sa.text("user_id IS NOT NULL"),
        )

    op.create_table(
        "webtalk_invitation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("webtalk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_folded", sa.String(length=254), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["webtalk_id"], ["webtalk.id"], name=op.f("fk_webtalk_invitation_webtalk_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_invitation")),
        sa.UniqueConstraint("webtalk_id", "email_folded", name=op.f("uq_webtalk_invitation_webtalk_id_email_folded")),
    )
    with op.batch_alter_table("webtalk_invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webtalk_invitation_email_folded"), ["email_folded"], unique=False)

    op.create_table(
        "webtalk_link",
        sa.Column("webtalk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_webtalk_link_subject_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["webtalk_id"], ["webtalk.id"], name=op.f("fk_webtalk_link_webtalk_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("webtalk_id", "subject_id", name=op.f("pk_webtalk_link")),
    )
    with op.batch_alter_table("webtalk_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webtalk_link_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "webtalk_registration",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("webtalk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("series_registration_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_folded", sa.String(length=254), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("ending", sa.String(length=10), nullable=False),
        sa.Column(
            "answers", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column(
            "reminders", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("offered_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attended", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "(state = 'offered') = (offered_until IS NOT NULL)", name=op.f("ck_webtalk_registration_offer_has_deadline")
        ),
        sa.CheckConstraint(
            "ending IN ('', 'self', 'host', 'lapsed', 'released')", name=op.f("ck_webtalk_registration_ending")
        ),
        sa.CheckConstraint(
            "state <> 'waiting' OR queued_at IS NOT NULL", name=op.f("ck_webtalk_registration_waiting_has_place")
        ),
        sa.CheckConstraint(
            "state IN ('registered', 'waiting', 'offered', 'cancelled')",
            name=op.f("ck_webtalk_registration_state"),
        ),
        sa.CheckConstraint("user_id IS NOT NULL OR email_folded <> ''", name=op.f("ck_webtalk_registration_somebody")),
        sa.ForeignKeyConstraint(
            ["series_registration_id"],
            ["webtalk_series_registration.id"],
            name=op.f("fk_webtalk_registration_series_registration_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_webtalk_registration_user_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["webtalk_id"], ["webtalk.id"], name=op.f("fk_webtalk_registration_webtalk_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_registration")),
        sa.UniqueConstraint("public_id", name=op.f("uq_webtalk_registration_public_id")),
    )
    with op.batch_alter_table("webtalk_registration", schema=None) as batch_op:
        batch_op.create_index("ix_webtalk_registration_offered_until", ["offered_until"], unique=False)
        batch_op.create_index("ix_webtalk_registration_queue", ["webtalk_id", "state", "queued_at", "id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_webtalk_registration_series_registration_id"), ["series_registration_id"], unique=False
        )
        batch_op.create_index("ix_webtalk_registration_user", ["user_id", "state"], unique=False)
        batch_op.create_index(
            "uq_webtalk_registration_guest",
            ["webtalk_id", "email_folded"],
            unique=True,
            sqlite_where=sa.text("user_id IS NULL"),
            postgresql_where=sa.text("user_id IS NULL"),
        )
        batch_op.create_index(
            "uq_webtalk_registration_member",
            ["webtalk_id", "user_id"],
            unique=True,
            sqlite_where=sa.text("user_id IS NOT NULL"),
            postgresql_where=sa.text("user_id IS NOT NULL"),
        )

    op.create_table(
        "webtalk_speaker",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("webtalk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("picture_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["attachment.id"], name=op.f("fk_webtalk_speaker_picture_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_webtalk_speaker_user_id")),
        sa.ForeignKeyConstraint(
            ["webtalk_id"], ["webtalk.id"], name=op.f("fk_webtalk_speaker_webtalk_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webtalk_speaker")),
    )
    with op.batch_alter_table("webtalk_speaker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webtalk_speaker_user_id"), ["user_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_webtalk_speaker_webtalk_id"), ["webtalk_id"], unique=False)


def downgrade() -> None:
    for name in ("speaker", "registration", "link", "invitation", "series_registration"):
        op.drop_table(f"webtalk_{name}")
    op.drop_table("webtalk")
    op.drop_table("webtalk_series")
