"""The till's camera, played: Chromium's camera sees the real card, and the vendored reader reads it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserType, Page, Route, expect

from app.extensions import db
from app.shops.models import Shop
from app.support.models import SupportOrder, Voucher
from app.support.services import tills
from app.support.services.receipts import confirm_receipt
from tests.factories.shops import ShopFactory
from tests.factories.support import NOBODY, ordered, with_help
from tests.harness.browser import FLAGS, foreign, violations
from tests.harness.live_site import LiveSite
from tests.support.pictures import picture_of
from tools.machine import find_chromium

pytestmark = pytest.mark.browser
WIDTH, HEIGHT = 640, 480


def film(card: Image.Image, path: Path) -> Path:
    """A raw film (Y4M) of one still: the card held a little askew before the camera, on grey ground."""
    still = Image.new("L", (WIDTH, HEIGHT), 140)
    held = card.convert("L").rotate(7, expand=True, fillcolor=140)
    still.paste(held, ((WIDTH - held.width) // 2, (HEIGHT - held.height) // 2))
    grey = bytes([128]) * (WIDTH * HEIGHT // 2)
    frame = b"FRAME\n" + still.tobytes() + grey
    path.write_bytes(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 10)
    return path


@pytest.fixture
def shop(live_site: LiveSite) -> Shop:
    return with_help(ShopFactory())


@pytest.fixture
def voucher(shop: Shop) -> Voucher:
    order = ordered(shop, 25_00, email="")
    confirm_receipt(order.id, actor=NOBODY)
    return db.session.get_one(Voucher, order.id)


@pytest.fixture
def phone(browser_type: BrowserType, live_site: LiveSite, voucher: Voucher, tmp_path: Path) -> Iterator[Page]:
    """A phone whose camera sees the voucher."""
    with live_site.app.test_request_context():
        card = picture_of(db.session.get_one(SupportOrder, voucher.id), voucher)
    camera = f"--use-file-for-fake-video-capture={film(card, tmp_path / 'voucher.y4m')}"
    flags = [*FLAGS, "--use-fake-device-for-media-stream", camera]
    browser = browser_type.launch(executable_path=str(find_chromium()), args=flags)
    context = browser.new_context(viewport={"width": 320, "height": 640}, locale="de-DE", permissions=["camera"])
    troubles: list[str] = []
    context.on("request", lambda request: troubles.extend(foreign(request)))
    context.on("console", lambda message: troubles.extend(violations(message)))
    yield context.new_page()
    browser.close()
    assert troubles == []


def scan(page: Page) -> None:
    page.get_by_role("button", name="Mit der Kamera lesen").press("Enter")
    expect(page.get_by_label("Betrag, der eingelöst wird")).to_be_visible()


def test_the_camera_reads_the_code_and_a_locked_till_is_none_at_once(
    live_site: LiveSite, shop: Shop, voucher: Voucher, phone: Page
):
    phone.goto(f"{live_site.url}/kasse/geraet/{tills.add_till(shop, 'Tresen', actor=NOBODY)}")
    phone.get_by_role("button", name="Dieses Gerät zur Kasse machen").click()
    scan(phone)
    phone.get_by_label("Betrag, der eingelöst wird").fill("10")
    phone.get_by_role("button", name="Einlösen", exact=True).click()
    expect(phone.locator("body")).to_contain_text("Der Gutschein ist noch 15,00 € wert.")
    scan(phone)
    expect(phone.locator("main")).to_contain_text("15,00 €")
    tills.revoke(shop, tills.tills_of(shop.id)[0].public_id, actor=NOBODY)
    phone.get_by_role("button", name="Einlösen", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Dieses Gerät ist keine Kasse")
    db.session.expire_all()
    assert voucher.balance_cents == 15_00


def test_a_camera_that_may_not_be_used_leaves_the_typing(live_site: LiveSite, shop: Shop, voucher: Voucher, page: Page):
    page.goto(f"{live_site.url}/kasse/geraet/{tills.add_till(shop, 'Tresen', actor=NOBODY)}")
    page.get_by_role("button", name="Dieses Gerät zur Kasse machen").click()
    page.get_by_role("button", name="Mit der Kamera lesen").click()
    expect(page.get_by_role("status")).to_contain_text("Bitte tippen Sie den Code ein")
    page.get_by_label("Code auf dem Gutschein").fill(voucher.code.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_label("Betrag, der eingelöst wird")).to_have_value("25,00")


def test_a_double_click_orders_one_voucher(live_site: LiveSite, shop: Shop, page: Page):
    page.goto(f"{live_site.url}{shop.subject.address}/gutschein")
    page.get_by_label("Betrag in Euro").fill("25")
    page.get_by_label("Ihre E-Mail-Adresse").fill("eilig@example.org")
    sent: list[Route] = []
    page.route("**/gutschein", lambda route: sent.append(route))
    page.get_by_role("button", name="zahlungspflichtig bestellen").dblclick(delay=50, no_wait_after=True)
    sent[0].continue_()
    page.wait_for_url(re.compile("/unterstuetzung/"))
    assert len(sent) == 1
