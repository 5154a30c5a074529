"""What a feature hands to search about one of its things."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Document:
    """One findable thing.

    texts: pairs (weight name, plain text), e.g. ("title", …), ("body", …). fields: exact values to filter
    and count by, e.g. {"kind": ("practice",)}. numbers: for ranges; a missing name means unknown, never zero.
    readers: who may find it: "public", "members", "org:<id>". date: for sorting, aware UTC.
    """

    id: int
    version: int
    kind: str
    title: str
    url: str
    date: datetime
    texts: tuple[tuple[str, str], ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    readers: tuple[str, ...] = ("public",)
