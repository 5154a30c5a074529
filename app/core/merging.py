"""Two people in one draft: what each of them changed is kept, and where both changed the same field they are told.

A draft is a flat mapping of field names to what was typed. Under VERSIONS it remembers at which version each field
was last changed, under WRITERS by whom (user ids). A form carries the version it was made from and a mark of each
value it showed.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

VERSIONS, WRITERS = "_versions", "_writers"
Data = Mapping[str, Any]


def mark(value: Any) -> str:
    """Eight letters that differ when the value differs."""
    text = json.dumps(value or "", ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def marks(values: Data) -> str:
    """For the hidden field of a form: the marks of all values it shows."""
    return as_marks({name: mark(value) for name, value in values.items()})


def as_marks(known: Mapping[str, str]) -> str:
    """The same for marks that are there already."""
    return json.dumps(known, separators=(",", ":"))


def read_marks(text: str) -> dict[str, str]:
    """The marks a form sent back; nothing when somebody has meddled with them."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


@dataclass
class Merge:
    """values: what to store. conflicts: field name → what the other person has saved meanwhile.

    seen: marks of what the sender knows from now on; what others wrote in fields he left alone he does not know.
    """

    values: dict[str, Any] = field(default_factory=dict)
    conflicts: dict[str, Any] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)


def merge(stored: Data, mine: Data, *, seen_version: int, seen: Mapping[str, str]) -> Merge:
    """Mine into stored, field by field. A field nobody touched since I saw it is mine; one I left alone is theirs.

    Of fields without a mark the version tells whether somebody has touched them.
    """
    versions, result = stored.get(VERSIONS, {}), Merge(seen={**seen})
    for name, value in mine.items():
        theirs, own = mark(stored.get(name)), mark(value)
        was = seen.get(name, theirs if versions.get(name, 0) <= seen_version else "")
        if own == theirs:
            result.seen[name] = own
        elif was == theirs:
            result.values[name], result.seen[name] = value, own
        elif own != was:
            result.conflicts[name], result.seen[name] = stored.get(name), theirs
    return result


def with_versions(stored: Data, changed: Data, version: int, writer: int | None = None) -> dict[str, Any]:
    """The stored data with the changed values in it, noted as of this version by this writer."""
    versions = {**stored.get(VERSIONS, {}), **dict.fromkeys(changed, version)}
    writers = {**stored.get(WRITERS, {}), **dict.fromkeys(changed, writer)}
    return {**stored, **changed, VERSIONS: versions, WRITERS: writers}


def text_of(data: Data) -> dict[str, Any]:
    """Only what was written: without our notes and without empty fields."""
    return {name: value for name, value in data.items() if not name.startswith("_") and value not in ("", [], None)}
