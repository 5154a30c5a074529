"""What a member does with saved searches. Each touches own ones only; the views hand over nothing else."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from app.accounts.models import User
from app.core import clock
from app.core.actors import Actor
from app.core.events import PersonRemoved
from app.core.transaction import transaction
from app.extensions import db
from app.search.saved.models import SavedSearch, SavedSearchHit

MOST = 50
KEEP_HITS = timedelta(days=180)


class TooMany(Exception):
    """The person has MOST saved searches already."""


def save(name: str, address: str, *, actor: Actor) -> tuple[str, bool]:
    """Returns (public id, is new): the same search is kept once. Raises TooMany."""
    with transaction(raises_cache=False):
        db.session.execute(select(User.id).where(User.id == actor.id).with_for_update())
        mine = SavedSearch.user_id == actor.id
        known = db.session.scalar(select(SavedSearch.public_id).where(mine, SavedSearch.address == address))
        if known:
            return known, False
        if (db.session.scalar(select(func.count()).where(mine)) or 0) >= MOST:
            raise TooMany
        search = SavedSearch(user_id=actor.id, name=name, address=address)
        db.session.add(search)
        db.session.flush()
        return search.public_id, True


def rename(search: SavedSearch, name: str) -> None:
    with transaction(raises_cache=False):
        db.session.get_one(SavedSearch, search.id).name = name


def set_active(search: SavedSearch, is_active: bool) -> None:
    """Pause it, or let it go on; what appeared meanwhile is not looked up."""
    with transaction(raises_cache=False):
        row = db.session.get_one(SavedSearch, search.id)
        row.is_active, row.changed_at = is_active, clock.now()


def mark_seen(search: SavedSearch) -> None:
    with transaction(raises_cache=False):
        db.session.get_one(SavedSearch, search.id).seen_at = clock.now()


def remove(search: SavedSearch) -> None:
    with transaction(raises_cache=False):
        db.session.execute(delete(SavedSearch).where(SavedSearch.id == search.id))


def forget_person(event: PersonRemoved) -> None:
    """Listener: saved searches go with their person."""
    with transaction(raises_cache=False):
        db.session.execute(delete(SavedSearch).where(SavedSearch.user_id == event.person_id))


def sweep() -> None:
    """Once a day: hits of half a year ago are no news."""
    with transaction(raises_cache=False):
        db.session.execute(delete(SavedSearchHit).where(SavedSearchHit.found_at < clock.now() - KEEP_HITS))
