"""Registering without an account: nothing but a token exists until the address is confirmed, by digits or by a link."""

from datetime import timedelta
from typing import Any

from flask import current_app

from app.core import tokens
from app.core.addresses import fold_address
from app.core.limits import Limit, require
from app.core.tokens import OneTimeToken
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks import times
from app.webtalks.admission import INVITED, refusal
from app.webtalks.models import Registration, Series, Webtalk
from app.webtalks.services.registering import NotAdmitted, Person, register
from app.webtalks.services.series import register_for_all

PURPOSE = "webtalk_registration"
LASTS = timedelta(hours=48)
PER_ADDRESS = Limit("webtalk.address", 8, 3_600)
PER_NETWORK = Limit("webtalk.network", 120, 3_600)


class Spent(Exception):
    """The link or code was used already, or the talk is gone."""


def ask(talk: Webtalk, person: Person, *, all_dates: bool, network: str) -> int:
    """Send code and link. Returns the token's id; 0 without a mail when the address is not invited, which is told
    to nobody: the answer looks alike. Answers 429 when asked too often. Raises NotAdmitted.
    """
    require(PER_NETWORK, network)
    require(PER_ADDRESS, fold_address(person.email))
    why = refusal(talk, user_id=None, email=person.email)
    if why == INVITED:
        return 0
    if why:
        raise NotAdmitted(why)
    payload: dict[str, Any] = {"talk": talk.id, "name": person.name, "email": person.email}
    payload |= {"answers": person.answers, "all_dates": all_dates}
    with transaction(raises_cache=False) as tx:
        row, link, code = tokens.issue(PURPOSE, lasts=LASTS, payload=payload)
        address = f"{current_app.config['SETTINGS'].base_url}/webtalks/anmeldung/bestaetigen/{link}"
        when = times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else ""
        words = {"name": person.name, "title": talk.subject.title, "when": when, "code": code, "link": address}
        tx.mail(person.email, "webtalks/mail/confirm", **words)
        return row.id


def confirm(token: OneTimeToken) -> Registration:
    """The address is right: register. Raises Spent, registering.NotAdmitted."""
    wish = dict(token.payload)
    talk = db.session.get(Webtalk, wish.get("talk", 0))
    if talk is None:
        raise Spent
    with transaction(raises_cache=False):
        if not tokens.use(token):
            raise Spent
        token.payload = {"talk": wish["talk"]}
    person = Person(name=wish["name"], email=wish["email"], answers=wish["answers"])
    registration = register(talk, person)
    if wish["all_dates"] and talk.series_id is not None:
        register_for_all(db.session.get_one(Series, talk.series_id), person)
    return registration
