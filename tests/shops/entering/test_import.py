"""Shops from files: dry run, repeated, twins, what is kept, what stays away, what cannot be."""

import json
import os
import signal
import subprocess
import sys
import time

import osmium
import pytest
from sqlalchemy import func, select

from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.shops.entering.models import ShopTombstone, ShopTwin
from app.shops.models import Shop, ShopSource
from config import ROOT
from tests.factories.places import PlaceFactory
from tests.factories.shops import ShopFactory

HEAD = "id,name,kategorie,osm_typ,strasse,hausnummer,plz,ort,lat,lon,oeffnungszeiten,website,rollstuhl"
OSM = """<osm version="0.6">
 <node id="1" version="1" lat="49.4100" lon="8.7100"><tag k="shop" v="books"/><tag k="name" v="Zum Kranich"/></node>
 <node id="2" version="1" lat="49.4101" lon="8.7101"><tag k="amenity" v="bench"/><tag k="name" v="Bank"/></node>
 <node id="3" version="1" lat="48.0" lon="8.0"><tag k="shop" v="books"/><tag k="name" v="Fern"/></node>
 <node id="4" version="1" lat="49.4110" lon="8.7110"/><node id="5" version="1" lat="49.4112" lon="8.7112"/>
 <way id="9" version="1"><nd ref="4"/><nd ref="5"/><tag k="amenity" v="cafe"/><tag k="name" v="Café Eck"/>
  <tag k="opening_hours" v="Mo-Fr 08:00-18:00"/></way>
</osm>"""


def line(number="1", name="Zum Kranich", lat="49.41", lon="8.71", hours="Mo-Sa 10:00-18:00", **more) -> str:
    site, access = more.get("website", "https://kranich.example"), more.get("rollstuhl", "ja")
    return f'{number},{name},Bücher,books,Hauptstraße,12,69117,Heidelberg,{lat},{lon},"{hours}",{site},{access}'


@pytest.fixture
def load(app, tmp_path):
    """load(line(), …): what the command says; flags=["--dry-run"], name of the file, text instead of lines."""

    def loaded(*lines, flags=(), name="laeden.csv", text="", code=0, content=b"") -> str:
        file = tmp_path / name
        file.write_bytes(content or (text or "\n".join((HEAD, *lines))).encode())
        answer = app.test_cli_runner().invoke(args=["shops", "import", str(file), *flags])
        assert answer.exit_code == code, answer.output
        db.session.expire_all()
        return answer.output

    return loaded


def shops() -> list[Shop]:
    return list(db.session.scalars(select(Shop).order_by(Shop.id)))


def test_a_dry_run_says_line_by_line_what_would_be_and_writes_nothing(load):
    said = load(line(), line("2", "Café Eck"), flags=["--dry-run"])
    assert "Zeile 2: neu – „Zum Kranich“" in said
    assert "Probelauf, nichts geschrieben: 2 Läden: 2 neu." in said
    assert shops() == []


def test_rows_become_unconfirmed_entries_with_source_and_licence(load, client):
    town = PlaceFactory(name="Heidelberg")
    load(line())
    (shop,) = shops()
    assert (shop.category, shop.opening_hours, shop.wheelchair) == ("buecher", "Mo-Sa 10:00-18:00", "yes")
    assert (shop.claimed_at, shop.confirmed_at, shop.open_from) == (None, None, None)
    assert (shop.subject.origin, shop.subject.place_id) == ("offene_daten", town.id)
    assert (shop.lat, shop.lon) == (49.41, 8.71)
    source = db.session.scalars(select(ShopSource)).one()
    assert (source.name, source.licence) == ("© OpenStreetMap-Mitwirkende", "ODbL 1.0")
    page = client.get(shop.subject.address).text
    assert "Unbestätigter Eintrag" in page
    assert "noindex" in page


