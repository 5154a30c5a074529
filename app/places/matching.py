"""Which towns a typed text can mean: a key, a postcode, or a name with or without its district or state."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, bindparam, func, select, union

from app.core.rows import first_row
from app.core.text import fold, sort_key
from app.extensions import db
from app.places.models import Place, Postcode
from app.places.towns import Town, town_columns, town_of

MOST_CHOICES = 40
END = "\U0010ffff"
_ADDITION = re.compile(r"\s*(?:[(,/-]| [a-zö]{1,2}\.| am | an | auf | bei | beim | im | in | ob | vor | unter ).*$")
_QUALIFIED = re.compile(r"^(?P<name>[^(,]+?)\s*(?:\((?P<inside>[^)]+)\)?|,\s*(?P<after>.+))$")


@dataclass(frozen=True)
class Match:
    """town: the only one the text can mean. choices: all it may mean, when it is not just one."""

    town: Town | None
    choices: tuple[Town, ...] = ()


def begins_with(prefix: str) -> ColumnElement[bool]:
    """Folded names that begin so; the column sorts by bytes, so this walks the index."""
    return (Place.folded >= prefix) & (Place.folded < prefix + END)


def match(text: str) -> Match:
    """Never guesses: a text that fits several towns gives all of them, the largest first."""
    text = " ".join(text.split())[:200]
    if re.fullmatch(r"\d{8}", text):
        return _alone_or_choices(_towns(town_columns().where(Place.key == text)))
    if re.fullmatch(r"\d{5}", text):
        return _alone_or_choices(_towns(_by_postcode(text)))
    return _by_name(text) if fold(text) else Match(None)


def by_key(key: str) -> Town | None:
    """The municipality with this official key, or None."""
    if not re.fullmatch(r"\d{8}", key):
        return None
    row = first_row(_BY_KEY, {"key": key})
    return town_of(row) if row else None


_BY_KEY = town_columns().where(Place.key == bindparam("key"))


def _by_name(text: str) -> Match:
    folded = fold(text)
    exact = _towns(town_columns().where(Place.folded == folded))
    if exact and "(" in text:
        return _alone_or_choices(exact)
    found = _qualified(text)
    if found:
        return _alone_or_choices(found)
    begun = _towns(town_columns().where(begins_with(folded)))
    namesakes = _called(begun, text, sort_key) or _called(begun, text, fold)
    return _alone_or_choices(namesakes) if namesakes else Match(None, tuple(search(text, MOST_CHOICES)))


def _called(towns: list[Town], text: str, normal: Callable[[str], str]) -> list[Town]:
    """ "Neustadt" can mean "Neustadt (Wied)" and "Neustadt in Holstein" as well."""
    wanted = normal(text)
    return [town for town in towns if wanted in (normal(town.name), normal(_ADDITION.sub("", town.name)))]


def _qualified(text: str) -> list[Town]:
    """ "Neustadt (Sachsen)", "Neuenkirchen, Landkreis Stade": with the words behind in name, district or state."""
    parts = _QUALIFIED.match(text)
    if parts is None or not fold(parts["name"]):
        return []
    wanted = fold(parts["inside"] or parts["after"]).split()
    begun = _towns(town_columns().where(begins_with(fold(parts["name"]))))
    named = [town for town in begun if _has_words(town.name, wanted)]
    found = named or [town for town in begun if _has_words(f"{town.suffix} {town.district} {town.state}", wanted)]
    return [town for town in found if town.folded == fold(parts["name"])] or found


def _has_words(text: str, wanted: list[str]) -> bool:
    words = fold(text).replace("-", " ").split()
    return all(any(word.startswith(part) for word in words) for part in wanted)


def search(text: str, limit: int) -> list[Town]:
    """Towns of a postcode, or whose name begins so, the largest first; then those with a later word that does."""
    if re.fullmatch(r"\d{5}", text.strip()):
        return _towns(_by_postcode(text.strip()), limit)
    folded = fold(text)
    if not folded:
        return []
    found = _towns(town_columns().where(begins_with(folded)), limit)
    if len(found) < limit and len(folded) > 2:
        more = _towns(town_columns().where(Place.id.in_(named_ids(folded))), limit * 2)
        found += [town for town in more if town not in found]
    return found[:limit]


def named_ids(folded: str) -> CompoundSelect[Any]:
    """Ids of municipalities of which the name, or a later word of it, begins so; answered by an index alone."""
    later = Place.folded.contains(f" {folded}", autoescape=True)
    ids = select(Place.id).where(Place.level == "gemeinde")
    return union(ids.where(begins_with(folded)), ids.where(later))


def _by_postcode(postcode: str) -> Select:
    known = select(Postcode.place_id).where(Postcode.postcode == postcode)
    return town_columns().where((Place.postcode == postcode) | Place.id.in_(known))


def _towns(query: Select, limit: int | None = None) -> list[Town]:
    largest = func.coalesce(Place.population, -1).desc()  # an expression, so that no index on it is walked
    ordered = query.order_by(largest, Place.key)
    return [town_of(row) for row in db.session.execute(ordered.limit(limit))]


def _alone_or_choices(towns: list[Town]) -> Match:
    return Match(towns[0]) if len(towns) == 1 else Match(None, tuple(towns[:MOST_CHOICES]))
