"""Rows of imports that may be shops we have: staff see both side by side and decide."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from sqlalchemy import func, select, update
from sqlalchemy.orm import joinedload

from app.core.actors import Actor
from app.core.database import affected
from app.core.events import SubjectsImported
from app.core.guards import allow
from app.core.paging import page_number, page_of, window
from app.core.permissions import who
from app.core.transaction import transaction
from app.extensions import db
from app.shops.categories import CATEGORIES
from app.shops.entering.imports.records import ShopRecord
from app.shops.entering.imports.sources import Source
from app.shops.entering.imports.writing import add_one
from app.shops.entering.models import ShopTwin
from app.shops.kinds import SHOP, WHEELCHAIR_WORDS
from app.shops.models import Shop, ShopSource
from app.shops.permissions import StaffAction
from app.shops.services.changes import written

bp = Blueprint("shop_twins", __name__)
LIST = "/redaktion/laeden/doppelte"
FILLED = ("website", "phone", "wheelchair", "street", "house_number", "postcode", "city")


@dataclass(frozen=True)
class Pair:
    """rows: (what, in the directory, in the file), for a table."""

    twin: ShopTwin
    shop: Shop
    rows: list[tuple[str, str, str]]


@bp.get(LIST)
@allow(StaffAction.DECIDE)
def waiting() -> str:
    number = page_number()
    query = select(ShopTwin, Shop).join(Shop, Shop.id == ShopTwin.shop_id).options(joinedload(Shop.subject))
    rows = db.session.execute(window(query.where(ShopTwin.decision == "").order_by(ShopTwin.id), number)).all()
    page = page_of([Pair(twin, shop, compared(shop, record_of(twin))) for twin, shop in rows], number)
    return render_template("shops/entering/twins.html", page=page)


def waiting_count() -> int:
    return db.session.scalar(select(func.count()).select_from(ShopTwin).where(ShopTwin.decision == "")) or 0


def find_waiting(public_id: str) -> ShopTwin | None:
    return db.session.scalar(select(ShopTwin).where(ShopTwin.public_id == public_id, ShopTwin.decision == ""))


@bp.post(f"{LIST}/<public_id>")
@allow(StaffAction.DECIDE, load=find_waiting)
def decide(twin: ShopTwin) -> Any:
    answer = request.form.get("antwort", "")
    if answer in ("same", "other"):
        decide_on(twin, answer, actor=who())
        flash(
            "Die Quelle gehört jetzt zu diesem Eintrag." if answer == "same" else "Beide stehen jetzt im Verzeichnis."
        )
    return redirect(LIST, 303)


def decide_on(twin: ShopTwin, answer: str, *, actor: Actor) -> None:
    """answer "same": the row belongs to the shop; what an unclaimed one lacks is filled in. "other": a new entry."""
    shop = db.session.get_one(Shop, twin.shop_id)
    with transaction(shop) as tx:
        decided = update(ShopTwin).where(ShopTwin.id == twin.id, ShopTwin.decision == "")
        if not affected(db.session.execute(decided.values(decision=answer, decided_by_id=actor.id))):
            return
        record, source = record_of(twin), Source(twin.source, twin.name, twin.licence, twin.licence_url)
        if answer == "other":
            tx.publish(SubjectsImported(SHOP, [add_one(source, record)]))
            return
        _join(shop, twin)
        if not shop.is_claimed and shop.confirmed_at is None:
            _fill_gaps(shop, record)
            written(shop, tx, actor)


def _join(shop: Shop, twin: ShopTwin) -> None:
    names = ("source", "external_id", "name", "url", "licence", "licence_url", "data")
    db.session.add(ShopSource(shop_id=shop.id, **{name: getattr(twin, name) for name in names}))


def _fill_gaps(shop: Shop, record: ShopRecord) -> None:
    for name in FILLED:
        setattr(shop, name, getattr(shop, name) or getattr(record, name))


def record_of(twin: ShopTwin) -> ShopRecord:
    return ShopRecord(line=0, **twin.data)


def compared(shop: Shop, record: ShopRecord) -> list[tuple[str, str, str]]:
    address = f"{record.street} {record.house_number}".strip(), f"{record.postcode} {record.city}".strip()
    return [
        ("Name", shop.subject.title, record.name),
        ("Art", CATEGORIES[shop.category].label, CATEGORIES[record.category].label),
        ("Adresse", shop.address, ", ".join(part for part in address if part)),
        ("Öffnungszeiten", shop.opening_hours or shop.hours_text, record.hours),
        ("Telefon", shop.phone, record.phone),
        ("Website", shop.website, record.website),
        ("Zugang", WHEELCHAIR_WORDS[shop.wheelchair], WHEELCHAIR_WORDS[record.wheelchair]),
    ]
