"""The tile archives: sent piece by piece, checked before they are taken in."""

import gzip
import json
from pathlib import Path

import pytest

from app.shops.map.base.archives import HEADER, PICTURES, VECTOR, BadArchive, read_archive
from app.shops.map.base.drawing import BUNDLED
from app.shops.map.base.intake import FACTS, FOLDER, REGION, take_in
from app.shops.map.base.tiles import number
from config import ConfigError, Settings
from tools.basemap.archive import archive
from tools.take_map import main as take_map

BERLIN = (13.0, 52.3, 13.8, 52.7)
TONER = Path(__file__).parent / "data" / "stamen_toner_z0-1.pmtiles"
ADDRESS = "/laeden/karte/kacheln/deutschland.pmtiles"


def basemap(layers=("earth", "roads"), **facts):
    told = {"vector_layers": [{"id": one} for one in layers], "attribution": "© <a href='x'>OpenStreetMap</a>", **facts}
    return archive({(0, 0, 0): b"tile", (1, 1, 0): b"tile"}, BERLIN, told)


def changed(content, **fields):
    """The header with other fields, by their place in it."""
    values = list(HEADER.unpack(content[: HEADER.size]))
    for place, value in fields.items():
        values[int(place[1:])] = value
    return HEADER.pack(*values) + content[HEADER.size :]


@pytest.fixture
def given(tmp_path):
    def write(content):
        path = tmp_path / "region.pmtiles"
        path.write_bytes(content)
        return path

    return write


def test_what_an_archive_says_of_itself_is_read(given):
    found = read_archive(given(basemap(name="Berlin")))
    assert (found.kind, found.bounds, found.tiles, found.name) == (VECTOR, BERLIN, 2, "Berlin")
    assert read_archive(TONER).kind == PICTURES


@pytest.mark.parametrize("name", ["deutschland", "heidelberg"])
def test_the_bundled_maps_are_right(name):
    assert read_archive(BUNDLED / f"{name}.pmtiles").tiles > 10


def test_tiles_are_numbered_along_the_curve():
    assert [number(0, 0, 0), number(1, 0, 1), number(12, 3423, 1763)] == [0, 2, 19078479]


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        (lambda whole: b"", "keine PMTiles-Datei"),
        (lambda whole: b"PK\x03\x04" + whole, "keine PMTiles-Datei"),
        (lambda whole: whole[:60], "abgebrochen"),
        (lambda whole: whole[:-1], "abgebrochen"),
        (lambda whole: changed(whole, _1=2), "Version 2"),
        (lambda whole: changed(whole, _16=0), "keine Kacheln"),
        (lambda whole: changed(whole, _15=4), "gepackt"),
        (lambda whole: changed(whole, _17=5, _18=2), "Zoomstufen"),
        (lambda whole: changed(whole, _10=0), "keine einzige Kachel"),
        (lambda whole: changed(whole, _19=1900000000), "Grenzen"),
        (lambda whole: whole[: HEADER.size] + b"\0" * (len(whole) - HEADER.size), "beschädigt"),
    ],
)
def test_a_bad_file_is_refused_with_a_clear_sentence_and_the_old_map_stays(given, tmp_path, spoilt, says):
    take_in(given(basemap()), tmp_path)
    before = (tmp_path / FOLDER / REGION).read_bytes()
    with pytest.raises(BadArchive, match=says):
        take_in(given(spoilt(basemap())), tmp_path)
    assert (tmp_path / FOLDER / REGION).read_bytes() == before


def test_a_vector_map_that_our_rules_cannot_draw_is_refused(given, tmp_path):
    with pytest.raises(BadArchive, match="earth, roads"):
        take_in(given(basemap(layers=("gebaeude",))), tmp_path)


def test_a_map_without_a_source_needs_one(tmp_path):
    with pytest.raises(BadArchive, match="SOURCE"):
        take_in(TONER, tmp_path)
    take_in(TONER, tmp_path, "Map tiles by Stamen Design, CC BY 3.0")
    assert json.loads((tmp_path / FOLDER / FACTS).read_text())["attribution"].startswith("Map tiles by")


