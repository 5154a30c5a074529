"""Password and address: changed by the person, or renewed by a link or code sent to the mailbox."""

from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete, select

from app.accounts import passwords
from app.accounts.models import User
from app.accounts.queries import MOST_AT_ONE_MAILBOX, people_at
from app.accounts.services.alike import mail_one_of
from app.accounts.services.authentication import TooManyTries, WrongPassword, forgive
from app.accounts.services.log_ins import end_all_log_ins
from app.accounts.services.sign_up import LinkSpent, MailboxFull
from app.core import clock, tokens
from app.core.addresses import fold_address
from app.core.limits import Limit, clear, hit, require
from app.core.tokens import OneTimeToken
from app.core.transaction import Transaction, transaction
from app.extensions import db

RESET, NEW_EMAIL = "reset", "new_email"
RESET_LASTS, NEW_EMAIL_LASTS = timedelta(hours=1), timedelta(hours=24)
RESET_TEMPLATES = ("accounts/mail/reset", "accounts/mail/reset_unknown")
RESET_PER_ADDRESS = Limit("reset.address", 3, 3_600)
RESET_PER_NETWORK = Limit("reset.network", 40, 3_600)
NEW_EMAIL_PER_PERSON = Limit("new-email.person", 5, 3_600)
OWN_PASSWORD = Limit("own-password.person", 5, 900)


def ask_for_reset(email: str, *, network: str) -> int:
    """Send code and link, or word that there is no account; the same work either way. Returns the token's id.

    email: normal form. Answers 429 when asked more than three times an hour for one address.
    """
    folded = fold_address(email)
    require(RESET_PER_NETWORK, network)
    require(RESET_PER_ADDRESS, folded)
    with transaction(raises_cache=False) as tx:
        people = people_at(folded)
        row, link, code = tokens.issue(
            RESET, lasts=RESET_LASTS, payload={"user_ids": [one.id for one in people], "email": folded}
        )
        words = {"names": [one.name for one in people], "code": code, "link": _address("passwort-neu", link)}
        mail_one_of(tx, email, RESET_TEMPLATES[0 if people else 1], RESET_TEMPLATES, **words)
        return row.id


def reset_password(row: OneTimeToken, user_id: int, password: str) -> User:
    """Set a new password by a link or code that came by mail. All log-ins end, all such links too.

    Raises LinkSpent when the link was used meanwhile or belongs to somebody else.
    """
    hashed = passwords.hash_password(password)
    with transaction(raises_cache=False) as tx:
        allowed = user_id in row.payload.get("user_ids", ())
        person = db.session.get(User, user_id, populate_existing=True)
        if not allowed or not tokens.use(row) or person is None or person.left_at:
            raise LinkSpent
        person.password_hash, person.confirmed_at = hashed, person.confirmed_at or clock.now()
        _after_new_password(tx, person, but=None)
        forgive(person.id, person.email, person.handle)
        return person


def check_password(user_id: int, password: str) -> User:
    """The person, when it is her password. Raises WrongPassword, TooManyTries."""
    if not hit(OWN_PASSWORD, str(user_id)):
        raise TooManyTries
    person = db.session.get_one(User, user_id, populate_existing=True)
    if not passwords.is_right(person.password_hash, password):
        raise WrongPassword
    clear(OWN_PASSWORD, str(user_id))
    return db.session.get_one(User, user_id)


def change_password(user_id: int, password: str, *, log_in_id: int | None) -> None:
    """Set a new password; the caller has checked the old one. All other log-ins end."""
    hashed = passwords.hash_password(password)
    with transaction(raises_cache=False) as tx:
        person = db.session.get_one(User, user_id, populate_existing=True)
        person.password_hash = hashed
        _after_new_password(tx, person, but=log_in_id)


def ask_for_new_address(user_id: int, email: str) -> int:
    """Send code and link to the new address and a warning to the old one. Returns the token's id."""
    require(NEW_EMAIL_PER_PERSON, str(user_id))
    with transaction(raises_cache=False) as tx:
        person = db.session.get_one(User, user_id, populate_existing=True)
        row, link, code = tokens.issue(NEW_EMAIL, lasts=NEW_EMAIL_LASTS, user_id=user_id, payload={"email": email})
        address = _address("email/bestaetigen", link)
        tx.mail(email, "accounts/mail/new_email", name=person.name, code=code, link=address)
        tx.mail(person.email, "accounts/mail/email_changes", name=person.name, new_address=email)
        return row.id


def finish_new_address(row: OneTimeToken, *, user_id: int, log_in_id: int | None) -> str:
    """The new address counts from now on; all other log-ins end. Raises LinkSpent, MailboxFull."""
    with transaction(raises_cache=False) as tx:
        email = row.payload["email"]
        if row.user_id != user_id or not tokens.use(row):
            raise LinkSpent
        if len(people_at(fold_address(email))) >= MOST_AT_ONE_MAILBOX:
            raise MailboxFull
        person = db.session.get_one(User, user_id, populate_existing=True)
        tx.mail(person.email, "accounts/mail/email_changed", name=person.name, new_address=email)
        person.email, person.email_folded = email, fold_address(email)
        end_all_log_ins(user_id, but=log_in_id)
        _end_links(user_id)
    return email


def _after_new_password(tx: Transaction, person: User, *, but: int | None) -> None:
    end_all_log_ins(person.id, but=but)
    _end_links(person.id)
    tx.mail(person.email, "accounts/mail/password_changed", name=person.name, at=clock.now())


def _end_links(user_id: int) -> None:
    """No link or code sent before opens anything any more."""
    db.session.execute(delete(OneTimeToken).where(OneTimeToken.user_id == user_id, OneTimeToken.used_at.is_(None)))
    for row in db.session.scalars(select(OneTimeToken).where(*_open_resets())):
        if user_id in row.payload.get("user_ids", ()):
            row.payload = {**row.payload, "user_ids": [one for one in row.payload["user_ids"] if one != user_id]}


def _open_resets() -> tuple[Any, ...]:
    return (OneTimeToken.purpose == RESET, OneTimeToken.used_at.is_(None), OneTimeToken.expires_at > clock.now())


def _address(page: str, link: str) -> str:
    return f"{current_app.config['SETTINGS'].base_url}/konto/{page}/{link}"
