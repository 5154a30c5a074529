"""Claiming an entry: whoever proves it alone gets it at once; where two claim it, staff decide."""

from collections.abc import Sequence
from datetime import timedelta

from flask import current_app
from sqlalchemy import delete, insert, select

from app.accounts.models import Grant, User
from app.core import audit, clock, tokens
from app.core.actors import Actor
from app.core.events import PersonRemoved
from app.core.limits import Limit, require
from app.core.subjects import Subject
from app.core.tokens import OneTimeToken, Spent
from app.core.transaction import Transaction, transaction
from app.core.web_addresses import host_of
from app.extensions import db
from app.shops.entering.claims.models import WAYS, ShopClaim
from app.shops.entering.proofs import services as proofs
from app.shops.entering.proofs.files import ProofFile
from app.shops.kinds import OWNER
from app.shops.models import Shop
from app.shops.services.changes import written

PURPOSE = "shop_claim"
MAIL_LASTS, LETTER_LASTS = timedelta(days=2), timedelta(days=30)
PER_PERSON = Limit("shop-claim.person", 10, 86_400)
SHARED_HOSTS = frozenset(
    (
        "facebook.com",
        "instagram.com",
        "google.com",
        "google.de",
        "jimdo.com",
        "jimdosite.com",
        "wixsite.com",
        "ebay.de",
        "etsy.com",
        "lieferando.de",
        "wordpress.com",
        "blogspot.com",
        "t-online.de",
        "gmx.de",
        "web.de",
        "business.site",
    )
)
"""Hosts where many have a page: a mailbox there proves nothing."""


def can_be_claimed(shop: Shop) -> bool:
    return shop.subject.is_open and not shop.is_claimed and not shop.is_closed


def own_domain(shop: Shop) -> str:
    """ "kranich.example" when the entry has a website of its own, else ""."""
    host = host_of(shop.website)
    return "" if any(host == one or host.endswith(f".{one}") for one in SHARED_HOSTS) else host


def open_claim(shop: Shop, actor: Actor) -> ShopClaim | None:
    mine = ShopClaim.shop_id == shop.id, ShopClaim.user_id == actor.id, ShopClaim.state == "open"
    return db.session.scalars(select(ShopClaim).where(*mine)).first()


def claim(
    shop: Shop, way: str, *, mailbox: str, message: str, actor: Actor, proof: tuple[ProofFile, str] | None = None
) -> ShopClaim:
    """mailbox: what stands before the @ of the shop's own domain. proof: a document and its name.

    Answers 429 when asked too often. Raises Spent.
    """
    require(PER_PERSON, str(actor.id))
    with transaction(shop, raises_cache=False) as tx:
        if not can_be_claimed(shop) or open_claim(shop, actor) is not None:
            raise Spent
        row = ShopClaim(shop_id=shop.id, user_id=actor.id, way=way, message=message)
        db.session.add(row)
        if way == "domain":
            row.email = f"{mailbox}@{own_domain(shop)}"
            db.session.flush()
            _send_code(tx, shop, row)
        if proof is not None:
            db.session.flush()
            proofs.add(row, proof[0], name=proof[1])
    return row


def _send_code(tx: Transaction, shop: Shop, row: ShopClaim) -> None:
    token, link, code = tokens.issue(PURPOSE, lasts=MAIL_LASTS, payload={"claim_id": row.id})
    row.token_id = token.id
    url = f"{current_app.config['SETTINGS'].base_url}/laeden/uebernehmen/{link}"
    tx.mail(row.email, "shops/mail/claim_code", title=shop.subject.title, name=_name(row), code=code, link=url)


def letter_code(row: ShopClaim, *, actor: Actor) -> str:
    """Six digits for the letter staff print now; an older letter is worth nothing from then on."""
    with transaction(raises_cache=False):
        token, _link, code = tokens.issue(PURPOSE, lasts=LETTER_LASTS, payload={"claim_id": row.id})
        row.token_id, row.printed_at = token.id, clock.now()
        audit.record("shop.claim_letter", actor_id=actor.id, subject_id=row.shop_id)
    return code


