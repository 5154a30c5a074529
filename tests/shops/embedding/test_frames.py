"""Frames on other sites: they may be shown there, know nobody, and set nothing."""

import html
import re

import pytest

from app.core import clock
from tests.factories.shops import ShopFactory

MAP, CARD = "/laeden/einbetten/karte?kategorie=cafe", "/laeden/einbetten/laden/cafe-linde"


@pytest.fixture
def cafe(clara):
    return ShopFactory(title="Café Linde", slug="cafe-linde", category="cafe", lat=49.41, lon=8.70, owners=[clara])


@pytest.mark.parametrize("path", [MAP, CARD])
def test_a_frame_may_stand_on_other_sites_and_no_other_page_may(client, cafe, path):
    frame, page = client.get(path), client.get("/laeden/cafe-linde")
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Frame-Options"] == "DENY"


def test_the_operator_may_name_who_embeds(make_app, cafe):
    client = make_app(embed_hosts="https://www.stadt.example").test_client()
    policy = client.get(CARD).headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://www.stadt.example" in policy


@pytest.mark.parametrize("path", [MAP, CARD])
def test_a_frame_is_the_same_for_everybody_and_sets_no_cookie(client, log_in, clara, cafe, path):
    theirs = client.get(path)
    mine = log_in(client, clara).get(path)
    assert mine.text == theirs.text
    assert "Set-Cookie" not in mine.headers
    assert "Café Linde" in theirs.text
    assert clara.name not in mine.text
    assert "csrf" not in mine.text


@pytest.mark.parametrize(
    "changed", [{"state": "draft", "slug": None}, {"hidden_at": clock.now()}, {"closed_at": clock.now()}]
)
def test_what_not_everyone_may_see_has_no_card_even_for_its_own_people(client, log_in, clara, changed):
    shop = ShopFactory(title="Verborgen", owners=[clara], **changed)
    name = shop.subject.slug or shop.subject.public_id
    assert log_in(client, clara).get(f"/laeden/einbetten/laden/{name}").status_code == 404


def test_the_line_to_copy_leads_to_the_frame_with_filters_and_window(client, cafe):
    page = client.get("/laeden/einbetten?kategorie=cafe&mitte=49.41,8.70&zoom=15&boese=%22%3E%3Cscript%3E")
    code = html.unescape(re.search(r'<textarea[^>]*id="code-karte"[^>]*>([^<]*)</textarea>', page.text).group(1))
    address = html.unescape(re.search(r'src="([^"]+)"', code).group(1))
    assert address.endswith("/laeden/einbetten/karte?kategorie=cafe&mitte=49.41%2C8.70&zoom=15")
    assert "<script>" not in page.text.split("<main")[1]
    assert "Café Linde" in client.get(address).text


def test_the_line_of_a_shop_is_offered_with_its_card(client, cafe):
    page = client.get("/laeden/einbetten?laden=cafe-linde")
    assert "/laeden/einbetten/laden/cafe-linde" in page.text
    assert client.get("/laeden/einbetten?laden=gibt-es-nicht").status_code == 404
