"""The function mailbox: confirmed by a link with a button, or by six digits, before anything is sent there."""

from datetime import timedelta

from flask import current_app
from sqlalchemy import select

from app.accounts.models import User
from app.core import audit, clock, tokens
from app.core.actors import Actor
from app.core.addresses import fold_address
from app.core.limits import Limit, require
from app.core.tokens import OneTimeToken
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.organisations.models import Organisation
from app.organisations.services.verifying import recheck

PURPOSE = "organisation_mailbox"
LASTS = timedelta(days=3)
PER_ORGANISATION = Limit("organisation-mailbox", 6, 86_400)


def set_mailbox(organisation: Organisation, address: str, *, actor: Actor, tx: Transaction) -> None:
    """Store the address; one that is the person's own, confirmed, needs no mail. Inside a transaction."""
    if fold_address(address) == fold_address(organisation.mailbox) and organisation.mailbox_confirmed_at:
        return
    organisation.mailbox, organisation.mailbox_confirmed_at = address, None
    if _is_own(address, actor):
        organisation.mailbox_confirmed_at = clock.now()
    elif address:
        _send(organisation, actor, tx)


def _is_own(address: str, actor: Actor) -> bool:
    query = select(User.email_folded).where(User.id == actor.id, User.confirmed_at.is_not(None))
    return bool(address) and db.session.scalar(query) == fold_address(address)


def send_again(organisation: Organisation, *, actor: Actor) -> None:
    """A new code and link; 429 when asked too often."""
    require(PER_ORGANISATION, str(organisation.id))
    with transaction(organisation, raises_cache=False) as tx:
        if organisation.mailbox and not organisation.mailbox_confirmed_at:
            _send(organisation, actor, tx)


def _send(organisation: Organisation, actor: Actor, tx: Transaction) -> None:
    payload = {"organisation_id": organisation.id, "mailbox": organisation.mailbox}
    _, link, code = tokens.issue(PURPOSE, lasts=LASTS, user_id=actor.id, payload=payload)
    address = f"{current_app.config['SETTINGS'].base_url}/postfach/{link}"
    values = {"organisation": organisation.subject.title, "person": actor.name, "code": code, "link": address}
    tx.mail(organisation.mailbox, "organisations/mail/mailbox", **values)


def waiting_token(organisation: Organisation) -> OneTimeToken | None:
    """The latest token for the mailbox as it is now; the digits are checked against it."""
    query = select(OneTimeToken).where(OneTimeToken.purpose == PURPOSE, OneTimeToken.used_at.is_(None))
    rows = db.session.scalars(query.order_by(OneTimeToken.id.desc()).limit(200))
    return next((row for row in rows if row.payload == _wanted(organisation)), None)


def _wanted(organisation: Organisation) -> dict[str, object]:
    return {"organisation_id": organisation.id, "mailbox": organisation.mailbox}


def find_by_code(organisation: Organisation, code: str) -> OneTimeToken | None:
    token = waiting_token(organisation)
    return tokens.find_by_code(PURPOSE, token.id, code) if token else None


def organisation_of(token: OneTimeToken) -> Organisation | None:
    """The organisation a token is for; None when its mailbox has changed meanwhile."""
    found = db.session.get(Organisation, token.payload["organisation_id"])
    return found if found and found.mailbox == token.payload["mailbox"] else None


def confirm_mailbox(organisation: Organisation, token: OneTimeToken) -> None:
    """The mailbox is the organisation's; a domain that staff entered may verify it now."""
    with transaction(organisation) as tx:
        if tokens.use(token):
            organisation.mailbox_confirmed_at = clock.now()
            audit.record("organisation.mailbox_confirmed", actor_id=token.user_id, subject_id=organisation.id)
            recheck(organisation, tx)
