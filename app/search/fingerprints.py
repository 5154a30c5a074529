"""One number for everything a document says: equal in index and database, or the index is out of date."""

from hashlib import blake2b
from itertools import chain

from app.core.documents import Document

_BETWEEN = "\0"


def fingerprint(document: Document) -> int:
    """64 bits, the same in every process and on every machine."""
    said = (
        document.id,
        document.version,
        document.kind,
        document.title,
        sorted((name, sorted(values)) for name, values in document.fields.items() if values),
        sorted((name, float(value)) for name, value in document.numbers.items()),
        sorted(document.readers),
        document.date.isoformat(),
    )
    whole = _BETWEEN.join((repr(said), *chain.from_iterable(document.texts)))
    return int.from_bytes(blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=8).digest())
