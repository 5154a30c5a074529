"""Too large: said at the field while the request is read, else on a page that says what to do."""

import http.client
import io
import re
from urllib.parse import urlsplit

import pytest

from tests.harness.cast import person

MEGABYTE = 1_000_000
PROFILE = {"name": "Clara Christ", "position": "Citymanagerin", "avatar_level": "members"}


@pytest.fixture
def small(make_app, log_in):
    """A member's browser where a file may have 1 MB."""
    with (app := make_app(upload_megabytes=1)).app_context():
        yield log_in(app.test_client(), person("Clara Christ"))


def send(client, size, path="/konto/profil"):
    file = (io.BytesIO(b"x" * size), "ich.jpg")
    return client.post(path, data={**PROFILE, "avatar": file}, headers={"Referer": f"http://localhost{path}"})


def test_a_file_that_is_too_large_is_refused_at_its_field_and_the_rest_is_kept(small):
    answer = send(small, 2 * MEGABYTE)
    assert answer.status_code == 422
    error = re.search(r'id="avatar-fehler">.*?</p>', answer.text).group()
    assert "Die Datei hat 2 MB, erlaubt sind 1 MB. Bitte verkleinern Sie sie" in error
    assert 'value="Citymanagerin"' in answer.text


def test_a_request_that_is_too_large_gets_a_page_that_says_what_to_do(small):
    answer = send(small, 4 * MEGABYTE)
    assert answer.status_code == 413
    for words in ("höchstens 1 MB", "Größe ändern", "Zwischenstand gespeichert", 'href="/konto/profil"'):
        assert words in answer.text


def test_a_form_without_a_file_may_not_be_larger_than_one(small):
    data = "about=" + "x" * 2 * MEGABYTE
    answer = small.post("/konto/profil", data=data, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413


@pytest.mark.browser
def test_a_browser_gets_the_page_though_it_was_still_sending(live_site):
    connection = http.client.HTTPConnection(urlsplit(live_site.url).netloc, timeout=20)
    body = b"x" * (3 * live_site.settings.upload_megabytes + 5) * MEGABYTE
    connection.request("POST", "/konto/anmelden", body, {"Content-Type": "multipart/form-data; boundary=x"})
    answer = connection.getresponse()
    assert answer.status == 413
    assert "Das ist zu groß" in answer.read().decode()
