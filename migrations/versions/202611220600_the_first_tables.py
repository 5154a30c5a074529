"""The first tables: core, places, topics, people, organisations, parts, measures and cases, staff."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "202611220600"
down_revision = None
branch_labels = None
depends_on = None

# Two keys of subject point at tables that point back. SQLite takes them at once and can't add them later;
# PostgreSQL wants them last.
CIRCULAR = (("author_id", "user", "fk_subject_author_id"), ("place_id", "place", "fk_subject_place_id"))


def _is_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _inline() -> list[sa.ForeignKeyConstraint]:
    if not _is_sqlite():
        return []
    return [sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name) for column, table, name in CIRCULAR]


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("ukey", sa.String(length=200), nullable=True),
        sa.Column(
            "payload", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("locked_by", sa.String(length=200), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("ukey", name=op.f("uq_job_ukey")),
    )
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_failed_at"), ["failed_at"], unique=False)
        batch_op.create_index("ix_job_open", ["done_at", "failed_at", "due_at"], unique=False)

    op.create_table(
        "kept_form",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("path", sa.String(length=500), nullable=False),
        sa.Column(
            "fields", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_form")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_kept_form_token_hash")),
    )
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_run_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
    op.create_table(
        "limit_count",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_limit_count")),
    )
    op.create_index(op.f("ix_limit_count_ends_at"), "limit_count", ["ends_at"])

    op.create_table(
        "letter",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ukey", sa.String(length=200), nullable=True),
        sa.Column("template", sa.String(length=100), nullable=False),
        sa.Column("to_address", sa.String(length=254), nullable=False),
        sa.Column("reply_to", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column(
            "headers", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("ukey", name=op.f("uq_letter_ukey")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index("ix_letter_created", ["created_at", "id"], unique=False)

    op.create_table(
        "stored_file",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_file_sha256"), ["sha256"], unique=False)

    op.create_table(
        "subject",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.String(length=200), nullable=False),
        sa.Column("lang", sa.String(length=8), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("visibility", sa.String(length=20), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "card", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.CheckConstraint("origin IN ('mitglied', 'offene_daten', 'demo')", name=op.f("ck_subject_origin")),
        sa.CheckConstraint(
            "slug IS NOT NULL OR state IN ('draft', 'review')", name=op.f("ck_subject_published_has_slug")
        ),
        sa.CheckConstraint("state IN ('draft', 'review', 'published', 'withdrawn')", name=op.f("ck_subject_state")),
        sa.CheckConstraint("visibility IN ('public', 'members', 'organisation')", name=op.f("ck_subject_visibility")),
        *_inline(),
        sa.ForeignKeyConstraint(["owner_id"], ["subject.id"], name=op.f("fk_subject_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject")),
        sa.UniqueConstraint("kind", "origin", "external_id", name=op.f("uq_subject_kind_origin_external_id")),
        sa.UniqueConstraint("kind", "slug", name=op.f("uq_subject_kind_slug")),
        sa.UniqueConstraint("public_id", name=op.f("uq_subject_public_id")),
    )
    with op.batch_alter_table("subject", schema=None) as batch_op:
        batch_op.create_index("ix_subject_author_id", ["author_id"], unique=False)
        batch_op.create_index("ix_subject_list", ["kind", "state", "published_at", "id"], unique=False)
        batch_op.create_index("ix_subject_owner", ["owner_id", "kind", "state"], unique=False)
        batch_op.create_index("ix_subject_place", ["place_id", "kind", "state"], unique=False)
        batch_op.create_index("ix_subject_sorted", ["kind", "state", "sort_key"], unique=False)

    op.create_table(
        "topic",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("in_default_search", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic")),
        sa.UniqueConstraint("slug", name=op.f("uq_topic_slug")),
    )
    op.create_table(
        "former_slug",
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_former_slug_subject_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("kind", "slug", name=op.f("pk_former_slug")),
    )
    with op.batch_alter_table("former_slug", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_former_slug_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "place",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("suffix", sa.String(length=120), nullable=False),
        sa.Column("type", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("district", sa.String(length=120), nullable=False),
        sa.Column("state_key", sa.String(length=2), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("area_km2", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("postcode", sa.String(length=5), nullable=False),
        sa.Column("urbanisation", sa.String(length=2), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "level IN ('land', 'kreis', 'verband', 'gemeinde', 'ortsteil')", name=op.f("ck_place_level")
        ),
        sa.CheckConstraint("population IS NULL OR population >= 0", name=op.f("ck_place_population")),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_place_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["parent_id"], ["place.id"], name=op.f("fk_place_parent_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["place.id"], name=op.f("fk_place_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("level", "key", name=op.f("uq_place_level_key")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index("ix_place_alike", ["level", "state_key", "population"], unique=False)
        batch_op.create_index("ix_place_folded", ["folded"], unique=False)
        batch_op.create_index(batch_op.f("ix_place_parent_id"), ["parent_id"], unique=False)
        batch_op.create_index("ix_place_population", ["level", "population"], unique=False)

    op.create_table(
        "practice",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("problem_md", sa.Text(), nullable=False),
        sa.Column("problem_html", sa.Text(), nullable=False),
        sa.Column("idea_md", sa.Text(), nullable=False),
        sa.Column("idea_html", sa.Text(), nullable=False),
        sa.Column("steps_md", sa.Text(), nullable=False),
        sa.Column("steps_html", sa.Text(), nullable=False),
        sa.Column("effects_md", sa.Text(), nullable=False),
        sa.Column("effects_html", sa.Text(), nullable=False),
        sa.Column("pitfalls_md", sa.Text(), nullable=False),
        sa.Column("pitfalls_html", sa.Text(), nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column("target_groups", sa.String(length=500), nullable=False),
        sa.Column("actors", sa.String(length=500), nullable=False),
        sa.Column("cost_note", sa.String(length=500), nullable=False),
        sa.Column("time_horizon", sa.String(length=300), nullable=False),
        sa.Column("spatial_scope", sa.String(length=300), nullable=False),
        sa.Column("field_of_action", sa.String(length=200), nullable=False),
        sa.Column("rating_effect", sa.Float(), nullable=True),
        sa.Column("rating_effort", sa.Float(), nullable=True),
        sa.CheckConstraint(
            "rating_effect IS NULL OR rating_effect BETWEEN 0 AND 3", name=op.f("ck_practice_rating_effect")
        ),
        sa.CheckConstraint(
            "rating_effort IS NULL OR rating_effort BETWEEN 0 AND 3", name=op.f("ck_practice_rating_effort")
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_practice_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
    )
    op.create_table(
        "source",
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("author", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.Column("licence", sa.String(length=100), nullable=False),
        sa.Column("licence_url", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_source_subject_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("subject_id", name=op.f("pk_source")),
    )
    op.create_table(
        "subject_topic",
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("topic_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_subject_topic_subject_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.id"], name=op.f("fk_subject_topic_topic_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("subject_id", "topic_id", name=op.f("pk_subject_topic")),
    )
    with op.batch_alter_table("subject_topic", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subject_topic_topic_id"), ["topic_id"], unique=False)

    op.create_table(
        "user",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("handle", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_folded", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("position", sa.String(length=120), nullable=False),
        sa.Column("expertise", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("about_md", sa.Text(), nullable=False),
        sa.Column("about_html", sa.Text(), nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column("avatar_file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "visibility", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contact_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["avatar_file_id"], ["stored_file.id"], name=op.f("fk_user_avatar_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("handle", name=op.f("uq_user_handle")),
        sa.UniqueConstraint("public_id", name=op.f("uq_user_public_id")),
    )
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.create_index("ix_user_email_folded", ["email_folded"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("actor_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "detail", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_audit_entry_actor_id")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_audit_entry_subject_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_actor_id"), ["actor_id"], unique=False)
        batch_op.create_index("ix_audit_entry_created", ["created_at", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "bookmark",
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_bookmark_subject_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_bookmark_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", "subject_id", name=op.f("pk_bookmark")),
    )
    with op.batch_alter_table("bookmark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bookmark_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "bookmark_share",
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("with_notes", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_bookmark_share_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_bookmark_share")),
        sa.UniqueConstraint("name", name=op.f("uq_bookmark_share_name")),
    )
    op.create_table(
        "draft",
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column(
            "data", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by_id"], ["user.id"], name=op.f("fk_draft_changed_by_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_draft_subject_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("subject_id", name=op.f("pk_draft")),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_changed_at"), ["changed_at"], unique=False)

    op.create_table(
        "grant",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("scope_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("granted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(role IN ('admin', 'moderator')) = (scope_id IS NULL)", name=op.f("ck_grant_scope")),
        sa.CheckConstraint(
            "role IN ('admin', 'moderator', 'org_admin', 'org_editor', 'org_member')", name=op.f("ck_grant_role")
        ),
        sa.ForeignKeyConstraint(["granted_by_id"], ["user.id"], name=op.f("fk_grant_granted_by_id")),
        sa.ForeignKeyConstraint(["scope_id"], ["subject.id"], name=op.f("fk_grant_scope_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_grant_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant")),
    )
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.create_index("ix_grant_scope_id", ["scope_id", "role"], unique=False)
        batch_op.create_index(
            "uq_grant_scope",
            ["user_id", "scope_id"],
            unique=True,
            sqlite_where=sa.text("scope_id IS NOT NULL"),
            postgresql_where=sa.text("scope_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_grant_site",
            ["user_id", "role"],
            unique=True,
            sqlite_where=sa.text("scope_id IS NULL"),
            postgresql_where=sa.text("scope_id IS NULL"),
        )

    op.create_table(
        "one_time_token",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column(
            "payload", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_one_time_token_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_token")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_one_time_token_link_hash")),
    )
    with op.batch_alter_table("one_time_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_time_token_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index("ix_one_time_token_user", ["user_id", "purpose"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("town_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("description_md", sa.Text(), nullable=False),
        sa.Column("description_html", sa.Text(), nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=False),
        sa.Column("mailbox", sa.String(length=254), nullable=False),
        sa.Column("mailbox_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("logo_file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_by", sa.String(length=10), nullable=False),
        sa.CheckConstraint("(verified_at IS NULL) = (verified_by = '')", name=op.f("ck_organisation_verified")),
        sa.CheckConstraint("kind = 'kommune' OR town_id IS NULL", name=op.f("ck_organisation_town_only_for_kommune")),
        sa.CheckConstraint(
            "kind IN ('kommune', 'stadtmarketing', 'handel', 'anbieter', 'eigentuemer', 'projektentwickler', 'verband', 'forschung')",
            name=op.f("ck_organisation_kind"),
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_organisation_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["logo_file_id"], ["stored_file.id"], name=op.f("fk_organisation_logo_file_id")),
        sa.ForeignKeyConstraint(["town_id"], ["place.id"], name=op.f("fk_organisation_town_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("town_id", name=op.f("uq_organisation_town_id")),
    )
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.create_index("ix_organisation_kind", ["kind"], unique=False)

    op.create_table(
        "page_version",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text_md", sa.Text(), nullable=False),
        sa.Column("text_html", sa.Text(), nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_page_version_author_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page_version")),
        sa.UniqueConstraint("slug", "number", name=op.f("uq_page_version_slug_number")),
    )
    op.create_table(
        "postcode",
        sa.Column("postcode", sa.String(length=5), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_postcode_place_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("postcode", "place_id", name=op.f("pk_postcode")),
    )
    with op.batch_alter_table("postcode", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_postcode_place_id"), ["place_id"], unique=False)

    op.create_table(
        "practice_link",
        sa.Column("practice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("related_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_link_practice_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["related_id"], ["practice.id"], name=op.f("fk_practice_link_related_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("practice_id", "related_id", name=op.f("pk_practice_link")),
    )
    with op.batch_alter_table("practice_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_link_related_id"), ["related_id"], unique=False)

    op.create_table(
        "release_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column(
            "data", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("draft_version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=14), nullable=False),
        sa.Column("decided_name", sa.String(length=120), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'released', 'change_wanted', 'withdrawn')", name=op.f("ck_release_request_state")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_release_request_created_by_id")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_release_request_subject_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_release_request")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_release_request_token_hash")),
    )
    with op.batch_alter_table("release_request", schema=None) as batch_op:
        batch_op.create_index("ix_release_request_subject", ["subject_id", "state"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("address", sa.String(length=1000), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('content', 'barrier')", name=op.f("ck_report_kind")),
        sa.CheckConstraint("state IN ('open', 'kept', 'hidden', 'done')", name=op.f("ck_report_state")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_report_decided_by_id")),
        sa.ForeignKeyConstraint(["subject_id"], ["subject.id"], name=op.f("fk_report_subject_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index("ix_report_state", ["state", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "revision",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "data", sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql"), nullable=False
        ),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_revision_author_id")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_revision_subject_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("subject_id", "number", name=op.f("uq_revision_subject_id_number")),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("device", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_session_user_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_session_token_hash")),
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_user_id"), ["user_id"], unique=False)

    op.create_table(
        "acts_for",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("place_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("requested_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('requested', 'confirmed', 'declined', 'ended')", name=op.f("ck_acts_for_state")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_acts_for_decided_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_acts_for_organisation_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_acts_for_place_id")),
        sa.ForeignKeyConstraint(["requested_by_id"], ["user.id"], name=op.f("fk_acts_for_requested_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts_for")),
        sa.UniqueConstraint("organisation_id", "place_id", name=op.f("uq_acts_for_organisation_id_place_id")),
    )
    with op.batch_alter_table("acts_for", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_acts_for_place_id"), ["place_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("thumbnail_file_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("alt_text", sa.Text(), nullable=False),
        sa.Column("credit", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("evidence_kind", sa.String(length=20), nullable=False),
        sa.Column("author_organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("confirmed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("is_published", sa.Boolean(), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "evidence_kind IN ('', 'document', 'figures', 'before_after', 'external')",
            name=op.f("ck_attachment_evidence_kind"),
        ),
        sa.CheckConstraint("role IN ('image', 'evidence')", name=op.f("ck_attachment_role")),
        sa.ForeignKeyConstraint(
            ["author_organisation_id"], ["organisation.id"], name=op.f("fk_attachment_author_organisation_id")
        ),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["organisation.id"], name=op.f("fk_attachment_confirmed_by_id")),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_attachment_created_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_attachment_file_id")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name=op.f("fk_attachment_subject_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thumbnail_file_id"], ["stored_file.id"], name=op.f("fk_attachment_thumbnail_file_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attachment_file_id"), ["file_id"], unique=False)
        batch_op.create_index("ix_attachment_subject", ["subject_id", "is_published", "position"], unique=False)

    op.create_table(
        "membership_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("created_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('invitation', 'join')", name=op.f("ck_membership_request_kind")),
        sa.CheckConstraint(
            "state IN ('open', 'accepted', 'declined', 'withdrawn')", name=op.f("ck_membership_request_state")
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user.id"], name=op.f("fk_membership_request_created_by_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_membership_request_decided_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_membership_request_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_membership_request_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership_request")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_membership_request_token_hash")),
    )
    with op.batch_alter_table("membership_request", schema=None) as batch_op:
        batch_op.create_index("ix_membership_request_organisation", ["organisation_id", "state"], unique=False)
        batch_op.create_index("ix_membership_request_user", ["user_id", "state"], unique=False)

    op.create_table(
        "staff_domain",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user.id"], name=op.f("fk_staff_domain_entered_by_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_staff_domain_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_domain")),
        sa.UniqueConstraint("domain", "organisation_id", name=op.f("uq_staff_domain_domain_organisation_id")),
    )
    with op.batch_alter_table("staff_domain", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_domain_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "case_study",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("practice_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("depth", sa.String(length=10), nullable=False),
        sa.Column("is_stub", sa.Boolean(), nullable=False),
        sa.Column("what_md", sa.Text(), nullable=False),
        sa.Column("what_html", sa.Text(), nullable=False),
        sa.Column("problem_md", sa.Text(), nullable=False),
        sa.Column("problem_html", sa.Text(), nullable=False),
        sa.Column("steps_md", sa.Text(), nullable=False),
        sa.Column("steps_html", sa.Text(), nullable=False),
        sa.Column("expected_md", sa.Text(), nullable=False),
        sa.Column("expected_html", sa.Text(), nullable=False),
        sa.Column("happened_md", sa.Text(), nullable=False),
        sa.Column("happened_html", sa.Text(), nullable=False),
        sa.Column("lessons_md", sa.Text(), nullable=False),
        sa.Column("lessons_html", sa.Text(), nullable=False),
        sa.Column("renderer_version", sa.Integer(), nullable=False),
        sa.Column("plain_language", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("again", sa.String(length=14), nullable=True),
        sa.Column("again_why", sa.Text(), nullable=False),
        sa.Column("evidence_level", sa.String(length=14), nullable=False),
        sa.Column("contact_name", sa.String(length=120), nullable=False),
        sa.Column("contact_until", sa.Date(), nullable=True),
        sa.Column("mailbox", sa.String(length=254), nullable=False),
        sa.Column("town_confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("town_confirmed_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("image_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cost_low_cents", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("again IS NULL OR again IN ('yes', 'with_changes', 'no')", name=op.f("ck_case_study_again")),
        sa.CheckConstraint(
            "evidence_level IN ('idea', 'running', 'own_figures', 'before_after', 'external')",
            name=op.f("ck_case_study_evidence_level"),
        ),
        sa.CheckConstraint(
            "status IS NULL OR status IN ('idea', 'running', 'finished', 'stopped')", name=op.f("ck_case_study_status")
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR started_on IS NULL OR ended_on >= started_on", name=op.f("ck_case_study_dates")
        ),
        sa.ForeignKeyConstraint(["id"], ["subject.id"], name=op.f("fk_case_study_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["image_id"], ["attachment.id"], name=op.f("fk_case_study_image_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_case_study_practice_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["town_confirmed_by_id"], ["organisation.id"], name=op.f("fk_case_study_town_confirmed_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_study")),
    )
    with op.batch_alter_table("case_study", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_study_cost_low_cents"), ["cost_low_cents"], unique=False)
        batch_op.create_index("ix_case_study_practice_id", ["practice_id"], unique=False)

    op.create_table(
        "case_fact",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=30), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.CheckConstraint("low IS NOT NULL OR text <> ''", name=op.f("ck_case_fact_known")),
        sa.CheckConstraint("low IS NULL OR high IS NULL OR low <= high", name=op.f("ck_case_fact_range")),
        sa.CheckConstraint("low IS NULL OR low >= 0", name=op.f("ck_case_fact_not_negative")),
        sa.ForeignKeyConstraint(["case_id"], ["case_study.id"], name=op.f("fk_case_fact_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", "key", name=op.f("pk_case_fact")),
    )
    with op.batch_alter_table("case_fact", schema=None) as batch_op:
        batch_op.create_index("ix_case_fact_key", ["key", "low"], unique=False)

    op.create_table(
        "case_link",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_study.id"], name=op.f("fk_case_link_case_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_link")),
    )
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_link_case_id"), ["case_id"], unique=False)

    op.create_table(
        "colleague_question",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("organisation", sa.String(length=200), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("wants_call", sa.Boolean(), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("call_times", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("answered_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('unconfirmed', 'sent', 'answered')", name=op.f("ck_colleague_question_state")),
        sa.ForeignKeyConstraint(["asker_id"], ["user.id"], name=op.f("fk_colleague_question_asker_id")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_study.id"], name=op.f("fk_colleague_question_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colleague_question")),
        sa.UniqueConstraint("answered_hash", name=op.f("uq_colleague_question_answered_hash")),
    )
    with op.batch_alter_table("colleague_question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_colleague_question_asker_id"), ["asker_id"], unique=False)
        batch_op.create_index("ix_colleague_question_case", ["case_id", "state"], unique=False)

    op.create_table(
        "result_figure",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("before", sa.String(length=60), nullable=False),
        sa.Column("after", sa.String(length=60), nullable=False),
        sa.Column("unit", sa.String(length=60), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_study.id"], name=op.f("fk_result_figure_case_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_result_figure")),
    )
    with op.batch_alter_table("result_figure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_figure_case_id"), ["case_id"], unique=False)

    if not _is_sqlite():
        for column, table, name in CIRCULAR:
            op.create_foreign_key(name, "subject", table, [column], ["id"])


def downgrade() -> None:
    if not _is_sqlite():
        for _column, _table, name in CIRCULAR:
            op.drop_constraint(name, "subject", type_="foreignkey")
    with op.batch_alter_table("result_figure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_figure_case_id"))

    op.drop_table("result_figure")
    with op.batch_alter_table("colleague_question", schema=None) as batch_op:
        batch_op.drop_index("ix_colleague_question_case")
        batch_op.drop_index(batch_op.f("ix_colleague_question_asker_id"))

    op.drop_table("colleague_question")
    with op.batch_alter_table("case_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_link_case_id"))

    op.drop_table("case_link")
    with op.batch_alter_table("case_fact", schema=None) as batch_op:
        batch_op.drop_index("ix_case_fact_key")

    op.drop_table("case_fact")
    with op.batch_alter_table("case_study", schema=None) as batch_op:
        batch_op.drop_index("ix_case_study_practice_id")
        batch_op.drop_index(batch_op.f("ix_case_study_cost_low_cents"))

    op.drop_table("case_study")
    with op.batch_alter_table("staff_domain", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_staff_domain_organisation_id"))

    op.drop_table("staff_domain")
    with op.batch_alter_table("membership_request", schema=None) as batch_op:
        batch_op.drop_index("ix_membership_request_user")
        batch_op.drop_index("ix_membership_request_organisation")

    op.drop_table("membership_request")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index("ix_attachment_subject")
        batch_op.drop_index(batch_op.f("ix_attachment_file_id"))

    op.drop_table("attachment")
    with op.batch_alter_table("acts_for", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_acts_for_place_id"))

    op.drop_table("acts_for")
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_session_user_id"))
        batch_op.drop_index(batch_op.f("ix_session_expires_at"))

    op.drop_table("session")
    op.drop_table("revision")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_subject_id"))
        batch_op.drop_index("ix_report_state")

    op.drop_table("report")
    with op.batch_alter_table("release_request", schema=None) as batch_op:
        batch_op.drop_index("ix_release_request_subject")

    op.drop_table("release_request")
    with op.batch_alter_table("practice_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_link_related_id"))

    op.drop_table("practice_link")
    with op.batch_alter_table("postcode", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_postcode_place_id"))

    op.drop_table("postcode")
    op.drop_table("page_version")
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.drop_index("ix_organisation_kind")

    op.drop_table("organisation")
    with op.batch_alter_table("one_time_token", schema=None) as batch_op:
        batch_op.drop_index("ix_one_time_token_user")
        batch_op.drop_index(batch_op.f("ix_one_time_token_expires_at"))

    op.drop_table("one_time_token")
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_grant_site", sqlite_where=sa.text("scope_id IS NULL"), postgresql_where=sa.text("scope_id IS NULL")
        )
        batch_op.drop_index(
            "uq_grant_scope",
            sqlite_where=sa.text("scope_id IS NOT NULL"),
            postgresql_where=sa.text("scope_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_grant_scope_id")

    op.drop_table("grant")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_draft_changed_at"))

    op.drop_table("draft")
    op.drop_table("bookmark_share")
    with op.batch_alter_table("bookmark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_bookmark_subject_id"))

    op.drop_table("bookmark")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject_id"))
        batch_op.drop_index("ix_audit_entry_created")
        batch_op.drop_index(batch_op.f("ix_audit_entry_actor_id"))

    op.drop_table("audit_entry")
    with op.batch_alter_table("user", schema=None) as batch_op:
        batch_op.drop_index("ix_user_email_folded")

    op.drop_table("user")
    with op.batch_alter_table("subject_topic", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subject_topic_topic_id"))

    op.drop_table("subject_topic")
    op.drop_table("source")
    op.drop_table("practice")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index("ix_place_population")
        batch_op.drop_index(batch_op.f("ix_place_parent_id"))
        batch_op.drop_index("ix_place_folded")
        batch_op.drop_index("ix_place_alike")

    op.drop_table("place")
    with op.batch_alter_table("former_slug", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_former_slug_subject_id"))

    op.drop_table("former_slug")
    op.drop_table("topic")
    with op.batch_alter_table("subject", schema=None) as batch_op:
        batch_op.drop_index("ix_subject_sorted")
        batch_op.drop_index("ix_subject_place")
        batch_op.drop_index("ix_subject_owner")
        batch_op.drop_index("ix_subject_list")
        batch_op.drop_index("ix_subject_author_id")

    op.drop_table("subject")
    with op.batch_alter_table("stored_file", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_file_sha256"))

    op.drop_table("stored_file")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index("ix_letter_created")

    op.drop_table("limit_count")
    op.drop_table("letter")
    op.drop_table("lease")
    op.drop_table("kept_form")
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_index("ix_job_open")
        batch_op.drop_index(batch_op.f("ix_job_failed_at"))

    op.drop_table("job")
