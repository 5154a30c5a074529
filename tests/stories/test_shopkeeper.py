"""(d) A shop is registered, sells vouchers to somebody on a phone, is paid twice, redeems at its till, and hears of it.

Nothing is replaced inside: what the citizen's bank would read from the GiroCode, by a decoder that is not ours, is what
the uploaded statement says, and what stands on the voucher.
"""

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect
from pypdf import PdfReader

from app.core import clock
from app.shops.figures.quarters import Quarter
from app.shops.figures.services import collect
from app.shops.upkeep import letters
from tests.factories.places import PlaceFactory
from tests.harness.live_site import LiveSite, running_site
from tests.stories.steps import PASSWORD, link_in, newest_letter, on, sign_up, write
from tests.support.statements.samples import IBAN, paid

pytestmark = pytest.mark.browser
AGENT = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36"
)
PHONE = {"viewport": {"width": 320, "height": 640}, "has_touch": True, "user_agent": AGENT}
OWNER, BUYER = "lotte@kranich.example", "gerda@example.org"
HOLDER = "Lotte Müßig & Töchter GbR"


@pytest.fixture(scope="module")
def live_site(template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    with running_site(template, tmp_path_factory.mktemp("shop"), shop_statements=True) as site:
        yield site


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def open_shop(page: Page, site: LiveSite) -> str:
    """From nothing to a public shop that sells vouchers. Returns its address."""
    PlaceFactory(name="Heidelberg", key="08221000", lat=49.41, lon=8.69)
    page.goto(f"{site.url}/konto/registrieren?weiter=/neu/laden")
    sign_up(page, site, "Lotte Müßig", OWNER)
    page.wait_for_url(re.compile("/neu/laden"))
    write(page, title="Buchhandlung Kranich", place="Heidelberg")
    page.locator("main .combo__option").first.click()
    page.locator("main [name=category]").select_option("buecher")
    press(page, "Weiter")
    write(page, phone="06221 12345")
    press(page, "Laden veröffentlichen")
    page.wait_for_url(re.compile("/laeden/buchhandlung-kranich$"))
    return page.url


def offer_vouchers(page: Page, shop: str) -> None:
    page.goto(f"{shop}/hilfe/konto")
    write(page, holder=HOLDER, iban="DE89 3704 0044 0532 0130 00", password=PASSWORD)
    press(page, "Konto speichern")
    expect(page.locator("main")).to_contain_text("einen Cent")
    page.goto(f"{shop}/hilfe/angebot/voucher")
    write(page, sentence="Heute kaufen, im Frühling lesen.")
    page.get_by_label("Mehrzweck-Gutschein").check()
    press(page, "Speichern")
    expect(page.locator("main")).to_contain_text("Auf Ihrer Seite")


def order(page: Page, shop: str, amount: str) -> list[str]:
    """Somebody without account on a phone. Returns the lines of the GiroCode as a bank's app would read them."""
    page.goto(shop)
    page.get_by_role("link", name="Gutschein kaufen").click()
    write(page, amount=amount, email=BUYER)
    press(page, "zahlungspflichtig bestellen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Gutschein")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    with page.expect_download() as saving:
        page.get_by_role("link", name="QR-Code als Bild speichern").click()
    codes = zxingcpp.read_barcodes(Image.open(saving.value.path()))
    press(page, "Ich habe überwiesen")
    expect(page.locator("main")).to_contain_text("Bezahlt laut Ihnen, vom Laden noch nicht bestätigt")
    return codes[0].bytes.decode().split("\n")


def cents_in(lines: list[str]) -> int:
    assert lines[:4] + lines[5:7] == ["BCD", "002", "1", "SCT", HOLDER, IBAN]
    return int(lines[7].removeprefix("EUR").replace(".", ""))


def confirm_by_hand(page: Page, shop: str) -> None:
    page.goto(f"{shop}/hilfe")
    expect(page.locator("main")).to_contain_text("bezahlt laut Käufer")
    press(page, "Geld ist da")
    expect(page.locator("main")).to_contain_text("Gerade wartet nichts")


def confirm_by_statement(page: Page, shop: str, lines: list[str]) -> None:
    page.goto(f"{shop}/hilfe/kontoauszug")
    content = paid((77_00, "Miete Müller"), (cents_in(lines), f"SVWZ+{lines[10].lower()}"))
    page.set_input_files("[name=file]", {"name": "auszug.xml", "mimeType": "text/xml", "buffer": content})
    press(page, "Auszug lesen")
    page.wait_for_url(re.compile("/hilfe$"))
    assert "Müller" not in page.content()


def paper(page: Page) -> tuple[str, str]:
    """(amount, code) as printed."""
    page.reload()
    address = page.get_by_role("link", name="Gutschein drucken (PDF)").get_attribute("href")
    content = page.request.get(f"{page.url.split('/unterstuetzung')[0]}{address}").body()
    text = " ".join(PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    amount, code = re.search(r"(\d+,\d\d €)", text), re.search(r"(\w{5}-\w{5}-\w{5})", text)
    assert amount, text
    assert code, text
    return amount[1], code[1]


def redeem(till: Page, code: str, amount: str | None) -> None:
    """amount: None for all that is left, as the field says already."""
    write(till, code=code.lower())
    press(till, "Gutschein ansehen")
    if amount:
        write(till, amount=amount)
    press(till, "Einlösen")


def letter_of_the_quarter(site: LiveSite, patch: pytest.MonkeyPatch) -> str:
    """The web processes end and hand over what they have counted; then it is the fifth day of the next quarter."""
    site.stop()
    collect()
    day = Quarter.now().after.first + timedelta(days=4)
    patch.setattr(clock, "now", lambda: datetime.combine(day, time(10), tzinfo=clock.BERLIN).astimezone(UTC))
    assert letters.is_due()
    letters.write_due()
    return newest_letter(site, OWNER, "Stimmt noch alles?").text


def test_a_shop_sells_vouchers_redeems_them_and_hears_how_often_it_was_found(
    live_site: LiveSite, new_context: Callable[..., BrowserContext], monkeypatch: pytest.MonkeyPatch
):
    desk, phone, counter = new_context().new_page(), new_context(**PHONE).new_page(), new_context(**PHONE).new_page()
    shop = open_shop(desk, live_site)
    offer_vouchers(desk, shop)

    first = order(phone, shop, "12,50")
    confirm_by_hand(desk, shop)
    assert (cents_in(first), paper(phone)[0]) == (1250, "12,50 €")

    second = order(phone, shop, "25")
    confirm_by_statement(desk, shop, second)
    amount, code = paper(phone)
    assert (cents_in(second), amount) == (2500, "25,00 €")
    assert link_in(newest_letter(live_site, BUYER, "gilt bis zum"), live_site, "/unterstuetzung/") == phone.url

    desk.goto(f"{shop}/hilfe/kassen")
    write(desk, name="Tresen")
    press(desk, "Kassenlink erstellen")
    counter.goto(re.search(r"http\S+/kasse/geraet/[\w-]+", on(desk))[0])  # type: ignore[index]
    press(counter, "Dieses Gerät zur Kasse machen")
    redeem(counter, code, "10")
    expect(counter.locator("body")).to_contain_text("10,00 € eingelöst. Der Gutschein ist noch 15,00 € wert.")
    redeem(counter, code, None)
    expect(counter.locator("body")).to_contain_text("Der Gutschein ist noch 0,00 € wert.")
    phone.reload()
    assert "0,00 €" in on(phone)
    desk.goto(f"{shop}/hilfe/buchungen")
    assert re.search(r"Bestätigt eingegangen\s+37,50 €\s+Offen in Gutscheinen\s+12,50 €", on(desk))

    for _ in range(20):
        phone.request.get(shop)
    phone.goto(shop)
    with phone.expect_response(re.compile("/weiter/phone$")):
        phone.get_by_role("link", name="06221 12345").click()
    told = letter_of_the_quarter(live_site, monkeypatch)
    assert "Ihre Seite wurde 23-mal angesehen." in told
    assert re.findall(r"^  (.+): (\d+) ", told, re.MULTILINE) == [
        ("Angesehen", "23"),
        ("Klicks zu Ihnen", "1"),
        ("Gutschein", "2"),
    ]
