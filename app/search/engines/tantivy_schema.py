"""The fields of a tantivy index and a document's way into them."""

import tantivy

from app.core.documents import Document
from app.search.clauses import COUNTED, WITH_PLACES
from app.search.engines.entries import RANK, Entry, rank
from app.search.engines.interface import BY_NUMBER, KEPT_OUT
from app.search.fingerprints import fingerprint

EVERYBODY = "public"
NOT_EVERYBODY = f"{KEPT_OUT}{EVERYBODY}"
"""Stands among the readers of what not everybody may read: so visitors need only take away these few."""


def build_schema() -> tantivy.Schema:
    """fields and numbers are JSON, so that a feature may bring its own filters. Terms come joined."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("title", "text"):
        builder.add_bytes_field(name, stored=True, indexed=False, fast=False)
    for name in WITH_PLACES:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in COUNTED:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    builder.add_json_field("fields", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_json_field("numbers", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("readers", tokenizer_name="raw", index_option="basic")
    for name in ("order", *map(RANK.format, BY_NUMBER)):
        builder.add_unsigned_field(name, fast=True)
    builder.add_unsigned_field("version", stored=True)
    builder.add_unsigned_field("number", fast=True)
    builder.add_unsigned_field("fingerprint", fast=True)
    return builder.build()


def tantivy_document(document: Document, made: Entry) -> tantivy.Document:
    row = tantivy.Document(id=str(document.id))
    for name, text in (("title", made.title), ("text", made.text)):
        row.add_bytes(name, text.encode())
    for name, terms in made.terms.items():
        if terms:
            row.add_text(name, terms)
    for reader in document.readers if EVERYBODY in document.readers else (*document.readers, NOT_EVERYBODY):
        row.add_text("readers", reader)
    row.add_json("fields", {name: sorted(set(values)) for name, values in document.fields.items() if values})
    row.add_json("numbers", {name: float(value) for name, value in document.numbers.items()})
    row.add_unsigned("order", made.order)
    for name in BY_NUMBER:
        row.add_unsigned(RANK.format(name), rank(document, name))
    row.add_unsigned("version", document.version)
    row.add_unsigned("number", document.id)
    row.add_unsigned("fingerprint", fingerprint(document))
    return row
