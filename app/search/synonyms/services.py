"""Changes of the word list: each is in use with the next search, and stands in the log."""

from dataclasses import dataclass

from sqlalchemy import delete, select

from app.core import audit, clock
from app.core.actors import Actor
from app.core.text import fold_umlauts
from app.core.transaction import transaction
from app.extensions import db
from app.search.synonyms.models import SynonymEntry


class TermTaken(Exception):
    """Another line begins with this term."""

    def __init__(self, entry_id: int) -> None:
        super().__init__(f"line {entry_id} begins with it")
        self.entry_id = entry_id


@dataclass(frozen=True)
class Values:
    """terms: at least one; together with narrower at least two."""

    terms: tuple[str, ...]
    narrower: tuple[str, ...] = ()
    area: str = ""
    is_active: bool = True
    origin: str = "Redaktion"

    @property
    def key(self) -> str:
        return fold_umlauts(self.terms[0])[:120]


def save_entry(number: int | None, values: Values, *, actor: Actor) -> int:
    """Add a line (number None) or change one; returns its id. Raises TermTaken."""
    with transaction():
        taken = db.session.scalar(select(SynonymEntry.id).where(SynonymEntry.key == values.key))
        if taken is not None and taken != number:
            raise TermTaken(taken)
        entry = SynonymEntry() if number is None else db.session.get_one(SynonymEntry, number)
        write(entry, values)
        db.session.add(entry)
        action = "search_words.added" if number is None else "search_words.changed"
        audit.record(action, actor_id=actor.id, begriffe=", ".join(values.terms), engere=", ".join(values.narrower))
        db.session.flush()
        return entry.id


def write(entry: SynonymEntry, values: Values) -> None:
    entry.key, entry.area, entry.origin = values.key, values.area, values.origin
    entry.terms, entry.narrower = "\n".join(values.terms), "\n".join(values.narrower)
    entry.is_active, entry.changed_at = values.is_active, clock.now()


def delete_entry(number: int, *, actor: Actor) -> None:
    with transaction():
        terms = db.session.scalar(select(SynonymEntry.terms).where(SynonymEntry.id == number))
        if terms is not None:
            db.session.execute(delete(SynonymEntry).where(SynonymEntry.id == number))
            audit.record("search_words.deleted", actor_id=actor.id, begriffe=terms.replace("\n", ", "))
