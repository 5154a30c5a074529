"""The public total: confirmed receipts of shops that take part, within the window, to the cent."""

import pytest
from sqlalchemy import select

from app.campaigns.queries.totals import Part, Total, counted_total, parts_of, told_sums
from app.campaigns.services.parts import decide
from app.extensions import db
from app.support.kinds import GIFT
from app.support.models import Booking
from app.support.services.receipts import confirm_receipt, correct_receipt
from app.support.services.refunds import give_back, undo
from tests.factories.campaigns import CampaignFactory
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory
from tests.factories.support import NOBODY, ordered, with_help


def received(shop, cents, kind=GIFT):
    order = ordered(shop, cents, kind=kind)
    confirm_receipt(order.id, actor=NOBODY)
    return order


@pytest.fixture
def campaign(town, at):
    starts, ends = at("2027-05-01T00:00"), at("2027-06-01T00:00")
    own = {"place_id": town.place.id, "owner_id": town.organisation.id}
    return CampaignFactory(title="Hilfe", starts_at=starts, ends_at=ends, **own)


def test_only_what_was_confirmed_within_the_window_counts(town, at, campaign):
    at("2027-04-30T23:59:59")
    received(town.shop, 1_00)
    waiting = ordered(town.shop, 7_77, kind=GIFT)
    assert counted_total(campaign) == Total()
    at("2027-05-01T00:00")
    received(town.shop, 12_50)
    confirm_receipt(waiting.id, actor=NOBODY)
    ordered(town.shop, 99_00)
    at("2027-05-31T23:59:59")
    received(town.shop, 30_00, "voucher")
    at("2027-06-01T00:00")
    received(town.shop, 5_00)
    assert counted_total(campaign) == Total(50_27, 3, 1)
    only = frozenset({town.shop.id})
    assert parts_of(campaign).kinds == {GIFT: Part(20_27, 2, only), "voucher": Part(30_00, 1, only)}
    assert [f"{day:%d.%m.}" for day in parts_of(campaign).weeks] == ["26.04.", "31.05."]


def test_a_correction_takes_off_what_it_corrects_and_nothing_else(town, at, campaign):
    at("2027-04-29T12:00")
    early = received(town.shop, 4_00)
    at("2027-05-02T12:00")
    correct_receipt(early.id, actor=NOBODY)
    confirm_receipt(early.id, actor=NOBODY)
    wrong = received(town.shop, 8_00)
    at("2027-06-05T12:00")
    correct_receipt(wrong.id, actor=NOBODY)
    assert counted_total(campaign) == Total(4_00, 1, 1)
    confirm_receipt(wrong.id, actor=NOBODY)
    assert counted_total(campaign) == Total(4_00, 1, 1)


def test_shops_elsewhere_and_shops_that_said_no_do_not_count(town, at, campaign):
    at("2027-05-02T12:00")
    other = with_help(ShopFactory(title="Anderswo", place_id=PlaceFactory(name="Ahorn", key="08221001").id))
    at("2027-05-02T12:00")
    received(other, 50_00)
    received(town.shop, 3_00)
    assert counted_total(campaign).cents == 3_00
    decide(campaign, town.shop.id, takes_part=False, shares_sum=False)
    assert counted_total(campaign) == Total()


def test_a_single_shop_is_told_apart_only_where_it_agrees(town, at, campaign):
    at("2027-05-02T12:00")
    received(town.shop, 3_00)
    assert told_sums(campaign) == []
    decide(campaign, town.shop.id, takes_part=True, shares_sum=True)
    assert told_sums(campaign) == [("Buchhandlung Kranich", 3_00, 1)]


def test_the_page_shows_the_total_and_no_more_statements_with_more_shops(client, count_sql, town, at, campaign):
    at("2027-05-02T12:00")
    received(town.shop, 12_34)
    with count_sql() as few:
        assert "12,34 €" in client.get(campaign.subject.address).text
    for number in range(5):
        ShopFactory(title=f"Laden {number}", place_id=town.place.id)
    with count_sql() as many:
        client.get(campaign.subject.address)
    assert len(many) <= len(few)
    assert "12,34 €" not in client.get("/hilfsaktionen/liste.csv").text


def test_a_gift_that_was_paid_back_is_taken_off_also_after_the_end(client, town, at, campaign):
    at("2027-05-02T12:00")
    gift = received(town.shop, 20_00)
    at("2027-06-05T12:00")
    give_back(gift.id, 5_00, left=20_00, actor=NOBODY)
    assert counted_total(campaign) == Total(15_00, 1, 1)
    assert "15,00 €" in client.get(f"{campaign.subject.address}/zaehler").text
    give_back(gift.id, 15_00, left=15_00, actor=NOBODY)
    assert counted_total(campaign) == Total()
    last = db.session.scalar(select(Booking.id).order_by(Booking.id.desc()).limit(1))
    undo(last, town.shop.id, actor=NOBODY)
    assert counted_total(campaign) == Total(15_00, 1, 1)
