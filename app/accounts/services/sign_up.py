"""Sign-up: nothing but a token exists until the address is confirmed, by a link with a button or by six digits.

Whether an account exists already is told to the mailbox alone.
"""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import update

from app.accounts import passwords
from app.accounts.models import User
from app.accounts.queries import MOST_AT_ONE_MAILBOX, people_at
from app.accounts.services.alike import mail_one_of
from app.accounts.services.consent import agree
from app.accounts.services.handles import add_with_handle
from app.core import clock, tokens
from app.core.addresses import fold_address
from app.core.database import affected
from app.core.limits import Limit, require
from app.core.tokens import OneTimeToken
from app.core.transaction import transaction
from app.extensions import db

PURPOSE = "sign_up"
LASTS = timedelta(hours=24)
TEMPLATES = ("accounts/mail/sign_up", "accounts/mail/sign_up_again", "accounts/mail/sign_up_full")
PER_ADDRESS = Limit("sign-up.address", 5, 3_600)
PER_NETWORK = Limit("sign-up.network", 40, 3_600)


class LinkSpent(Exception):
    """Used already, or too old."""


class MailboxFull(Exception):
    """Five people share the mailbox; a sixth needs an address of his own."""


def ask_to_sign_up(*, name: str, email: str, password: str, terms: int, weiter: str, network: str) -> int:
    """Send code and link. Returns the token's id; the same work whether the address is known or not.

    email: normal form. terms: version agreed to. weiter: path to go on to. Answers 429 when asked too often.
    """
    require(PER_NETWORK, network)
    hashed = passwords.hash_password(password)
    agreed = {"terms": terms, "terms_at": clock.now().isoformat()}
    return _send({"name": name, "email": email, "password_hash": hashed, "weiter": weiter, **agreed})


def send_again(token_id: int) -> int | None:
    """A new code and link for the same wish; None when it is known no more."""
    row = db.session.get(OneTimeToken, token_id)
    if row is None or row.purpose != PURPOSE or row.used_at or not row.payload:
        return None
    return _send(dict(row.payload))


def _send(payload: dict[str, Any]) -> int:
    folded = fold_address(payload["email"])
    require(PER_ADDRESS, folded)
    with transaction(raises_cache=False) as tx:
        names = [one.name for one in people_at(folded)]
        row, link, code = tokens.issue(PURPOSE, lasts=LASTS, payload=payload)
        address = f"{current_app.config['SETTINGS'].base_url}/konto/bestaetigen/{link}"
        words = {"name": payload["name"], "names": names, "code": code, "link": address}
        mail_one_of(tx, payload["email"], _template(len(names)), TEMPLATES, **words)
        return row.id


def _template(number_of_people: int) -> str:
    first, again, full = TEMPLATES
    if number_of_people >= MOST_AT_ONE_MAILBOX:
        return full
    return again if number_of_people else first


def knows_password(row: OneTimeToken, password: str) -> bool:
    """Is it the one chosen at sign-up? Asked when the link is opened in another browser; tries are counted."""
    with transaction(raises_cache=False):
        query = update(OneTimeToken).where(OneTimeToken.id == row.id, OneTimeToken.tries < tokens.MOST_TRIES)
        counted = affected(db.session.execute(query.values(tries=OneTimeToken.tries + 1)))
    return bool(counted) and passwords.is_right(row.payload.get("password_hash", ""), password)


def finish_sign_up(row: OneTimeToken) -> tuple[int, str]:
    """Make the account. Returns the person's id and the path to go on to. Raises LinkSpent, MailboxFull."""
    with transaction(raises_cache=False):
        wish = dict(row.payload)
        if not tokens.use(row) or not wish:
            raise LinkSpent
        folded = fold_address(wish["email"])
        if len(people_at(folded)) >= MOST_AT_ONE_MAILBOX:
            raise MailboxFull
        person = User(
            name=wish["name"],
            email=wish["email"],
            email_folded=folded,
            password_hash=wish["password_hash"],
            confirmed_at=clock.now(),
        )
        add_with_handle(person)
        if "terms" in wish:
            agree(person.id, wish["terms"], at=datetime.fromisoformat(wish["terms_at"]))
        row.payload = {}
        return person.id, wish["weiter"]
