import pytest
from sqlalchemy import update

from app.core import clock
from app.core.storage import path_of
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.media.queries import file_url
from tests.factories.media import with_document, with_picture


@pytest.fixture
def subject(organisation):
    return organisation.subject


def change(subject, **values):
    with transaction():
        db.session.execute(update(Subject).where(Subject.id == subject.id).values(**values))


def test_everyone_sees_the_published_picture_of_an_open_thing_and_may_keep_it(client, subject):
    picture = with_picture(subject)
    answer = client.get(file_url(picture.id, "foto-vom-markt.webp"))
    assert answer.status_code == 200
    assert answer.content_type == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "attachment" not in answer.headers.get("Content-Disposition", "")


def test_the_thumbnail_has_its_own_address(client, subject):
    picture = with_picture(subject)
    assert client.get(file_url(picture.id, "foto-vom-markt.webp", small=True)).content_type == "image/webp"


def test_a_document_is_a_download_and_never_a_page(client, subject):
    document = with_document(subject)
    answer = client.get(file_url(document.id, "zaehlung.pdf"))
    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_who_has_it_already_gets_304(client, subject):
    address = file_url(with_picture(subject).id, "foto-vom-markt.webp")
    etag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("address", ["falsch.webp", "..%2F..%2Fortskern.sqlite3", "%00", "klein/falsch.webp"])
def test_a_wrong_name_is_404(client, subject, address):
    picture = with_picture(subject)
    assert client.get(f"/dateien/{picture.id}/{address}").status_code == 404


def test_huge_numbers_are_404(client, app):
    assert client.get(f"/dateien/{'9' * 40}/a.webp").status_code == 404
    assert client.get("/dateien/999999999999/a.webp").status_code == 404


def test_what_is_not_published_is_seen_by_its_writers_alone(app, subject, anna, bernd, clara, mona, log_in):
    address = file_url(with_picture(subject, published=False).id, "foto-vom-markt.webp")
    assert app.test_client().get(address).status_code == 404
    assert log_in(app.test_client(), clara).get(address).status_code == 404
    assert log_in(app.test_client(), bernd).get(address).status_code == 404
    assert log_in(app.test_client(), mona).get(address).status_code == 404
    answer = log_in(app.test_client(), anna).get(address)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("values", [{"state": "withdrawn"}, {"hidden_at": True}, {"visibility": "organisation"}])
def test_a_thing_that_is_gone_takes_its_files_along(client, subject, values):
    address = file_url(with_picture(subject).id, "foto-vom-markt.webp")
    change(subject, **{name: clock.now() if name == "hidden_at" else value for name, value in values.items()})
    assert client.get(address).status_code == 404


def test_a_file_lost_from_the_disk_is_404(client, subject):
    picture = with_picture(subject)
    path_of(picture.file.sha256).unlink()
    assert client.get(file_url(picture.id, "foto-vom-markt.webp")).status_code == 404