def test_repeated_it_doubles_nothing_and_follows_what_has_changed(load):
    load(line(), line("2", "Café Eck", lat="49.5"))
    assert "0 neu; 2 unverändert." in load(line(), line("2", "Café Eck", lat="49.5"))
    slug = shops()[0].subject.slug
    assert "0 neu; 1 geändert; 1 unverändert." in load(line(name="Zum Reiher"), line("2", "Café Eck", lat="49.5"))
    assert (shops()[0].subject.title, shops()[0].subject.slug, len(shops())) == ("Zum Reiher", slug, 2)


def test_what_its_people_look_after_is_left_to_them(load, clara):
    load(line())
    with transaction():
        shops()[0].claimed_at = shops()[0].subject.created_at
    assert "1 bleibt, weil der Laden oder die Stadt ihn pflegt." in load(line(name="Fremd"))
    assert shops()[0].subject.title == "Zum Kranich"
    assert db.session.scalars(select(ShopSource.data)).one()["name"] == "Fremd"


@pytest.mark.parametrize(
    ("known", "row"),
    [
        ({"title": "Buchhandlung zum Kranich", "lat": 49.4101, "lon": 8.7101}, line()),
        ({"title": "Zum Kranich", "street": "Hauptstr.", "house_number": "12"}, line(lat="", lon="")),
        ({"title": "Zum Kranisch", "lat": 49.4104, "lon": 8.71}, line()),
    ],
)
def test_what_may_be_there_already_waits_for_a_decision(load, known, row):
    shop = ShopFactory(**known)
    said = load(row, flags=["--dry-run"])
    assert "vielleicht doppelt, wartet auf Ihre Entscheidung – „Zum Kranich“" in said
    load(row)
    load(row)
    twin = db.session.scalars(select(ShopTwin)).one()
    assert (twin.shop_id, twin.decision, twin.data["name"], len(shops())) == (shop.id, "", "Zum Kranich", 1)


def test_an_old_decision_about_an_entry_that_is_gone_hinders_no_import(load):
    ShopFactory(title="Zum Kranich", lat=49.4101, lon=8.7101)
    load(line())
    with transaction():
        db.session.scalars(select(ShopTwin)).one().decision = "other"
    load(line())
    assert db.session.scalars(select(ShopTwin)).one().decision == ""


@pytest.mark.parametrize("other", ["Zum Storch", "Café Kranich 2", "Zum Kranich"])
def test_neighbours_and_far_namesakes_are_no_twins(load, other):
    is_same = other == "Zum Kranich"
    ShopFactory(title=other, street="Marktplatz", lat=49.5 if is_same else 49.41, lon=8.71)
    assert "1 neu." in load(line())


def test_what_was_taken_away_stays_away_in_any_source(load):
    with transaction():
        values = {"name_key": "zum kranich", "lat": 49.4101, "lon": 8.71}
        db.session.add(ShopTombstone(source="", external_id="", **values))
    assert "0 neu; 1 bleibt weg" in load(line())
    assert shops() == []


