"""Many tills redeem the same voucher at once: `python -m tools.voucher_race [rounds]`, on SQLite and on PostgreSQL.

Each round, with 20 and then 200 requests in parallel: the same press of a button sent again and again must take its
amount once; different tills that all want the whole rest must share one success; and many small parts may never take
more than there is. Afterwards balance, bookings and what the tills were told agree to the cent.
"""

import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import func, select

from app import create_app
from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.support.models import Booking, SupportOrder, Voucher
from app.support.paying.codes import new_reference
from app.support.queries.sums import worth_of
from app.support.services.receipts import confirm_receipt
from app.support.services.vouchers import NotRedeemable, redeem
from config import ROOT, Settings
from tools.postgres import private_cluster

CENTS = 25_00
CROWDS = (20, 200)
SAID_EVERY = 10
THREADS = 12
"""As a server has workers: fewer than connections in the pool, so that all wait for the voucher and none for a line."""
Press = Callable[[int], tuple[int, str]]
GAMES: dict[str, tuple[Press, int]] = {
    "the same press": (lambda one: (10_00, "same"), 10_00),
    "the whole rest": (lambda one: (CENTS, f"till {one}"), CENTS),
    "parts": (lambda one: (3_00, f"part {one}"), 24_00),
}
"""What each request sends (cents, key), and how much is gone afterwards."""


def play(app: Flask, crowd: int, press: Press, gone: int) -> list[str]:
    """One voucher. Returns sentences about what went wrong, none when all is well."""
    with app.app_context():
        number = _voucher()
        db.session.remove()
    with ThreadPoolExecutor(min(crowd, THREADS)) as pool:
        told = list(pool.map(lambda one: _press(app, number, *press(one)), range(crowd)))
    with app.app_context():
        return [one for one in told if isinstance(one, str)] + _look(
            number, gone, sum(c for c in told if isinstance(c, int))
        )


def _voucher() -> int:
    order = SupportOrder(shop_name="Gedränge", kind="voucher", reference=new_reference(), amount_cents=CENTS)
    order.holder, order.iban = "Gedränge", "DE89370400440532013000"
    with transaction():
        db.session.add(order)
    confirm_receipt(order.id, actor=None)
    return order.id


def _press(app: Flask, number: int, cents: int, key: str) -> int | str:
    """Cents that were newly taken off, or what went wrong."""
    with app.app_context():
        try:
            done = redeem(number, cents, key=key)
            return done.cents if done.was_new else 0
        except NotRedeemable:
            return 0
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        finally:
            db.session.remove()


def _look(number: int, gone: int, told: int) -> list[str]:
    voucher = db.session.get_one(Voucher, number)
    taken = select(func.coalesce(func.sum(Booking.amount_cents), 0)).where(Booking.order_id == number)
    booked = -int(db.session.scalar(taken.where(Booking.kind == "redemption")) or 0)
    found = {
        "told": told,
        "booked": booked,
        "balance": CENTS - voucher.balance_cents,
        "worth": CENTS - worth_of(number),
    }
    return [f"{name}: {cents} cents gone instead of {gone}" for name, cents in found.items() if cents != gone]


def play_rounds(app: Flask, rounds: int) -> list[str]:
    found: list[str] = []
    for number in range(1, rounds + 1):
        found += [
            f"{crowd} requests, {name}: {fault}"
            for crowd in CROWDS
            for name, (press, gone) in GAMES.items()
            for fault in play(app, crowd, press, gone)
        ]
        if number % SAID_EVERY == 0:
            print(f"{number} Runden: {found or 'kein Cent zu viel'}", flush=True)
    return found


def _on(url: str, rounds: int) -> list[str]:
    with tempfile.TemporaryDirectory() as place:
        values = {"instance_path": Path(place), "database_url": url or f"sqlite:///{place}/race.sqlite3"}
        app = create_app(Settings.model_validate({"secret_key": "r" * 40, **values}))
        with app.app_context():
            upgrade(directory=str(ROOT / "migrations"))
        return play_rounds(app, rounds)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    begun = clock.now()
    faults = _on("", rounds)
    print(f"SQLite, {rounds} Runden: {faults or 'kein Cent zu viel'}")
    with private_cluster() as url:
        more = _on(url, rounds)
    print(f"PostgreSQL, {rounds} Runden: {more or 'kein Cent zu viel'} ({(clock.now() - begun).seconds} s)")
    return 1 if faults or more else 0


if __name__ == "__main__":
    sys.exit(main())
