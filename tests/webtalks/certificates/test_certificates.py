"""A certificate on wish: who gets one, what stands on it, and what its code tells."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core import clock
from app.core.personal_data import export_of
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks import links
from app.webtalks.certificates.models import Certificate
from app.webtalks.models import Registration, Speaker, Webtalk
from app.webtalks.services.forgetting import forget_seats
from tests.factories.organisations import OrganisationFactory
from tests.factories.webtalks import RegistrationFactory, WebtalkFactory


@pytest.fixture
def talk(anna, clara):
    """Over since noon; Clara was there."""
    owner = OrganisationFactory(title="Handelsring Lindenau")
    ends = clock.now().replace(microsecond=0) - timedelta(hours=1)
    times = {"starts_at": ends - timedelta(minutes=75), "ends_at": ends}
    talk = WebtalkFactory(title="Leere Läden #füllen", hosts=[anna], owner_id=owner.id, **times)
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id, attended=True)
    with transaction():
        db.session.add(Speaker(webtalk_id=talk.id, name="Dora Dorn", role="Citymanagerin"))
    return talk


def page(talk, part="") -> str:
    return f"/webtalks/{talk.subject.slug}/bescheinigung{part}"


def words_of(answer) -> str:
    reader = PdfReader(io.BytesIO(answer.data))
    return " ".join(" ".join(one.extract_text() for one in reader.pages).split())


def code() -> str:
    return db.session.scalars(select(Certificate.code)).one()


def test_who_was_there_prints_it_with_the_name_typed(inside, talk, clara):
    browser = inside(clara)
    for part in ("Teilnahme bescheinigen", "Sie waren dabei."):
        assert part in browser.get(talk.subject.address).text
    assert "Teilnahme bescheinigen" in browser.get("/konto/webtalks").text
    assert f'value="{clara.name}"' in browser.get(page(talk)).text
    answer = browser.post(page(talk), data={"name": "Dr. Clara *Christ*"})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert b"pdfuaid" in answer.data
    reader = PdfReader(io.BytesIO(answer.data))
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = words_of(answer)
    for part in (
        "Dr. Clara *Christ*",
        "Leere Läden #füllen",
        "75 Minuten",
        "Dora Dorn",
        "Handelsring Lindenau",
        code(),
    ):
        assert part in text


def test_the_code_says_title_and_date_to_anybody_and_no_name(inside, client, talk, clara):
    inside(clara).post(page(talk), data={"name": "Clara Christ"})
    shown = client.get(f"/webtalks/bescheinigung/{code()}")
    assert shown.status_code == 200
    assert "ist gültig" in shown.text
    assert "Leere Läden #füllen" in shown.text
    assert "Clara" not in shown.text
    assert client.get("/webtalks/bescheinigung/erfunden").status_code == 404


def test_printed_again_it_keeps_its_code(inside, talk, clara):
    browser = inside(clara)
    first, second = (words_of(browser.post(page(talk), data={"name": name})) for name in ("Clara", "Clara Christ"))
    assert code() in first
    assert code() in second


def test_meine_daten_tells_the_code(inside, talk, clara):
    inside(clara).post(page(talk), data={"name": "Clara"})
    told = export_of(clara.user_id)["webtalks"]["anmeldungen"][0]
    assert (told["code_der_bescheinigung"], told["rueckmeldung_gegeben"]) == (code(), False)


def test_a_guest_prints_it_by_the_link_of_the_mail(client, talk):
    values = {"name": "Gerda Gast", "email": "g@x.de", "email_folded": "g@x.de", "attended": True}
    signed = links.signed(RegistrationFactory(webtalk_id=talk.id, **values).public_id)
    assert "Teilnahme bescheinigen" in client.get(f"/webtalks/anmeldung/{signed}").text
    answer = client.post(page(talk, f"?platz={signed}"), data={"name": "Gerda Gast"})
    assert "Gerda Gast" in words_of(answer)
    assert client.post(page(talk), data={"name": "Gerda"}).headers["Location"].startswith("/konto/anmelden")


@pytest.mark.parametrize("attended", [None, False])
def test_who_was_not_there_gets_none(inside, talk, bernd, mona, attended):
    RegistrationFactory(webtalk_id=talk.id, user_id=bernd.user_id, attended=attended)
    browser = inside(bernd)
    assert "nicht vermerkt" in browser.get(page(talk)).text
    assert browser.post(page(talk), data={"name": "Bernd"}).status_code == 403
    assert inside(mona).post(page(talk), data={"name": "Mona"}).status_code == 403


def test_there_is_none_before_the_end(inside, anna, clara):
    talk = WebtalkFactory(
        hosts=[anna], starts_at=clock.now() - timedelta(minutes=5), ends_at=clock.now() + timedelta(minutes=5)
    )
    RegistrationFactory(webtalk_id=talk.id, user_id=clara.user_id, attended=True)
    browser = inside(clara)
    assert "noch nicht vorbei" in browser.get(page(talk)).text
    assert browser.post(page(talk), data={"name": "Clara"}).status_code == 403


@pytest.mark.parametrize(
    ("name", "status"), [("", 422), ("x" * 121, 422), ("Клара 😀 李", 200), ('#read("/etc/passwd")', 200)]
)
def test_any_name_is_printed_and_none_is_a_command(inside, talk, clara, name, status):
    assert inside(clara).post(page(talk), data={"name": name}).status_code == status


def test_ten_an_hour_are_enough(inside, talk, clara):
    browser = inside(clara)
    answers = [browser.post(page(talk), data={"name": "Clara"}).status_code for _ in range(11)]
    assert answers == [200] * 10 + [429]


def test_the_code_is_gone_with_the_registrations(inside, client, talk, clara):
    inside(clara).post(page(talk), data={"name": "Clara"})
    known = code()
    with transaction():
        row = db.session.get_one(Webtalk, talk.id)
        row.starts_at, row.ends_at = (clock.now() - timedelta(days=one) for one in (92, 91))
    forget_seats()
    assert db.session.scalars(select(Registration)).all() == []
    answer = client.get(f"/webtalks/bescheinigung/{known}")
    assert answer.status_code == 404
    assert "Frist" in answer.text
