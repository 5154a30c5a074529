"""The page behind the letter on a phone of 320 pixels, by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from app.core.transaction import transaction
from app.extensions import db
from app.shops.models import Shop
from app.shops.upkeep.links import new_address
from tests.factories.shops import ShopFactory
from tests.harness.accessibility import problems_of
from tests.harness.cast import person
from tests.harness.live_site import LiveSite

pytestmark = pytest.mark.browser


def test_a_shop_is_confirmed_by_keyboard_on_a_small_phone(live_site: LiveSite, page: Page):
    clara = person("Clara Christ")
    shop = ShopFactory(title="Kranich", owners=[clara], opening_hours="Mo-Fr 10:00-18:30; PH off")
    with transaction():
        path = new_address(shop.id, clara.user_id).split("/", 3)[3]
    for part in ("/geschlossen", "/aendern", ""):
        assert list(problems_of(page, f"{live_site.url}/{path}{part}")) == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
    button = page.get_by_role("button", name="Alles stimmt noch")
    assert button.bounding_box()["height"] >= 56
    for _ in range(40):
        page.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vielen Dank! Der Eintrag ist bestätigt.")).to_be_visible()
    assert db.session.get_one(Shop, shop.id, populate_existing=True).confirmed_by == "shop"
