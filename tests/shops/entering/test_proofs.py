"""Documents that prove a claim: who may open them, what is taken, and that they really go."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.core import clock, storage
from app.core.events import PersonRemoved
from app.core.storage import StoredFile
from app.extensions import db
from app.shops.entering.claims.models import ShopClaim
from app.shops.entering.claims.services import forget_person
from app.shops.entering.proofs.models import ClaimProof
from app.shops.entering.proofs.services import are_due, remove_old
from tests.factories.documents import docx
from tests.factories.pictures import HTML, PDF, SVG, picture, png_of, sideways_photo_with_place
from tests.factories.shops import ShopFactory

LIST = "/redaktion/laeden/ansprueche"


@pytest.fixture
def shop(app):
    return ShopFactory(title="Kiosk am Eck", claimed_at=None, origin="offene_daten")


@pytest.fixture
def inside(app, log_in):
    return lambda who: log_in(app.test_client(), who)


@pytest.fixture
def send(shop):
    """send(client, content): to the page of the claim, asking anew or, with add=True, to the one that waits."""

    def sent(client, content=PDF, name="Gewerbe.pdf", *, add=False):
        path = f"{shop.subject.address}/uebernehmen{'/nachweis' if add else ''}"
        return client.post(path, data={"way": "staff", "proof": (io.BytesIO(content), name)})

    return sent


def on_disk() -> int:
    return len(list(storage.folder().glob("*/*")))


def rows() -> tuple[int, int]:
    return tuple(db.session.scalar(select(func.count()).select_from(one)) for one in (ClaimProof, StoredFile))


def test_who_decides_opens_it_as_a_download_and_nobody_else(inside, send, clara, bernd, mona, client):
    claras, staff = inside(clara), inside(mona)
    send(claras, name="Gewerbe <b>2026</b>.pdf")
    assert "Gewerbe &lt;b&gt;2026&lt;/b&gt;.pdf" in claras.get("/laeden/kiosk-am-eck/uebernehmen").text
    path = f"{LIST}/nachweise/{db.session.scalars(select(ClaimProof.public_id)).one()}"
    assert path in staff.get(LIST).text
    answer = staff.get(path)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert [one.get(path).status_code for one in (claras, inside(bernd))] == [404, 404]
    assert client.get(path).status_code == 303


def test_of_a_photograph_place_and_camera_are_gone(inside, send, clara, mona):
    send(inside(clara), sideways_photo_with_place(), "schein.jpg")
    stored = db.session.scalars(select(StoredFile)).one()
    content = storage.read(stored)
    assert (content[:4], stored.media_type, b"Kamera" in content) == (b"RIFF", "image/webp", False)


@pytest.mark.parametrize(
    "content",
    [HTML, SVG, docx("Vertrag"), b"%PDF-1.7 abgerissen", b"", PDF + b"x" * 10_000_000, png_of(9_000, 9_000)],
    ids=["html", "svg", "docx", "half pdf", "empty", "too large", "bomb"],
)
def test_what_is_no_proof_is_refused_at_the_field(inside, send, clara, content):
    answer = send(inside(clara), content, "gewerbe.pdf")
    assert answer.status_code == 422
    assert 'id="proof-fehler"' in answer.text
    assert rows() == (0, 0)


def test_further_proofs_come_while_it_waits_three_at_most_and_can_be_taken_back(inside, send, clara, bernd, shop):
    claras = inside(clara)
    assert send(claras, add=True).status_code == 404
    for number in range(3):
        assert send(claras, picture("PNG"), f"{number}.png", add=number > 0).status_code == 303
    assert "höchstens 3 Nachweise" in send(claras, add=True).text
    first = db.session.scalars(select(ClaimProof.public_id).order_by(ClaimProof.id)).first()
    door = f"{shop.subject.address}/uebernehmen/nachweis/{first}/entfernen"
    assert inside(bernd).post(door).status_code == 404
    assert claras.post(door).status_code == 303
    assert rows() == (2, 2)


def test_after_seven_days_row_and_file_are_gone_though_nothing_is_decided(inside, send, clara, monkeypatch):
    send(inside(clara))
    start = clock.now()
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=6, hours=23))
    remove_old()
    assert (are_due(), rows(), on_disk()) == (False, (1, 1), 1)
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(days=7, minutes=1))
    assert are_due()
    remove_old()
    assert (rows(), on_disk()) == ((0, 0), 0)
    assert db.session.scalars(select(ShopClaim.state)).one() == "open"


@pytest.mark.parametrize("how", ["decided", "left"])
def test_with_the_decision_or_the_person_it_goes_at_once(inside, send, clara, mona, how):
    send(inside(clara))
    row = db.session.scalars(select(ShopClaim)).one()
    if how == "decided":
        inside(mona).post(f"{LIST}/{row.public_id}", data={"antwort": "nein"})
    else:
        forget_person(PersonRemoved(clara.user_id))
    assert rows() == (0, 0)


def test_nobody_decides_on_her_own_claim_nor_prints_its_code(inside, send, mona):
    staff = inside(mona)
    send(staff)
    path = f"{LIST}/{db.session.scalars(select(ShopClaim.public_id)).one()}"
    assert "Über sie entscheidet jemand anderes." in staff.get(LIST).text
    assert staff.post(path, data={"antwort": "ja"}).status_code == 403
    assert staff.post(f"{path}/brief").status_code == 403