BAD = [
    (line(lat="8.71", lon="49.41"), "wohl vertauscht"),
    (line(lat="nirgends"), "keine Koordinaten"),
    (line(lat="149.4"), "nicht auf der Erde"),
    (line(name="x" * 301), "mehr als 300 Zeichen"),
    ("1,zu,wenig", "gefunden 3"),
    (line() + "\n" + line(), "steht schon in Zeile 2"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD)
def test_a_bad_line_is_named_and_nothing_is_taken_in(load, bad, reason):
    said = load(line("7", "Gut"), bad.replace(line(), line()), code=1) if "\n" not in bad else load(bad, code=1)
    assert reason in said
    assert "Nichts übernommen" in said
    assert shops() == []
    if "\n" not in bad:
        load(line("7", "Gut"), bad, flags=["--skip-bad"])
        assert [shop.subject.title for shop in shops()] == ["Gut"]


def test_what_nobody_can_read_is_kept_as_text_or_left_out(load):
    load(
        line(hours="nach Laune", lat="0", lon="0", website="javascript:alert(1)", rollstuhl="vielleicht"),
        line("2", ""),
        line("3", "<script>alert(1)</script>", lat="50.1"),
    )
    first, second = shops()
    assert (first.opening_hours, first.hours_text, first.lat) == (None, "nach Laune", None)
    assert (first.website, first.wheelchair) == ("", "")
    assert second.subject.title == "<script>alert(1)</script>"


def test_market_days_and_geojson_and_openstreetmap_are_understood(load):
    head = "stadt,titel,ort,lat,lon,oeffnungszeiten,oeffnungszeiten_text,quelle,quelle_url"
    market = 'Essen,Wochenmarkt,"Rathausplatz, Essen",51.4,7.0,"We,Sa 08:00-13:00",,Stadt Essen,https://essen.example/'
    load(text=f"{head}\n{market}\n", name="maerkte.csv")
    place = {"type": "Point", "coordinates": [9.0, 50.0]}
    feature = {"type": "Feature", "geometry": place, "properties": {"name": "Kiosk Süd", "shop": "kiosk", "@id": "n1"}}
    load(text=json.dumps({"type": "FeatureCollection", "features": [feature]}), name="mein.geojson")
    load(text=OSM, name="stadt.osm", flags=["--bbox", "8.6,49.3,8.8,49.5"])
    found = [(one.subject.title, one.category, one.street, one.opening_hours) for one in shops()]
    assert found == [
        ("Wochenmarkt", "markt", "Rathausplatz", "We,Sa 08:00-13:00"),
        ("Kiosk Süd", "kiosk", "", None),
        ("Zum Kranich", "buecher", "", None),
        ("Café Eck", "cafe", "", "Mo-Fr 08:00-18:00"),
    ]
    assert "OpenStreetMap-XML" in load(text="kein osm", name="kaputt.osm", code=1)
    assert "kein GeoJSON" in load(text="[]", name="kaputt.json", code=1)


def test_a_kill_in_the_middle_leaves_nothing_half(app, tmp_path):
    file = tmp_path / "viele.csv"
    rows = (line(str(one), f"Laden {one}", lat=f"{47.5 + one / 1000:.4f}") for one in range(4_000))
    file.write_text("\n".join((HEAD, *rows)))
    values = app.config["SETTINGS"].model_dump()
    environment = {name.upper(): str(value) for name, value in values.items() if str(value)}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "shops", "import", str(file)]
    started = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    while started.poll() is None and not _is_writing(app):
        time.sleep(0.01)
    started.send_signal(signal.SIGKILL)
    started.wait()
    assert db.session.scalar(select(func.count()).select_from(Subject).where(Subject.kind == "shop")) in (0, 4_000)
    db.session.rollback()
    subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, stdout=subprocess.DEVNULL)
    assert len(shops()) == 4_000


def _is_writing(app) -> bool:
    """The journal grows while a large transaction is being written; on PostgreSQL the rows' table does."""
    url = db.engine.url
    if url.drivername.startswith("sqlite"):
        journal = f"{url.database}-wal"
        return os.path.exists(journal) and os.path.getsize(journal) > 300_000
    size = db.session.scalar(select(func.pg_relation_size("subject")))
    db.session.rollback()
    return bool(size and size > 100_000)


def test_a_real_pbf_says_the_same_as_its_xml(load, tmp_path):
    xml, pbf = tmp_path / "a.osm", tmp_path / "stadt.osm.pbf"
    xml.write_text(OSM)
    with osmium.SimpleWriter(str(pbf)) as writer:
        for element in osmium.FileProcessor(str(xml)):
            writer.add(element)
    assert pbf.read_bytes()[4:15] == b"\x0a\x09OSMHeader"
    load(content=pbf.read_bytes(), name="stadt.osm.pbf", flags=["--bbox", "8.6,49.3,8.8,49.5", "--tag", "amenity"])
    assert [(shop.subject.title, shop.category, shop.opening_hours) for shop in shops()] == [
        ("Café Eck", "cafe", "Mo-Fr 08:00-18:00")
    ]
    again = load(text=OSM, name="stadt.osm", flags=["--dry-run"])
    assert "unverändert – „Café Eck“" in again
    assert "OpenStreetMap-XML oder -PBF" in load(content=pbf.read_bytes()[:-20], name="halb.osm.pbf", code=1)
