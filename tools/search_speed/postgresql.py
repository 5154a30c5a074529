"""PostgreSQL as its handbook shows it: tsvector `german` with weights, GIN, ts_rank, ts_headline; filters and facets.

Any word is enough, as with us; by date every word has to occur.
"""

import random
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from app.core.documents import Document
from app.search.engines.interface import DATE
from tools.postgres import private_cluster
from tools.search_speed.corpus import Question, entries, entry
from tools.search_speed.subject import Subject

_TICKS = 100
_TABLE = """
CREATE TABLE entry (
    id int PRIMARY KEY, version int, title text, body text, thema text[], land text, groesse text, kosten bigint,
    readers text[], written_at timestamptz, words tsvector
)
"""
_INDEXES = """
CREATE INDEX ON entry USING gin (words); CREATE INDEX ON entry USING gin (thema); CREATE INDEX ON entry (land);
CREATE INDEX ON entry (kosten); CREATE INDEX ON entry (written_at DESC, id DESC)
"""
_WORDS = "setweight(to_tsvector('german', %(title)s), 'A') || setweight(to_tsvector('german', %(body)s), 'B')"
_INSERT = f"""
INSERT INTO entry VALUES (%(id)s, %(version)s, %(title)s, %(body)s, %(thema)s, %(land)s, %(groesse)s, %(kosten)s,
    %(readers)s, %(written_at)s, {_WORDS})
"""
_UPDATE = (
    f"UPDATE entry SET version = version + 1, title = %(title)s, body = %(body)s, words = {_WORDS} WHERE id = %(id)s"
)
_SEARCH = """
WITH hits AS MATERIALIZED (
    SELECT id, thema, land, groesse, written_at, {score} AS score FROM entry WHERE {conditions}
), best AS (SELECT id, score, written_at FROM hits ORDER BY score DESC, written_at DESC, id DESC LIMIT 20)
SELECT (SELECT count(*) FROM hits),
    (SELECT json_agg(row_to_json(one)) FROM (SELECT t, count(*) FROM hits, unnest(thema) AS t GROUP BY 1) AS one),
    (SELECT json_agg(row_to_json(one)) FROM (SELECT land, count(*) FROM hits GROUP BY 1) AS one),
    (SELECT json_agg(row_to_json(one)) FROM (SELECT groesse, count(*) FROM hits GROUP BY 1) AS one),
    (SELECT json_agg(row_to_json(one)) FROM (
        SELECT best.id, version, {title} AS title, {body} AS body
        FROM best JOIN entry USING (id) ORDER BY best.score DESC, best.written_at DESC, best.id DESC) AS one)
"""


@contextmanager
def build(count: int) -> Iterator[Subject]:
    with private_cluster() as url:
        address = url.replace("+psycopg", "")
        postmaster = int((Path(url.split("host=")[1]) / "data" / "postmaster.pid").read_text().split()[0])
        speed, size = fill(address, count, postmaster)
        yield Subject(
            "PostgreSQL",
            lambda: reader(address),
            lambda: writer(address, count),
            size,
            speed,
            lambda: cpu_of(postmaster),
        )


def fill(address: str, count: int, postmaster: int) -> tuple[float, float]:
    """Entries a CPU second, and megabytes of what is needed for searching: words and indexes, without the texts."""
    began = cpu_of(postmaster) + time.process_time()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(_TABLE)
        with connection.transaction(), connection.cursor() as cursor:
            cursor.executemany(_INSERT, map(row_of, entries(count)))
        for statement in _INDEXES.split(";"):
            connection.execute(statement)
        connection.execute("VACUUM ANALYZE entry")
        found = connection.execute("SELECT pg_indexes_size('entry') + sum(pg_column_size(words)) FROM entry").fetchone()
        taken = cpu_of(postmaster) + time.process_time() - began
    size = int(found[0]) if found else 0
    return round(count / taken), round(size / 1e6, 1)


def row_of(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "version": document.version,
        "title": document.title,
        "body": document.texts[0][1],
        "thema": list(document.fields["thema"]),
        "land": document.fields["land"][0],
        "groesse": document.fields["groesse"][0],
        "kosten": document.numbers.get("kosten"),
        "readers": list(document.readers),
        "written_at": document.date,
    }


def reader(address: str):  # type: ignore[no-untyped-def]
    connection = psycopg.connect(address, autocommit=True)
    return lambda question: connection.execute(*statement(question)).fetchone()


def writer(address: str, count: int):  # type: ignore[no-untyped-def]
    connection, dice = psycopg.connect(address, autocommit=True), random.Random(3)

    def write(number: int) -> None:
        connection.execute(_UPDATE, row_of(entry(number % count + 1, dice)))

    return write


def statement(question: Question) -> tuple[str, dict[str, Any]]:
    words = [word for word in re.findall(r"\w+", question.text) if word.strip("_")]
    conditions = ["'public' = ANY (readers)"]
    if words:
        conditions.append("words @@ to_tsquery('german', %(asked)s)")
    if "thema" in question.filters:
        conditions.append("thema && %(thema)s AND land = ANY (%(land)s)")
    if "kosten" in question.ranges:
        conditions.append("kosten <= %(kosten)s")
    by_date = question.sort == DATE or not words
    headline = "ts_headline('german', {0}, to_tsquery('german', %(asked)s))" if words else "{0}"
    text = _SEARCH.format(
        score="0" if by_date else "ts_rank(words, to_tsquery('german', %(asked)s))",
        conditions=" AND ".join(conditions),
        title=headline.format("title"),
        body=headline.format("body"),
    )
    filters = {name: list(values) for name, values in question.filters.items()}
    costs = {name: wanted.high for name, wanted in question.ranges.items()}
    return text, {"asked": (" & " if by_date else " | ").join(words), **filters, **costs}


def cpu_of(postmaster: int) -> float:
    """Seconds of the server and all its children, also of those that have ended."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, rest = stat.parent.name, stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(number) == postmaster:
            total += sum(map(int, rest[11:15]))
        elif int(rest[1]) == postmaster:
            total += sum(map(int, rest[11:13]))
    return total / _TICKS
