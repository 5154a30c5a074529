"""Straßenrunde on a phone: taps without network are kept, survive reloading, and reach the server once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from app.core.transaction import transaction
from app.extensions import db
from app.organisations.models import ActsFor
from app.shops.models import Shop
from app.shops.queries import pictures_of
from app.shops.walk.models import ShopCheck
from tests.factories.organisations import OrganisationFactory
from tests.factories.pictures import picture
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory
from tests.harness.accessibility import problems_seen
from tests.harness.cast import Person, person
from tests.harness.live_site import LiveSite

pytestmark = pytest.mark.browser
NAMES = ("Ahorn", "Buche", "Corylus", "Distel")
LOSE_ONE_ANSWER = """() => {
  const real = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await real(...asked);
    if (asked[1]?.method !== "POST") return answer;
    window.fetch = real;
    document.documentElement.dataset.lost = "yes";
    throw new TypeError("the connection broke before the answer came");
  };
}"""
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def round_of(live_site: LiveSite, request: pytest.FixtureRequest) -> tuple[str, dict[str, int], Person]:
    """(address of the round, ids of its four shops by name, the person who walks), a street of its own per test."""
    street = f"Gasse {request.node.name[-20:]}"
    town = PlaceFactory()
    city = OrganisationFactory(title=f"City-Büro {town.name}", kind="stadtmarketing")
    with transaction():
        db.session.add(ActsFor(organisation_id=city.id, place_id=town.id, state="confirmed"))
    where = {"place_id": town.id, "street": street, "opening_hours": "Mo-Fr 10:00-18:00"}
    ids = {
        name: ShopFactory(title=f"{name} {town.name}", house_number=str(number), **where).id
        for number, name in enumerate(NAMES, 1)
    }
    walker = person(f"Wanda {town.name}", ("org_editor", city.id))
    return f"{live_site.url}{city.subject.address}/strassenrunde?strasse={street}", ids, walker


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], round_of, log_in) -> Page:
    page = new_context(viewport=PHONE).new_page()
    log_in(page, round_of[2])
    page.goto(round_of[0])
    expect(page.locator("[data-walk][data-kept=yes]")).to_be_attached()
    return page


def stop(page: Page, name: str):
    return page.locator(f"[data-title^='{name}']")


def say(page: Page, name: str, answer: str) -> None:
    stop(page, name).get_by_role("button", name=answer).first.click()
    expect(stop(page, name)).to_have_class(re.compile("stop--done"))


def waits(page: Page, number: int) -> None:
    expect(page.locator("[data-walk]")).to_have_attribute("data-waiting", str(number))


def checks() -> dict[int, list[str]]:
    """What the server has, by shop."""
    db.session.rollback()
    found: dict[int, list[str]] = {}
    for row in db.session.execute(select(ShopCheck.shop_id, ShopCheck.kind).order_by(ShopCheck.id)):
        found.setdefault(row.shop_id, []).append(row.kind)
    return found


def test_a_round_goes_on_without_network_and_arrives_once(phone: Page, round_of):
    _, ids, _ = round_of
    say(phone, "Ahorn", "Stimmt")
    waits(phone, 0)
    assert checks()[ids["Ahorn"]] == ["right"]

    phone.context.set_offline(True)
    say(phone, "Buche", "Stimmt")
    say(phone, "Corylus", "Geschlossen")
    stop(phone, "Distel").locator("[data-photo]").set_input_files(
        {"name": "front.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG")}
    )
    expect(phone.get_by_text("3 Bestätigungen warten auf Netz")).to_be_visible()
    expect(phone.locator(".walk-bar__count")).to_have_text("3 von 4 geprüft")

    phone.reload()  # still without network
    expect(phone.get_by_text("3 Bestätigungen warten auf Netz")).to_be_visible()
    expect(phone.locator(".walk-bar__count")).to_have_text("3 von 4 geprüft")
    stop(phone, "Distel").locator("[data-change]").click()
    phone.locator("[name=day_6_1]").fill("10-14")
    phone.get_by_role("button", name="Speichern").click()
    waits(phone, 4)
    assert ids["Buche"] not in checks()

    context = phone.context
    phone.close()  # and the browser is opened again later
    phone = context.new_page()
    phone.goto(round_of[0])
    waits(phone, 4)
    context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    waits(phone, 0)
    phone.reload()
    expect(phone.locator(".walk-bar__count")).to_have_text("4 von 4 geprüft")

    found = checks()
    assert [found[ids[name]] for name in NAMES] == [["right"], ["right"], ["closed"], ["photo", "changed"]]
    assert db.session.get_one(Shop, ids["Distel"]).opening_hours == "Mo-Fr 10:00-18:00; Sa 10:00-14:00"
    assert len(pictures_of(ids["Distel"])) == 1
    assert db.session.get_one(Shop, ids["Corylus"]).closed_at


def test_an_answer_that_got_lost_is_sent_again_and_counts_once(phone: Page, round_of):
    _, ids, _ = round_of
    phone.evaluate(LOSE_ONE_ANSWER)
    say(phone, "Ahorn", "Stimmt")
    expect(phone.locator("html[data-lost=yes]")).to_be_attached()
    assert checks()[ids["Ahorn"]] == ["right"]
    waits(phone, 1)
    phone.evaluate("dispatchEvent(new Event('online'))")
    waits(phone, 0)
    assert checks()[ids["Ahorn"]] == ["right"]


def test_taking_back_works_with_and_without_network(phone: Page, round_of):
    _, ids, _ = round_of
    say(phone, "Ahorn", "Geschlossen")
    waits(phone, 0)
    phone.context.set_offline(True)
    phone.locator("[data-walk-undo]").click()
    expect(phone.locator(".walk-bar__count")).to_have_text("0 von 4 geprüft")
    say(phone, "Buche", "Nicht gefunden")
    phone.locator("[data-walk-undo]").click()
    expect(phone.locator(".walk-bar__count")).to_have_text("0 von 4 geprüft")  # only then it is kept
    phone.context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    waits(phone, 0)
    db.session.rollback()
    assert db.session.get_one(Shop, ids["Ahorn"]).closed_at is None
    assert ids["Buche"] not in checks()


def test_logged_out_meanwhile_nothing_is_lost_and_logging_out_oneself_forgets_all(phone: Page, round_of, log_in):
    _, ids, walker = round_of
    phone.context.set_offline(True)
    say(phone, "Ahorn", "Stimmt")
    waits(phone, 1)
    phone.context.clear_cookies()
    phone.context.set_offline(False)
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.locator("[data-walk-problem]")).to_contain_text("Sie sind abgemeldet. Nichts ist verloren")
    log_in(phone, walker)
    phone.goto(round_of[0])
    waits(phone, 0)
    assert checks()[ids["Ahorn"]] == ["right"]

    phone.locator("summary", has_text="Mein Konto").first.click()
    phone.get_by_role("button", name="Abmelden").first.click()
    phone.wait_for_url("**/")
    kept = "async () => [(await caches.keys()).length, (await indexedDB.databases()).length]"
    phone.wait_for_function("async () => !(await caches.keys()).length && !(await indexedDB.databases()).length")
    assert phone.evaluate(kept) == [0, 0]


def test_the_round_is_usable_by_keyboard_and_screen_reader_at_320_pixels(phone: Page):
    assert list(problems_seen(phone)) == []
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")
    stop(phone, "Ahorn").get_by_role("button", name="Stimmt").focus()
    phone.keyboard.press("Enter")
    expect(stop(phone, "Buche").locator("h2")).to_be_focused()
    heights = phone.locator(".big:visible").evaluate_all("all => all.map((one) => one.offsetHeight)")
    assert min(heights) >= 48
