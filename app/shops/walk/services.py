"""Taking in what was said in front of a shop, once, however often it is sent."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.core.actors import Actor
from app.core.text import sort_key
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.media.services import remove_attachments
from app.shops.models import Shop
from app.shops.queries import pictures_of
from app.shops.services import hours, pictures, writing
from app.shops.services.changes import written
from app.shops.stewards.notices import Change, tell_people
from app.shops.walk.models import ShopCheck

MOMENTS = ("confirmed_at", "hours_confirmed_at", "checked_by_city_at", "closed_at")
TEXTS = ("confirmed_by", "hours_confirmed_by", "opening_hours", "hours_text")
LOOK_AGAIN = "„{}“ wurde inzwischen geändert. Bitte sehen Sie noch einmal nach."
NEWER_STANDS = "„{}“ wurde nach Ihrem Besuch geändert. Das Neuere gilt; was Sie gesagt haben, steht als Notiz dabei."
TOO_LATE = "„{}“ wurde inzwischen geändert. Zurücknehmen geht nicht mehr; bitte sehen Sie den Eintrag an."


class ForeignKey(Exception):
    """The key belongs to another tap, of somebody else or for another shop."""


@dataclass(frozen=True)
class Said:
    """One tap. kind: of models.KINDS. at: when, by our clock. shown: fingerprint of what the phone showed.

    title, opening_hours, hours_text: only of "changed". photo: only of "photo".
    """

    key: str
    kind: str
    at: datetime
    shown: str
    title: str = ""
    opening_hours: str | None = None
    hours_text: str = ""
    photo: bytes = b""


@dataclass(frozen=True)
class Outcome:
    """state: done, noted or undone; sentence: what the person must know, else empty."""

    state: str
    sentence: str = ""


def fingerprint(thing: Any, title: str) -> str:
    """The same as long as nothing has changed that is confirmed by one tap. thing: a shop, or a row of it."""
    state = "closed" if thing.closed_at else "open"
    parts = (title, thing.street, thing.house_number, thing.opening_hours or "", thing.hours_text, state)
    text = "\0".join(parts)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def seen_now(shop: Shop) -> str:
    return fingerprint(shop, shop.subject.title)


def check(shop: Shop, said: Said, *, actor: Actor) -> Outcome:
    """Raises PictureRefused, ForeignKey. A key that is known changes nothing and gets the same answer."""
    with transaction(shop) as tx:
        known = db.session.scalar(select(ShopCheck).where(ShopCheck.key == said.key))
        if known is not None:
            if known.shop_id != shop.id or known.user_id != actor.id:
                raise ForeignKey
            return Outcome(known.state, known.note)
        row = ShopCheck(key=said.key, shop_id=shop.id, user_id=actor.id, kind=said.kind, done_at=said.at)
        row.note = _objection(shop, said, actor)
        row.said = {"title": said.title, "opening_hours": said.opening_hours, "hours_text": said.hours_text}
        row.state = "noted" if row.note else "done"
        if not row.note:
            row.before = _as_it_is(shop)
            DOING[said.kind](shop, said, actor, row)
            db.session.flush()
            row.after = _version(shop)
        db.session.add(row)
        tx.raises_cache = True
        return Outcome(row.state, row.note)


def _objection(shop: Shop, said: Said, actor: Actor) -> str:
    """Why it is not done: the newer wins, and nothing is lost."""
    if said.kind in ("photo", "missing") or said.shown == seen_now(shop) or _is_own_work(shop, actor):
        return ""
    if said.kind == "right":
        return LOOK_AGAIN.format(shop.subject.title)
    return NEWER_STANDS.format(shop.subject.title) if shop.subject.changed_at > said.at else ""


def _is_own_work(shop: Shop, actor: Actor) -> bool:
    """The same person was the last to change the entry, on this round."""
    mine = select(ShopCheck.id).where(ShopCheck.shop_id == shop.id, ShopCheck.user_id == actor.id)
    return db.session.scalar(mine.where(ShopCheck.after == _version(shop)).limit(1)) is not None


def _version(shop: Shop) -> int:
    db.session.flush()
    db.session.refresh(shop.subject, ["version"])
    return shop.subject.version


def _as_it_is(shop: Shop) -> dict[str, Any]:
    moments = {name: moment.isoformat() if (moment := getattr(shop, name)) else None for name in MOMENTS}
    return {"title": shop.subject.title, **{name: getattr(shop, name) for name in TEXTS}, **moments}


def _right(shop: Shop, said: Said, actor: Actor, row: ShopCheck) -> None:
    writing.confirm(shop, actor=actor)


def _changed(shop: Shop, said: Said, actor: Actor, row: ShopCheck) -> None:
    if said.title != shop.subject.title:
        writing.publish(shop, replace(writing.words_of(shop), title=said.title), actor=actor)
    hours.set_hours(shop, said.opening_hours, said.hours_text, by="city", actor=actor)


def _closed(shop: Shop, said: Said, actor: Actor, row: ShopCheck) -> None:
    writing.close(shop, actor=actor)


def _missing(shop: Shop, said: Said, actor: Actor, row: ShopCheck) -> None:
    """Nothing is written into the entry: that nobody found it is no proof that it is gone."""


def _photo(shop: Shop, said: Said, actor: Actor, row: ShopCheck) -> None:
    alt = f"{shop.subject.title} von außen"
    pictures.add(shop, said.photo, name="strassenrunde.jpg", alt=alt, credit="", actor=actor)
    row.said = {"picture": pictures_of(shop.id)[-1].id}


DOING: dict[str, Callable[[Shop, Said, Actor, ShopCheck], None]] = {
    "right": _right,
    "changed": _changed,
    "closed": _closed,
    "missing": _missing,
    "photo": _photo,
}


def undo(shop: Shop, key: str, *, actor: Actor) -> Outcome:
    """Take back one's own tap, unless somebody has changed the entry since. Twice is once."""
    with transaction(shop) as tx:
        mine = select(ShopCheck).where(ShopCheck.key == key, ShopCheck.shop_id == shop.id)
        row = db.session.scalar(mine.where(ShopCheck.user_id == actor.id))
        if row is None or row.state == "undone":
            return Outcome("undone")
        if row.state == "done" and row.kind != "missing" and not _is_own_work(shop, actor):
            return Outcome("noted", TOO_LATE.format(shop.subject.title))
        if row.state == "done" and row.kind != "missing":
            _restore(shop, row, tx, actor)
            row.after = _version(shop)
        row.state = "undone"
        return Outcome("undone")


def _restore(shop: Shop, row: ShopCheck, tx: Transaction, actor: Actor) -> None:
    if row.kind == "photo":
        remove_attachments([row.said["picture"]])
        pictures.show_first(shop)
    else:
        now = _as_it_is(shop)
        _put_back(shop, row.before)
        tell_people(tx, shop, actor, _told(now, row.before))
    written(shop, tx, actor)


def _put_back(shop: Shop, before: dict[str, Any]) -> None:
    shop.subject.title, shop.subject.sort_key = before["title"], sort_key(before["title"])
    for name in TEXTS:
        setattr(shop, name, before[name])
    for name in MOMENTS:
        setattr(shop, name, datetime.fromisoformat(before[name]) if before[name] else None)
    hours.refresh_open(shop, hours.state_key_of(shop))


def _told(now: dict[str, Any], before: dict[str, Any]) -> list[Change]:
    stand = ["für immer geschlossen" if one["closed_at"] else "geöffnet" for one in (now, before)]
    lines = ["; ".join(part for part in (one["opening_hours"], one["hours_text"]) if part) for one in (now, before)]
    return [Change("Name", now["title"], before["title"]), Change("Öffnungszeiten", *lines), Change("Stand", *stand)]