def prove(token: OneTimeToken) -> tuple[Shop, bool]:
    """The digits or the link were right. Returns the shop, and whether it is hers now. Raises Spent."""
    row = db.session.get(ShopClaim, token.payload.get("claim_id", 0))
    shop = db.session.get(Shop, row.shop_id) if row else None
    if row is None or shop is None:
        raise Spent
    with transaction(shop) as tx:
        if row.state != "open" or row.token_id != token.id or not can_be_claimed(shop) or not tokens.use(token):
            raise Spent
        row.proved_at = clock.now()
        if has_rival(row):
            return shop, False
        _grant(tx, shop, row, None)
    return shop, True


def has_rival(row: ShopClaim) -> bool:
    others = ShopClaim.shop_id == row.shop_id, ShopClaim.state == "open", ShopClaim.id != row.id
    return db.session.scalar(select(ShopClaim.id).where(*others).limit(1)) is not None


def decide(row: ShopClaim, is_hers: bool, *, actor: Actor) -> None:
    """By staff. Raises Spent when it is decided, or the shop has somebody by now."""
    shop = db.session.get_one(Shop, row.shop_id)
    with transaction(shop) as tx:
        if row.state != "open" or (is_hers and not can_be_claimed(shop)):
            raise Spent
        if is_hers:
            _grant(tx, shop, row, actor)
        else:
            _close(tx, shop, row, "refused", actor.id)


def _grant(tx: Transaction, shop: Shop, row: ShopClaim, actor: Actor | None) -> None:
    """Bank accounts and tills of former owners end with the new claimed_at (see support)."""
    values = {"user_id": row.user_id, "role": OWNER, "scope_id": shop.id, "granted_by_id": actor.id if actor else None}
    db.session.execute(insert(Grant).values(values))
    shop.claimed_at = clock.now()
    if shop.subject.origin == "offene_daten":  # the source stands beside it; the entry is a member's now
        shop.subject.origin, shop.subject.external_id = "mitglied", None
    written(shop, tx, actor)
    _close(tx, shop, row, "granted", actor.id if actor else None)


def _close(tx: Transaction, shop: Shop, row: ShopClaim, state: str, actor_id: int | None) -> None:
    row.state, row.decided_at, row.decided_by_id, row.email = state, clock.now(), actor_id, ""
    proofs.remove_of_claims([row.id])
    audit.record(f"shop.claim_{state}", actor_id=actor_id, subject_id=shop.id, user_id=row.user_id)
    email = db.session.scalar(select(User.email).where(User.id == row.user_id))
    if email:
        words = {"name": _name(row), "title": shop.subject.title, "path": shop.subject.address}
        tx.mail(email, "shops/mail/claim_decided", is_hers=state == "granted", **words)


def forget_person(event: PersonRemoved) -> None:
    """Listener: who has left claims nothing."""
    with transaction(raises_cache=False):
        proofs.remove_of_claims(_ids_of(event.person_id))
        db.session.execute(delete(ShopClaim).where(ShopClaim.user_id == event.person_id))


def _ids_of(user_id: int) -> Sequence[int]:
    return db.session.scalars(select(ShopClaim.id).where(ShopClaim.user_id == user_id)).all()


def export(user_id: int) -> list[dict[str, object]]:
    """For "Meine Daten"."""
    sent = proofs.of_claims(_ids_of(user_id))
    query = select(
        ShopClaim.id,
        Subject.title,
        ShopClaim.way,
        ShopClaim.message,
        ShopClaim.email,
        ShopClaim.state,
        ShopClaim.created_at,
    )
    rows = db.session.execute(query.join(Subject, Subject.id == ShopClaim.shop_id).where(ShopClaim.user_id == user_id))
    return [
        {
            "laden": row.title,
            "weg": WAYS[row.way],
            "text": row.message,
            "postfach": row.email,
            "stand": row.state,
            "seit": row.created_at.isoformat(),
            "nachweise": [one.name for one in sent if one.claim_id == row.id],
        }
        for row in rows
    ]


def _name(row: ShopClaim) -> str:
    return db.session.scalar(select(User.name).where(User.id == row.user_id)) or ""
