"""Proposing a shop, asking it, deciding. Of a guest nothing but a token exists until the address is confirmed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete, func, select, update

from app.accounts.models import User
from app.core import audit, clock, tokens
from app.core.actors import Actor
from app.core.addresses import fold_address
from app.core.events import PersonRemoved
from app.core.limits import Limit, require
from app.core.tokens import OneTimeToken, Spent
from app.core.transaction import transaction
from app.extensions import db
from app.shops.models import ShopProposal

PURPOSE = "shop_proposal"
LASTS = timedelta(days=2)
KEPT = timedelta(days=365)
PER_NETWORK = Limit("shop-proposal.network", 30, 86_400)
PER_PERSON = Limit("shop-proposal.person", 10, 86_400)


@dataclass(frozen=True)
class Proposal:
    """What is typed; name and email of who proposes it, empty for members."""

    title: str
    street: str
    town: str
    place_id: int | None
    website: str
    why: str
    name: str = ""
    email: str = ""


def propose(wish: Proposal, *, user_id: int, network: str) -> None:
    """A member's. Answers 429 when asked too often."""
    require(PER_NETWORK, network)
    require(PER_PERSON, str(user_id))
    with transaction(raises_cache=False):
        db.session.add(ShopProposal(**asdict(wish), user_id=user_id))


def ask_visitor(wish: Proposal, *, network: str) -> int:
    """Send code and link first. Returns the token's id."""
    require(PER_NETWORK, network)
    require(PER_PERSON, fold_address(wish.email))
    with transaction(raises_cache=False) as tx:
        row, link, code = tokens.issue(PURPOSE, lasts=LASTS, payload=asdict(wish))
        address = f"{_base()}/laeden/fehlt/bestaetigen/{link}"
        tx.mail(wish.email, "shops/mail/proposal_confirm", name=wish.name, title=wish.title, code=code, link=address)
        return row.id


def confirm(token: OneTimeToken) -> str:
    """The address is right. Returns the path to go on to. Raises Spent."""
    with transaction(raises_cache=False):
        values = dict(token.payload)
        if not values or not tokens.use(token):
            raise Spent
        db.session.add(ShopProposal(**values))
        token.payload = {}
    return "/laeden/"


def find(public_id: str) -> ShopProposal | None:
    return db.session.scalar(select(ShopProposal).where(ShopProposal.public_id == public_id))


def waiting() -> Sequence[ShopProposal]:
    """Not yet decided, the oldest first."""
    query = select(ShopProposal).where(ShopProposal.state.in_(("open", "asked")))
    return db.session.scalars(query.order_by(ShopProposal.state.desc(), ShopProposal.created_at).limit(200)).all()


def waiting_count() -> int:
    return db.session.scalar(select(func.count()).where(ShopProposal.state == "open")) or 0


def ask_shop(proposal: ShopProposal, email: str, *, actor: Actor) -> None:
    """The shop is asked: by a mail from here, or, without an address, by staff on paper or in person."""
    number = proposal.id
    with transaction(raises_cache=False) as tx:
        row = db.session.get_one(ShopProposal, number, populate_existing=True)
        row.state, row.asked_at = "asked", clock.now()
        audit.record("shop_proposal.asked", actor_id=actor.id, proposal=row.public_id, by_mail=bool(email))
        if email:
            tx.mail(email, "shops/mail/proposal_asked", title=row.title, why=row.why, link=f"{_base()}/neu/laden")


def decide(proposal: ShopProposal, is_entered: bool, *, actor: Actor) -> None:
    """Entered: who proposed it hears of it. Name and address go in either case."""
    number = proposal.id
    with transaction(raises_cache=False) as tx:
        row = db.session.get_one(ShopProposal, number, populate_existing=True)
        if row.state in ("entered", "declined"):
            return
        row.state, row.decided_at = "entered" if is_entered else "declined", clock.now()
        audit.record("shop_proposal.decided", actor_id=actor.id, proposal=row.public_id, state=row.state)
        name, email = _proposer(row)
        if is_entered and email:
            tx.mail(email, "shops/mail/proposal_entered", name=name, title=row.title, link=f"{_base()}/laeden/")
        row.name = row.email = ""


def _proposer(row: ShopProposal) -> tuple[str, str]:
    if row.user_id is None:
        return row.name, row.email
    found = db.session.execute(select(User.name, User.email).where(User.id == row.user_id)).first()
    return (found.name, found.email) if found else ("", "")


def forget_person(event: PersonRemoved) -> None:
    """Listener: the wish stays with staff, without whose it was."""
    with transaction(raises_cache=False):
        mine = ShopProposal.user_id == event.person_id
        db.session.execute(update(ShopProposal).where(mine).values(user_id=None, name="", email=""))


def forget_old() -> None:
    """Every day: after a year a wish is gone."""
    with transaction(raises_cache=False):
        db.session.execute(delete(ShopProposal).where(ShopProposal.created_at < clock.now() - KEPT))


def export(user_id: int) -> list[dict[str, Any]]:
    """For "Meine Daten"."""
    query = select(ShopProposal).where(ShopProposal.user_id == user_id).order_by(ShopProposal.id)
    return [
        {"laden": one.title, "ort": one.town, "warum": one.why, "vorgeschlagen": one.created_at.isoformat()}
        for one in db.session.scalars(query)
    ]


def _base() -> str:
    return current_app.config["SETTINGS"].base_url
