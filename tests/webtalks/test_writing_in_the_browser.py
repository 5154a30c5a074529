"""A talk saves itself while it is written, from the first word on, and goes on elsewhere."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_talk_is_kept_from_the_first_word_on(live_site, new_context, log_in, anna, bernd):
    laptop, phone = new_context().new_page(), new_context().new_page()
    log_in(laptop, anna).goto(f"{live_site.url}/neu/webtalk")
    laptop.get_by_label("Titel", exact=True).fill("Leere Läden füllen")
    expect(laptop.get_by_text("Gespeichert um")).to_be_visible()
    laptop.get_by_label("Kurz gefasst").fill("Wie drei Städte es machen.")
    with laptop.expect_response("**/bearbeiten/zwischenstand"):
        laptop.get_by_label("Kurz gefasst").press("End")
    log_in(phone, anna).goto(f"{live_site.url}/konto/webtalks")
    phone.get_by_role("link", name="Leere Läden füllen").click()
    phone.get_by_role("link", name="Weiterschreiben").click()
    expect(phone.get_by_label("Kurz gefasst")).to_have_value("Wie drei Städte es machen.")
    phone.get_by_label("Kurz gefasst").fill("Vom Telefon.")
    phone.get_by_role("button", name="Später weiterschreiben").click()
    expect(phone.get_by_text("Ihr Entwurf ist gespeichert.")).to_be_visible()
    laptop.get_by_label("Kurz gefasst").fill("Vom Rechner.")
    expect(laptop.get_by_text("Jemand anderes hat diesen Eintrag inzwischen geändert.")).to_be_visible()


def test_the_pages_pass_axe(live_site, page, log_in, inspect, anna):
    log_in(page, anna)
    assert list(inspect("/neu/webtalk")) == []
