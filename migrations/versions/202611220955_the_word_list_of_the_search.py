"""The word list of the search, filled with the list that comes with it."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "202611220955"
down_revision = "202611220950"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LIST = Path(__file__).parents[2] / "app" / "search" / "data" / "synonyms.csv"
UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e"})


def upgrade() -> None:
    table = op.create_table(
        "synonym_entry",
        sa.Column("id", BIG, primary_key=True, nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("area", sa.String(60), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("narrower", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(60), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("key", name=op.f("uq_synonym_entry_key")),
    )
    rows = shipped()
    if rows:
        op.bulk_insert(table, rows)


def shipped() -> list[dict]:
    """The lines of the file as it is on the day of the upgrade; none where it is gone."""
    if not LIST.is_file():
        return []
    with LIST.open(encoding="utf-8", newline="") as file:
        return [row_of(line) for line in csv.DictReader(file, delimiter=";")]


def row_of(line: dict[str, str]) -> dict:
    first = line["begriffe"].split(" | ")[0]
    return {
        "key": first.lower().translate(UMLAUTS),
        "area": line["bereich"],
        "terms": line["begriffe"].replace(" | ", "\n"),
        "narrower": line["engere"].replace(" | ", "\n"),
        "origin": line["herkunft"],
        "is_active": True,
        "changed_at": datetime.now(UTC),
    }


def downgrade() -> None:
    op.drop_table("synonym_entry")
