"""How static files are sent: packed where the browser reads it, and with the headers that mean something for them."""

import gzip

import brotli
import pytest

from app.core.assets import FOLDER, asset

SCRIPT = "js/site.js"


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_a_script_comes_in_the_smallest_form_the_browser_reads(client, accepted, coding, unpack):
    answer = client.get(asset(SCRIPT), headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == coding
    assert answer.mimetype == "text/javascript"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert unpack(answer.data) == (FOLDER / SCRIPT).read_bytes()


@pytest.mark.parametrize("name", ["js/map/map.js.br", "dist/ortskern.css.gz"])
def test_the_packed_copies_have_no_address_of_their_own(client, name):
    assert client.get(f"/static/{name}", headers={"Accept-Encoding": "br"}).status_code == 404


def test_headers_that_rule_over_pages_come_with_pages_and_drawings_alone(client):
    script, drawing = client.get(asset(SCRIPT)), client.get(asset("img/icons.svg"))
    for answer in (script, drawing):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Content-Security-Policy" not in script.headers
    assert "default-src 'none'" in drawing.headers["Content-Security-Policy"]
    assert "default-src 'none'" in client.get("/static/js/missing.js").headers["Content-Security-Policy"]
