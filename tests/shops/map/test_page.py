"""The page of the map without script: a list of exactly what the data of its window says."""

import html
import re

from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory


def rows(page):
    listed = page.text.split("data-map-list")[1].split("</ol>")[0]
    return [html.unescape(one) for one in re.findall(r'data-part="name"[^>]*>([^<]*)</a>', listed)]


def test_the_list_says_what_the_data_of_the_window_say(client):
    for number in range(4):
        ShopFactory(title=f"Laden {number}", slug=f"l-{number}", lat=49.41 + number / 300, lon=8.70)
    page = client.get("/laeden/karte?mitte=49.41,8.70&zoom=15")
    box = re.search(r'href="(/laeden/karte\.geojson\?[^"]+)"', page.text)
    data = client.get(html.unescape(box.group(1))).json
    assert rows(page) == [one["properties"]["name"] for one in data["features"]]
    assert f"{data['gesamt']} Läden im Kartenausschnitt" in page.text


def test_a_group_in_the_list_leads_closer_and_keeps_the_filters(client):
    for number in range(2):
        ShopFactory(title=f"Laden {number}", slug=f"l-{number}", category="cafe", lat=49.41, lon=8.70)
    page = client.get("/laeden/karte?kategorie=cafe&mitte=49.41,8.70&zoom=8")
    (address,) = re.findall(r'<a href="(/laeden/karte\?[^"]*)" data-part="name">2 Läden', page.text)
    assert "kategorie=cafe&amp;mitte=49.41000,8.70000&amp;zoom=10" in address
    assert "Laden 1" in client.get("/laeden/karte?mitte=49.41,8.70&zoom=17").text


def test_the_map_begins_where_the_chosen_shops_are(client):
    ShopFactory(title="Weit im Norden", category="cafe", lat=54.3, lon=10.1)
    ShopFactory(title="Im Süden", category="mode", lat=47.9, lon=10.2)
    page = client.get("/laeden/karte?kategorie=cafe")
    assert rows(page) == ["Weit im Norden"]
    assert '"zoom": 17' in page.text


def test_the_map_of_a_town_without_shops_begins_there(client):
    PlaceFactory(name="Ahorn", key="99000002", lat=50.1, lon=9.9)
    page = client.get("/laeden/karte?ort=Ahorn")
    assert '"zoom": 13' in page.text
    assert rows(page) == []


def test_the_distance_of_the_address_holds_on_the_map_too(client):
    ShopFactory(title="Nah", lat=49.4112, lon=8.7062)
    ShopFactory(title="Fern", lat=49.5, lon=8.7062)
    assert rows(client.get("/laeden/karte?von=49.4112,8.7062&umkreis=5")) == ["Nah"]


def test_an_empty_window_says_so(client):
    assert "In diesem Ausschnitt zeigt die Karte keinen Laden." in client.get("/laeden/karte?q=nichts").text


def test_only_the_map_may_ask_where_the_visitor_is_and_no_outside_host_is_allowed(client):
    page = client.get("/laeden/karte")
    assert "geolocation=(self)" in page.headers["Permissions-Policy"]
    assert "https:" not in page.headers["Content-Security-Policy"]
    assert "geolocation=()" in client.get("/").headers["Permissions-Policy"]


def test_an_outside_map_needs_a_setting_and_names_its_host_before_the_click(make_app):
    outside = {"map_tiles_url": "https://tiles.example.org/{z}/{x}/{y}.png", "map_tiles_attribution": "© Beispiel"}
    client = make_app(**outside).test_client()
    page = client.get("/laeden/karte")
    assert "Karte von tiles.example.org laden" in page.text
    assert "img-src 'self' data: blob: https://tiles.example.org;" in page.headers["Content-Security-Policy"]
    assert "tiles.example.org" not in client.get("/").headers["Content-Security-Policy"]
