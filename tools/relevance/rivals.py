"""Plain engines to compare with, each as its handbook shows it: one field, German analyzer, any word (OR)."""

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import tantivy
from whoosh import fields, filedb
from whoosh.analysis import LanguageAnalyzer
from whoosh.qparser import OrGroup, QueryParser

from app.core.documents import Document
from app.search.analysis.terms import analyse
from tools.postgres import private_cluster

Ranking = Callable[[str], list[int]]
MOST = 16
_WORD = re.compile(r"\w+")


def text_of(document: Document) -> str:
    return "\n".join([document.title, *(text for _, text in document.texts)])


@contextmanager
def whoosh(documents: tuple[Document, ...]) -> Iterator[Ranking]:
    schema = fields.Schema(id=fields.STORED, text=fields.TEXT(analyzer=LanguageAnalyzer("de"), phrase=False))
    index = filedb.filestore.RamStorage().create_index(schema)
    writer = index.writer(limitmb=128)
    for document in documents:
        writer.add_document(id=document.id, text=text_of(document))
    writer.commit()
    parser = QueryParser("text", schema, group=OrGroup)
    with index.searcher() as searcher:
        yield lambda text: [hit["id"] for hit in searcher.search(parser.parse(_words(text)), limit=MOST)]


@contextmanager
def postgresql(documents: tuple[Document, ...]) -> Iterator[Ranking]:
    """to_tsvector('german'), ts_rank."""
    with private_cluster() as address, psycopg.connect(address.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE entry (id int, words tsvector)")
        with connection.cursor() as cursor:
            rows = [(document.id, text_of(document)) for document in documents]
            cursor.executemany("INSERT INTO entry VALUES (%s, to_tsvector('german', %s))", rows)
        connection.execute("CREATE INDEX ON entry USING gin (words)")
        yield lambda text: [row[0] for row in connection.execute(_RANKED, {"text": _words(text), "most": MOST})]


_RANKED = """
    SELECT id FROM entry, (SELECT replace(plainto_tsquery('german', %(text)s)::text, '&', '|')::tsquery AS asked) AS q
    WHERE words @@ asked ORDER BY ts_rank(words, asked) DESC, id LIMIT %(most)s
"""


@contextmanager
def fts5(documents: tuple[Document, ...]) -> Iterator[Ranking]:
    """It knows no German: words come without stop words and stemmed by the current Snowball, which flatters it."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE entry USING fts5(words)")
        rows = ((document.id, " ".join(_stems(text_of(document)))) for document in documents)
        connection.executemany("INSERT INTO entry (rowid, words) VALUES (?, ?)", rows)

        def ranking(text: str) -> list[int]:
            asked = " OR ".join(f'"{stem}"' for stem in dict.fromkeys(_stems(text)))
            found = "SELECT rowid FROM entry WHERE entry MATCH ? ORDER BY bm25(entry), rowid LIMIT ?"
            return [row[0] for row in connection.execute(found, (asked, MOST))] if asked else []

        yield ranking


@contextmanager
def plain_tantivy(documents: tuple[Document, ...]) -> Iterator[Ranking]:
    """Its own German: lower case, stop words, stemmer."""
    filters = (tantivy.Filter.lowercase(), tantivy.Filter.stopword("german"), tantivy.Filter.stemmer("german"))
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    for one in filters:
        builder = builder.filter(one)
    schema = tantivy.SchemaBuilder().add_integer_field("id", stored=True)
    schema = schema.add_text_field("text", tokenizer_name="german").build()
    with tempfile.TemporaryDirectory() as folder:
        index = tantivy.Index(schema, str(Path(folder)))
        index.register_tokenizer("german", builder.build())
        writer = index.writer(40_000_000, 1)
        for document in documents:
            writer.add_document(tantivy.Document(id=document.id, text=text_of(document)))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        searcher = index.searcher()

        def ranking(text: str) -> list[int]:
            asked = index.parse_query(_words(text), ["text"]) if _words(text) else tantivy.Query.empty_query()
            return [searcher.doc(at)["id"][0] for _, at in searcher.search(asked, MOST).hits]

        yield ranking


RIVALS = {
    "Whoosh, deutsch": whoosh,
    "PostgreSQL german": postgresql,
    "SQLite FTS5, gestemmt": fts5,
    "tantivy, deutsch": plain_tantivy,
}


def _words(text: str) -> str:
    """Without signs that would be operators."""
    return " ".join(_WORD.findall(text.replace("_", " "))).lower()


def _stems(text: str) -> list[str]:
    return [token.terms.stem for token in analyse(text)]
