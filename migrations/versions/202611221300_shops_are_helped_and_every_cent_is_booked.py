"""Ways to help a shop, its bank account, orders, vouchers, tills; and the books, which only grow."""

import sqlalchemy as sa
from alembic import op

revision = "202611221300"
down_revision = "202611221258"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
REFUSAL = "bookings only grow"
DEMO = "(SELECT is_demo FROM support_order WHERE id = OLD.order_id)"


def upgrade() -> None:
    _create_options_and_accounts()
    _create_orders()
    _create_bookings()
    _create_vouchers_and_tills()
    _create_proposals()
    _let_bookings_only_grow()


def downgrade() -> None:
    for table in ("payment_proposal", "till", "voucher", "booking", "support_order", "bank_account", "support_option"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION booking_stays()")


def _create_options_and_accounts() -> None:
    op.create_table(
        "support_option",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("shop_id", NUMBER, nullable=False),
        _text("kind", 20),
        sa.Column("sentence", sa.Text(), nullable=False),
        _text("url", 500),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("has_wall", sa.Boolean(), nullable=False),
        _cents("least_cents"),
        _cents("most_cents"),
        _text("tax", 10),
        sa.Column("clicks", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        _check("support_option", "limits", "least_cents > 0 AND most_cents >= least_cents"),
        _check("support_option", "tax", "tax IN ('', 'single', 'multi')"),
        _points_at("support_option", "shop_id", "shop", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_option")),
        sa.UniqueConstraint("shop_id", "kind", name=op.f("uq_support_option_shop_id_kind")),
    )
    op.create_table(
        "bank_account",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("shop_id", NUMBER, nullable=False),
        _text("holder", 70),
        _text("iban", 34),
        _text("bic", 11),
        sa.Column("active_from", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        sa.Column("created_by_id", NUMBER, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        _points_at("bank_account", "shop_id", "shop", "CASCADE"),
        _points_at("bank_account", "created_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_account")),
    )
    op.create_index("ix_bank_account_shop_id", "bank_account", ["shop_id", "active_from"])
    op.create_index(op.f("ix_bank_account_created_by_id"), "bank_account", ["created_by_id"])


def _create_orders() -> None:
    op.create_table(
        "support_order",
        sa.Column("id", NUMBER, nullable=False),
        _text("public_id", 16),
        sa.Column("shop_id", NUMBER, nullable=True),
        _text("shop_name", 300),
        _text("kind", 10),
        _text("reference", 12),
        _cents("amount_cents"),
        _text("holder", 70),
        _text("iban", 34),
        _text("bic", 11),
        _text("state", 10),
        _text("cancel_reason", 20),
        sa.Column("user_id", NUMBER, nullable=True),
        _text("name", 120),
        _text("email", 254),
        sa.Column("email_confirmed_at", MOMENT, nullable=True),
        sa.Column("wants_thanks", sa.Boolean(), nullable=False),
        sa.Column("wants_wall", sa.Boolean(), nullable=False),
        _text("wall_name", 60),
        sa.Column("wall_text", sa.Text(), nullable=False),
        sa.Column("wall_amount", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("claimed_at", MOMENT, nullable=True),
        sa.Column("received_at", MOMENT, nullable=True),
        sa.Column("cancelled_at", MOMENT, nullable=True),
        sa.Column("line_key", sa.String(length=64), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        _check("support_order", "kind", "kind IN ('gift', 'voucher')"),
        _check("support_order", "state", "state IN ('open', 'received', 'cancelled')"),
        _check("support_order", "received", "(state = 'received') = (received_at IS NOT NULL)"),
        _check("support_order", "amount", "amount_cents > 0"),
        _points_at("support_order", "shop_id", "shop", "SET NULL"),
        _points_at("support_order", "user_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_order")),
        sa.UniqueConstraint("public_id", name=op.f("uq_support_order_public_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_support_order_reference")),
    )
    op.create_index("ix_support_order_shop_id", "support_order", ["shop_id", "state", "created_at"])
    op.create_index("ix_support_order_waiting", "support_order", ["state", "created_at"])
    op.create_index(op.f("ix_support_order_user_id"), "support_order", ["user_id"])


def _create_bookings() -> None:
    op.create_table(
        "booking",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("order_id", NUMBER, nullable=False),
        _text("book", 10),
        _text("kind", 20),
        _cents("amount_cents"),
        _text("ukey", 80),
        _text("by", 60),
        sa.Column("actor_id", NUMBER, nullable=True),
        sa.Column("corrects_id", NUMBER, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        _check("booking", "book", "book IN ('money', 'worth')"),
        _check(
            "booking",
            "sign",
            "(kind IN ('receipt', 'issue', 'reversal') AND amount_cents > 0)"
            " OR (kind IN ('redemption', 'withdrawal', 'refund', 'correction') AND amount_cents < 0)",
        ),
        _points_at("booking", "order_id", "support_order"),
        _points_at("booking", "actor_id", "user"),
        _points_at("booking", "corrects_id", "booking"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sa.UniqueConstraint("ukey", name=op.f("uq_booking_ukey")),
        sa.UniqueConstraint("corrects_id", name=op.f("uq_booking_corrects_id")),
    )
    op.create_index("ix_booking_order_id", "booking", ["order_id", "book"])
    op.create_index(op.f("ix_booking_actor_id"), "booking", ["actor_id"])
    op.create_index(op.f("ix_booking_created_at"), "booking", ["created_at"])


def _create_vouchers_and_tills() -> None:
    op.create_table(
        "voucher",
        sa.Column("id", NUMBER, autoincrement=False, nullable=False),
        _text("code", 20),
        _cents("amount_cents"),
        _cents("balance_cents"),
        _text("tax", 10),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
        _check("voucher", "amount", "amount_cents > 0"),
        _check("voucher", "balance", "balance_cents BETWEEN 0 AND amount_cents"),
        _points_at("voucher", "id", "support_order"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher")),
        sa.UniqueConstraint("code", name=op.f("uq_voucher_code")),
    )
    op.create_table(
        "till",
        sa.Column("id", NUMBER, nullable=False),
        _text("public_id", 16),
        sa.Column("shop_id", NUMBER, nullable=False),
        _text("name", 60),
        _text("link_hash", 64),
        sa.Column("device_hash", sa.String(length=64), nullable=True),
        sa.Column("bound_at", MOMENT, nullable=True),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        _points_at("till", "shop_id", "shop", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_till")),
        *(
            sa.UniqueConstraint(name, name=op.f(f"uq_till_{name}"))
            for name in ("public_id", "link_hash", "device_hash")
        ),
    )
    op.create_index(op.f("ix_till_shop_id"), "till", ["shop_id"])


def _create_proposals() -> None:
    op.create_table(
        "payment_proposal",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("shop_id", NUMBER, nullable=False),
        sa.Column("order_id", NUMBER, nullable=False),
        _text("line_key", 64),
        _cents("amount_cents"),
        sa.Column("booked_on", sa.Date(), nullable=True),
        _text("why", 10),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        _check("payment_proposal", "why", "why IN ('amount', 'slip', 'several', 'again')"),
        _points_at("payment_proposal", "shop_id", "shop", "CASCADE"),
        _points_at("payment_proposal", "order_id", "support_order"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment_proposal")),
        sa.UniqueConstraint("line_key", name=op.f("uq_payment_proposal_line_key")),
    )
    op.create_index("ix_payment_proposal_shop_id", "payment_proposal", ["shop_id", "done_at"])
    op.create_index(op.f("ix_payment_proposal_order_id"), "payment_proposal", ["order_id"])


def _let_bookings_only_grow() -> None:
    """Nobody changes a booking; only those of invented orders go, with the demo."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"""CREATE FUNCTION booking_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF TG_OP = 'DELETE' AND {DEMO} THEN RETURN OLD; END IF;
            RAISE EXCEPTION '{REFUSAL}'; END $$"""
        )
        op.execute(
            "CREATE TRIGGER booking_stays BEFORE UPDATE OR DELETE ON booking"
            " FOR EACH ROW EXECUTE FUNCTION booking_stays()"
        )
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    op.execute(f"CREATE TRIGGER booking_is_not_changed BEFORE UPDATE ON booking {refuse}")
    op.execute(f"CREATE TRIGGER booking_stays BEFORE DELETE ON booking WHEN NOT {DEMO} {refuse}")


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _cents(name: str) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _points_at(table: str, column: str, target: str, gone: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=gone)
