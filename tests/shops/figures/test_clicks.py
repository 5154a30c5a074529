import re

import pytest

from app.core.transaction import transaction
from tests.factories.shops import ShopFactory
from tests.factories.support import with_help

PAGE = "/laeden/buchhandlung-kranich"


@pytest.fixture
def shop(place, clara):
    social = [{"kind": "instagram", "url": "https://instagram.com/kranich"}]
    ways = {
        "website": "https://kranich.example",
        "online_shop": "https://kauf.example",
        "phone": "06221 1",
        "social": social,
    }
    return ShopFactory(title="Buchhandlung Kranich", owners=[clara], place_id=place.id, lat=49.4, lon=8.7, **ways)


def links(page):
    """[(where a click is sent, with which sign)] of all counted links."""
    return re.findall(r'data-counted="([^"]+)" data-sign="([^"]+)"', page.text)


def test_each_link_of_the_page_counts_for_its_kind_and_leads_there_directly(client, shop, counted):
    page = client.get(PAGE)
    assert 'href="https://www.openstreetmap.org/directions?to=49.40000%2C8.70000"' in page.text
    assert 'href="geo:49.40000,8.70000"' in page.text
    assert len(links(page)) == 6
    for where, sign in links(page):
        assert client.post(where, data={"zeichen": sign}).status_code == 204
    assert counted() == {"seen": 1, "to_shop": 4, "route": 2}


def test_only_a_page_of_ours_can_say_that_a_link_was_followed(client, shop, counted):
    (where, sign), *_ = links(client.get(PAGE))
    ShopFactory(title="Zweitladen", place_id=shop.subject.place_id)
    for address, zeichen in (
        (where, ""),
        (where, "falsch"),
        (f"{PAGE}/weiter/phone", sign),
        (f"{PAGE}/weiter/unfug", sign),
        (where.replace("buchhandlung-kranich", "zweitladen"), sign),
    ):
        assert client.post(address, data={"zeichen": zeichen}).status_code == 400
    assert counted() == {"seen": 1}


def test_the_shops_own_people_and_unconfirmed_entries_have_no_counted_links(client, inside, clara, shop):
    assert links(inside(clara).get(PAGE)) == []
    with transaction(shop):
        shop.claimed_at = None
    assert links(client.get(PAGE)) == []


def test_looking_at_vouchers_and_ways_to_help_is_counted_and_sending_the_form_is_not(client, shop, counted):
    with_help(shop)
    for part in ("gutschein", "unterstuetzen", "nachricht"):
        client.get(f"{PAGE}/{part}")
        assert client.post(f"{PAGE}/{part}", data={}).status_code == 422
    assert counted() == {"voucher": 1, "support": 1, "to_shop": 1}
