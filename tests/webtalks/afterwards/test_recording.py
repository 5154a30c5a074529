"""A recording is shown only where everybody said yes before, and only as long as they do."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from app.core import clock, storage
from app.core.storage import StoredFile
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.afterwards.captions import CaptionsRefused, as_text, read_captions
from app.webtalks.afterwards.findable import documents
from app.webtalks.afterwards.models import Recap, Recording
from app.webtalks.recording import services as recording
from app.webtalks.recording.models import RecordingConsent, RecordingNotice
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory
from tests.webtalks.afterwards.test_recap import PUBLISH, WORDS

MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(2000)
VTT = """WEBVTT

NOTE ein Kommentar

1
00:00.000 --> 00:02.500 align:start
<v Anna>Guten <i>Morgen</i> &amp; willkommen.

00:00:02.500 --> 01:00:04.000
Die Schlüssel hängen
im Bauhof.
""".encode()
LINK = {"url": "https://video.example/w/abc", "confirmed": "y"}


@pytest.fixture
def talk(organisation, anna, clara):
    """Over; it was announced as recorded, and Clara was there and had said yes."""
    end = clock.now() - timedelta(hours=2)
    times = {"starts_at": end - timedelta(hours=1), "ends_at": end}
    talk = WebtalkFactory(title="Leere Läden", owner_id=organisation.id, hosts=[anna], **times)
    seat = RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id, attended=True)
    with transaction():
        notice = RecordingNotice(webtalk_id=talk.id, text="Bild und Ton.")
        db.session.add(notice)
        db.session.flush()
        said = {"registration_id": seat.id, "user_id": clara.user_id, "answer": "yes"}
        db.session.add(RecordingConsent(notice_id=notice.id, seat_hash="x", **said))
    return talk


def page(talk, part="") -> str:
    return f"{talk.subject.address}/rueckblick{part}"


def upload(host, talk, content=MP4, name="film.mp4", **more):
    files = {"file": (BytesIO(content), name)} if content else {}
    return host.post(page(talk, "/aufzeichnung"), data={"confirmed": "y", **files, **more})


def publish(host, talk):
    return host.post(page(talk, "/schreiben"), data={**WORDS, **PUBLISH})


def test_an_uploaded_recording_plays_with_captions_and_is_read_by_the_search(inside, client, talk, anna):
    host = inside(anna)
    assert upload(host, talk, captions=(BytesIO(VTT), "film.vtt")).status_code == 303
    publish(host, talk)
    for _ in range(2):
        shown = client.get(page(talk))
        assert "media-src 'self'" in shown.headers["Content-Security-Policy"]
    row = db.session.scalars(select(Recording)).one()
    file = page(talk, f"/aufzeichnung/{row.file_id}/leere-laeden.mp4")
    captions = page(talk, f"/aufzeichnung/{row.captions_file_id}/untertitel.vtt")
    assert all(text in shown.text for text in (file, captions, "Mit Untertiteln", "Guten Morgen &amp; willkommen."))
    assert client.get(captions).headers["Content-Type"].startswith("text/vtt")
    part = client.get(file, headers={"Range": "bytes=4-7"})
    assert (part.status_code, part.data) == (206, b"ftyp")
    assert client.get(file).data == MP4
    assert client.get(page(talk, f"/aufzeichnung/{row.file_id}/anders.mp4")).status_code == 404
    found = documents([row.recap_id])[0]
    assert "Bauhof" in " ".join(text for _, text in found.texts)
    assert '"VideoObject"' in shown.text


def test_a_long_recording_is_sent_in_pieces(inside, client, talk, anna, monkeypatch):
    monkeypatch.setattr("app.webtalks.afterwards.recording_views.PIECE", 100)
    upload(inside(anna), talk)
    publish(inside(anna), talk)
    row = db.session.scalars(select(Recording)).one()
    part = client.get(page(talk, f"/aufzeichnung/{row.file_id}/leere-laeden.mp4"), headers={"Range": "bytes=50-"})
    assert (len(part.data), part.headers["Content-Range"]) == (100, f"bytes 50-149/{len(MP4)}")


def test_an_address_elsewhere_names_its_host(inside, client, talk, anna):
    host = inside(anna)
    assert host.post(page(talk, "/aufzeichnung"), data={"url": LINK["url"]}).status_code == 422
    assert host.post(page(talk, "/aufzeichnung"), data={**LINK, "has_captions_elsewhere": "y"}).status_code == 303
    publish(host, talk)
    shown = client.get(page(talk)).text
    assert "ansehen bei video.example" in shown
    assert "Mit Untertiteln" in shown


def test_who_was_there_without_a_yes_keeps_it_from_being_shown(inside, client, talk, anna, bernd):
    host = inside(anna)
    late = RegistrationFactory(webtalk_id=talk.id, user_id=bernd.user_id)
    host.post(page(talk, "/aufzeichnung"), data=LINK)
    with transaction():
        late.attended = True
    answer = publish(host, talk)
    assert (answer.status_code, "Eine Person, die dabei war" in answer.text) == (422, True)
    assert bernd.name not in answer.text.split("<main")[1]
    assert upload(host, talk).status_code == 422
    host.post(page(talk, "/aufzeichnung/entfernen"))
    assert publish(host, talk).status_code == 303
    assert "Aufzeichnung ansehen" not in client.get(page(talk)).text


def test_a_recording_nobody_was_told_of_is_refused(inside, organisation, anna):
    end = clock.now() - timedelta(hours=1)
    secret = WebtalkFactory(starts_at=end - timedelta(hours=1), ends_at=end, owner_id=organisation.id)
    assert "nicht als Aufzeichnung angekündigt" in inside(anna).get(page(secret, "/aufzeichnung")).text
    assert inside(anna).post(page(secret, "/aufzeichnung"), data=LINK).status_code == 422


def test_a_yes_taken_back_takes_the_recording_away(inside, client, talk, anna, clara):
    host = inside(anna)
    upload(host, talk)
    publish(host, talk)
    row = db.session.scalars(select(Recording)).one()
    file = page(talk, f"/aufzeichnung/{row.file_id}/leere-laeden.mp4")
    assert client.get(file).status_code == 200
    inside(clara).post(f"{talk.subject.address}/aufzeichnung")
    assert client.get(file).status_code == 404
    assert "<video" not in client.get(page(talk)).text
    assert "Jemand hat die Einwilligung zurückgenommen" in host.get(page(talk, "/aufzeichnung")).text


def test_when_the_names_are_gone_what_is_shown_stays_and_nothing_new_comes(inside, client, talk, anna):
    host = inside(anna)
    upload(host, talk)
    publish(host, talk)
    with transaction(talk):
        talk.starts_at, talk.ends_at = (clock.now() - timedelta(days=91, hours=hours) for hours in (1, 0))
    recording.forget_names()
    assert "<video" in client.get(page(talk)).text
    assert upload(host, talk).status_code == 422


def test_files_that_no_browser_plays_are_refused_and_old_ones_go(inside, talk, anna):
    host = inside(anna)
    assert "als MP4 oder WebM" in upload(host, talk, b"RIFF....AVI ").text
    assert "keine WebVTT-Datei" in upload(host, talk, captions=(BytesIO(b"1\n00:00"), "a.vtt")).text
    upload(host, talk, captions=(BytesIO(VTT), "a.vtt"))
    upload(host, talk, content=MP4 + b"neu")
    kept = db.session.scalars(select(StoredFile)).all()
    assert [storage.read(one) for one in kept] == [MP4 + b"neu"]
    assert db.session.scalars(select(Recap.id)).all() == [db.session.scalars(select(Recording.recap_id)).one()]


def test_captions_are_read_as_text():
    assert as_text(read_captions(VTT)) == "Guten Morgen & willkommen.\nDie Schlüssel hängen\nim Bauhof."
    assert [cue.ends for cue in read_captions(VTT)] == [2500, 3604000]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nHallo", "keine WebVTT"),
        ("WEBVTT\n\nnur Text", "kein einziger"),
        ("WEBVTT\n\n00:01 --> 00:02\nHallo", "Zeile 3"),
        ("WEBVTT\n\n00:05.000 --> 00:02.000\nHallo", "Zeile 3"),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB", "Zeile 6"),
    ],
)
def test_captions_a_browser_would_not_show_are_refused(text, why):
    with pytest.raises(CaptionsRefused, match=why):
        read_captions(text.encode())
    with pytest.raises(CaptionsRefused, match="UTF-8"):
        read_captions(b"WEBVTT\n\xff")


def test_a_recording_may_be_larger_than_other_files_but_not_for_guests(make_app, log_in, talk, anna):
    app = make_app(upload_megabytes=1, recording_megabytes=5)
    with app.app_context():
        host = log_in(app.test_client(), anna)
        large = upload(host, talk, MP4 + bytes(4_000_000))
        too_large = upload(host, talk, MP4 + bytes(5_500_000))
        assert (large.status_code, too_large.status_code) == (303, 422)
        assert "erlaubt sind 5 MB" in too_large.text
        assert upload(app.test_client(), talk, MP4 + bytes(4_000_000)).status_code == 413
