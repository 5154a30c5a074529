"""Is it really you? Password against account, with limits that no stranger can turn into a lock.

Counted per text typed and per person (5 wrong in 15 minutes), per network and for the whole installation. A browser
in which the person has logged in before has a count of its own and is not bound by the last two; and the link by
mail (reset) always works. Unknown accounts cost the same work and get the same answer.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from app.accounts import passwords
from app.accounts.known_devices import KnownDevice
from app.accounts.models import User
from app.accounts.queries import MOST_AT_ONE_MAILBOX
from app.core.addresses import fold_address
from app.core.limits import Limit, clear, hit, within
from app.core.transaction import transaction
from app.extensions import db

TYPED = Limit("log-in.typed", 5, 900)
PERSON = Limit("log-in.person", 5, 900)
NETWORK = Limit("log-in.network", 20, 900)
EVERYBODY = Limit("log-in.everybody", 1_000, 900)


class WrongPassword(Exception):
    """No such account, or not its password: nobody learns which."""


class TooManyTries(Exception):
    """Wait, or take the link by mail."""


class Blocked(Exception):
    """The password was right, but staff has blocked the account."""


def authenticate(typed: str, password: str, *, network: str, device: KnownDevice) -> int:
    """The id of the person with this e-mail address or handle, and this password.

    Several people may share a mailbox: the password decides who it is.
    Raises WrongPassword, TooManyTries, Blocked.
    """
    people = _people(typed)
    known = any(one.id in device.user_ids for one in people)
    counts = _Counts(fold_address(typed), [one.id for one in people], device.id if known else "", network)
    counts.try_once()
    right = [one for one in people if passwords.is_right(one.password_hash, password)]
    if not people:
        passwords.is_right("", password)
    if not right or counts.is_used_up:
        counts.was_wrong()
        raise WrongPassword
    person = next((one for one in right if one.blocked_at is None), right[0])
    return _admit(person, password, counts)


def _admit(person: Any, password: str, counts: "_Counts") -> int:
    if person.blocked_at is not None:
        raise Blocked
    with transaction(raises_cache=False):
        counts.was_right()
        if passwords.needs_rehash(person.password_hash):
            fresh = passwords.hash_password(password)
            db.session.execute(update(User).where(User.id == person.id).values(password_hash=fresh))
    return person.id


def _people(typed: str) -> Sequence[Any]:
    """At most MOST_AT_ONE_MAILBOX share a mailbox; in the order in which they came."""
    folded = fold_address(typed)
    which = User.email_folded == folded if "@" in folded else User.handle == folded
    query = select(User.id, User.password_hash, User.blocked_at).where(which, User.left_at.is_(None))
    return db.session.execute(query.order_by(User.id).limit(MOST_AT_ONE_MAILBOX)).all() if folded else ()


def forgive(user_id: int, *typed: str) -> None:
    """After a reset by mail: the wrong tries from unknown browsers count no more."""
    with transaction(raises_cache=False):
        clear(PERSON, "", f"id {user_id}")
        for one in typed:
            clear(TYPED, "", fold_address(one))


class _Counts:
    """The counts of one try. device: id of a browser the person has used before, or empty."""

    def __init__(self, typed: str, user_ids: list[int], device: str, network: str) -> None:
        self.typed, self.device, self.network = typed, device, network
        self.people = [f"id {one}" for one in user_ids] or [f"nobody {typed}"]
        self.is_used_up = False

    def try_once(self) -> None:
        """Count before looking, so that tries at the same moment count too. Raises TooManyTries."""
        if not self.device and not (within(NETWORK, self.network) and within(EVERYBODY)):
            raise TooManyTries
        with transaction(raises_cache=False):
            first = hit(TYPED, self.device, self.typed)
            left = [hit(PERSON, self.device, one) for one in self.people]
            self.is_used_up = not all(left)
        if not first:
            raise TooManyTries

    def was_wrong(self) -> None:
        with transaction(raises_cache=False):
            hit(NETWORK, self.network)
            hit(EVERYBODY)

    def was_right(self) -> None:
        clear(TYPED, self.device, self.typed)
        for one in self.people:
            clear(PERSON, self.device, one)