def test_markup_in_the_source_of_a_file_becomes_text(given, tmp_path):
    take_in(given(basemap()), tmp_path)
    assert json.loads((tmp_path / FOLDER / FACTS).read_text())["attribution"] == "© OpenStreetMap"


def test_make_map_says_what_it_took_or_why_not(given, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("INSTANCE_PATH", str(tmp_path))
    monkeypatch.setenv("SECRET_KEY", "x" * 40)
    monkeypatch.setattr("sys.argv", ["take_map", str(given(basemap()))])
    take_map()
    assert "2 Kacheln" in capsys.readouterr().out
    monkeypatch.setattr("sys.argv", ["take_map", "gibt-es-nicht.pmtiles"])
    with pytest.raises(SystemExit, match="gibt es nicht"):
        take_map()


def test_the_operators_map_is_drawn_on_the_page(client, app):
    assert '"region": null' in client.get("/laeden/karte").text
    take_in(TONER, app.config["SETTINGS"].instance_path, "Stamen")
    assert '"kind": "bild"' in client.get("/laeden/karte").text
    assert client.get("/laeden/karte/kacheln/region.pmtiles").data == TONER.read_bytes()


def test_a_piece_of_an_archive_is_sent(client):
    whole = (BUNDLED / "deutschland.pmtiles").read_bytes()
    answer = client.get(ADDRESS, headers={"Range": "bytes=100-199"})
    assert (answer.status_code, answer.data) == (206, whole[100:200])
    assert answer.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_single_tiles_of_our_own_maps_are_sent_packed_or_not(client):
    address = "/laeden/karte/kacheln/deutschland/6/33/21"
    packed = client.get(f"{address}?v=1", headers={"Accept-Encoding": "gzip"})
    plain = client.get(address)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "immutable" in packed.headers["Cache-Control"]
    assert gzip.decompress(packed.data) == plain.data
    assert b"Pirmasens" in plain.data


@pytest.mark.parametrize(
    ("path", "code"),
    [("deutschland/6/1/1", 204), ("deutschland/6/64/1", 404), ("deutschland/99/1/1", 404), ("region/1/0/0", 404)],
)
def test_where_no_tile_lies_nothing_is_sent(client, path, code):
    answer = client.get(f"/laeden/karte/kacheln/{path}")
    assert answer.status_code == code
    assert code == 404 or answer.data == b""


def test_a_piece_behind_the_end_is_refused(client):
    answer = client.get(ADDRESS, headers={"Range": "bytes=99999999-"})
    assert answer.status_code == 416


def test_an_archive_that_has_changed_is_sent_whole(client):
    mark = client.get(ADDRESS, headers={"Range": "bytes=0-9"}).headers["ETag"]
    same = client.get(ADDRESS, headers={"Range": "bytes=0-9", "If-Range": mark})
    other = client.get(ADDRESS, headers={"Range": "bytes=0-9", "If-Range": '"other"'})
    assert (same.status_code, other.status_code) == (206, 200)
    assert client.get(ADDRESS, headers={"If-None-Match": mark}).status_code == 304


def test_there_is_no_other_file_to_be_had(client):
    for name in ("region", "..%2Fsecret_key", "nichts"):
        assert client.get(f"/laeden/karte/kacheln/{name}.pmtiles").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"MAP_TILES_URL": "http://tiles.example.org/{z}/{x}/{y}.png"}, "https"),
        ({"MAP_TILES_URL": "https://tiles.example.org/karte.png"}, "{z}"),
        ({"MAP_TILES_URL": "https://{s}.example.org/{z}/{x}/{y}.png"}, "host name"),
        ({"MAP_TILES_URL": "https://tiles.example.org/{z}/{x}/{y}.png"}, "MAP_TILES_ATTRIBUTION"),
        ({"EMBED_HOSTS": "https://stadt.example; script-src *"}, "origins"),
    ],
)
def test_a_wrong_setting_of_the_map_stops_the_start(wrong, says):
    with pytest.raises(ConfigError, match=says):
        Settings.from_environment({"SECRET_KEY": "x" * 40, **wrong})
