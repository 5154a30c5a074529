from sqlalchemy import select

from app.core.transaction import transaction
from app.demo.shop_help import listed, load_help, remove_help
from app.extensions import db
from app.support.models import Booking, SupportOrder, Voucher
from app.support.paying.iban import account_of
from app.support.queries.sums import sums_of, worth_of
from tests.factories.shops import ShopFactory


def load() -> dict[str, int]:
    """Twice, as somebody does who starts the demo again."""
    helps = listed()
    shops = {key: ShopFactory(title=key, origin="demo").id for key in helps}
    for _ in range(2):
        with transaction():
            load_help(shops, helps)
    return shops


def test_invented_shops_are_helped_once_and_the_books_agree(app, client, outbox):
    shops = load()
    helps = listed()
    for key, number in shops.items():
        paid = [one for one in helps[key].orders if one.is_paid]
        assert sums_of(number).received == sum(one.cents for one in paid)
    for voucher in db.session.scalars(select(Voucher)):
        assert voucher.balance_cents == worth_of(voucher.id)
    assert len(outbox) == 0
    assert "So helfen Sie" in client.get("/laeden/siebenschlaefer").text


def test_their_accounts_are_right_by_the_check_digits_and_no_banks(app):
    for one in listed().values():
        assert account_of(one.iban).bank == ""
        assert one.holder.startswith("Erfunden")


def test_what_was_invented_goes_with_its_bookings(app):
    load()
    with transaction():
        assert remove_help() > 0
    assert db.session.scalar(select(Booking)) is None
    assert db.session.scalar(select(SupportOrder)) is None
