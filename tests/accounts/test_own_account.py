"""The own account: profile, password, address, devices, data, leaving."""

import io
import json
from datetime import timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from app.accounts.models import Grant, LogIn, User
from app.accounts.passwords import hash_password
from app.accounts.services.roles import give_role
from app.core import clock
from app.core.actors import Actor
from app.core.jobs.models import Job
from app.core.personal_data import Objection
from app.core.storage import StoredFile
from app.core.transaction import transaction
from app.extensions import db
from tests.accounts.letters import code_in, link_in
from tests.factories.accounts import PASSWORD, UserFactory

NEW = "Drei-neue-Laternen"
PROFILE = {
    "name": "Dora Dorn",
    "position": "Citymanagerin",
    "expertise": "Leerstand\nWochenmarkt",
    "about": "Seit **2019** dabei.",
    "phone": "0123 456",
    **{f"{name}_level": "members" for name in ("position", "expertise", "about", "phone", "avatar")},
}


@pytest.fixture
def dora(app):
    return UserFactory(name="Dora Dorn", password_hash=hash_password(PASSWORD))


@pytest.fixture
def inside(client, dora):
    """Dora's browser."""
    client.post("/konto/anmelden", data={"email": "dora-dorn", "password": PASSWORD})
    return client


@pytest.fixture
def phone(app, dora):
    """Dora's other browser."""
    other = app.test_client()
    other.post("/konto/anmelden", data={"email": "dora-dorn", "password": PASSWORD})
    return other


def picture(size=(900, 600)):
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, "JPEG")
    return io.BytesIO(buffer.getvalue()), "ich.jpg"


def test_members_see_what_is_for_members_and_guests_do_not(app, inside, clara, log_in):
    assert inside.post("/konto/profil", data=PROFILE).location == "/personen/dora-dorn"
    guest = app.test_client().get("/personen/dora-dorn").text
    member = log_in(app.test_client(), clara).get("/personen/dora-dorn").text
    for words in ("Citymanagerin", "Wochenmarkt", "<strong>2019</strong>", "0123 456"):
        assert words in member
        assert words not in guest
    assert "Dora Dorn" in guest
    assert "example.org" not in guest + member


def test_members_see_where_somebody_belongs_to(app, anna, clara, log_in):
    assert "Stadtmarketing Lindenau" in log_in(app.test_client(), clara).get("/personen/anna-adler").text
    assert "Stadtmarketing Lindenau" not in app.test_client().get("/personen/anna-adler").text


def test_what_is_public_is_for_all_and_what_is_for_nobody_is_not_even_for_members(app, inside, clara, log_in):
    inside.post("/konto/profil", data={**PROFILE, "position_level": "public", "phone_level": "nobody"})
    assert "Citymanagerin" in app.test_client().get("/personen/dora-dorn").text
    assert "0123 456" not in log_in(app.test_client(), clara).get("/personen/dora-dorn").text


def test_a_phone_number_is_shown_for_a_year_unless_confirmed_again(app, inside, dora, clara, log_in):
    inside.post("/konto/profil", data=PROFILE)
    with transaction():
        db.session.get_one(User, dora.id).contact_until = clock.now() - timedelta(days=1)
    member = log_in(app.test_client(), clara)
    assert "0123 456" not in member.get("/personen/dora-dorn").text
    assert "Stimmt Ihre Telefonnummer noch?" in inside.get("/konto/").text
    inside.post("/konto/profil/kontakt")
    assert "0123 456" in member.get("/personen/dora-dorn").text


def test_a_picture_is_written_anew_and_shown_to_those_who_may(app, inside, dora):
    inside.post("/konto/profil", data={**PROFILE, "avatar": picture()})
    answer = inside.get("/personen/dora-dorn/bild")
    assert answer.content_type == "image/webp"
    assert Image.open(io.BytesIO(answer.data)).size == (400, 267)
    assert app.test_client().get("/personen/dora-dorn/bild").status_code == 404
    first = db.session.scalar(select(StoredFile.id))
    inside.post("/konto/profil", data={**PROFILE, "avatar": picture((300, 300))})
    assert db.session.scalars(select(StoredFile.id)).all() != [first]
    inside.post("/konto/profil", data={**PROFILE, "remove_avatar": "y"})
    assert inside.get("/personen/dora-dorn/bild").status_code == 404
    assert db.session.scalars(select(StoredFile.id)).all() == []


def test_a_file_that_is_no_picture_is_refused_and_the_text_is_kept(inside):
    answer = inside.post("/konto/profil", data={**PROFILE, "avatar": (io.BytesIO(b"<svg/>"), "ich.svg")})
    assert answer.status_code == 422
    assert "kein Bild" in answer.text
    assert "Citymanagerin" in answer.text


def test_the_profile_shows_no_script(app, inside):
    hostile = {**PROFILE, "about": "<script>alert(1)</script>", "about_level": "public", "name": "<b>Dora</b>"}
    inside.post("/konto/profil", data=hostile)
    page = app.test_client().get("/personen/dora-dorn").text
    assert "<script>alert" not in page
    assert "<b>Dora" not in page


def test_a_new_password_needs_the_old_one_and_ends_the_other_log_ins(app, inside, phone, outbox):
    wrong = inside.post("/konto/passwort", data={"password": "nicht dieses hier", "new_password": NEW})
    assert "nicht Ihr jetziges Passwort" in wrong.text
    before = inside.get_cookie("ortskern").value
    right = inside.post("/konto/passwort", data={"password": PASSWORD, "new_password": NEW})
    assert right.location == "/konto/"
    assert inside.get_cookie("ortskern").value != before
    assert inside.get("/konto/").status_code == 200
    assert phone.get("/konto/").status_code == 303
    assert "wurde geändert" in outbox[-1].subject


def test_the_old_password_cannot_be_guessed_from_an_open_browser(inside):
    for _ in range(5):
        inside.post("/konto/passwort", data={"password": "geraten und geraten", "new_password": NEW})
    answer = inside.post("/konto/passwort", data={"password": PASSWORD, "new_password": NEW})
    assert "zu viele falsche Versuche" in answer.text


def test_a_new_address_by_code_tells_both_mailboxes_and_ends_the_other_log_ins(inside, phone, dora, outbox):
    asked = inside.post("/konto/email", data={"email": "neu@example.org", "password": PASSWORD})
    assert asked.location == "/konto/email/bestaetigen"
    assert [letter.to_address for letter in outbox] == ["neu@example.org", "dora-dorn@example.org"]
    assert code_in(outbox[0]) not in outbox[1].text
    inside.post(asked.location, data={"code": code_in(outbox[0])})
    db.session.refresh(dora)
    assert (dora.email, dora.email_folded) == ("neu@example.org", "neu@example.org")
    assert outbox[-1].to_address == "dora-dorn@example.org"
    assert inside.get("/konto/").status_code == 200
    assert phone.get("/konto/").status_code == 303


def test_a_new_address_by_link_only_for_the_one_who_asked(app, inside, dora, clara, log_in, outbox):
    inside.post("/konto/email", data={"email": "neu@example.org", "password": PASSWORD})
    link = link_in(outbox[0])
    stranger = log_in(app.test_client(), clara)
    assert stranger.post(link).status_code == 410
    assert app.test_client().get(link).status_code == 303
    assert "neu@example.org" in inside.get(link).text
    assert inside.post(link).location == "/konto/"
    db.session.refresh(dora)
    assert dora.email == "neu@example.org"


def test_a_new_password_ends_a_change_of_address_that_was_under_way(inside, outbox):
    inside.post("/konto/email", data={"email": "neu@example.org", "password": PASSWORD})
    inside.post("/konto/passwort", data={"password": PASSWORD, "new_password": NEW})
    assert inside.get(link_in(outbox[0])).status_code == 410


def test_devices_are_listed_and_each_can_be_logged_out(inside, phone, dora):
    page = inside.get("/konto/geraete").text
    assert page.count("angemeldet gerade eben") == 2
    other = max(db.session.scalars(select(LogIn.id).where(LogIn.user_id == dora.id)))
    inside.post(f"/konto/geraete/{other}/abmelden")
    assert phone.get("/konto/").status_code == 303
    assert inside.get("/konto/").status_code == 200


def test_nobody_logs_out_the_device_of_somebody_else(app, inside, dora, clara, log_in):
    own = db.session.scalar(select(LogIn.id).where(LogIn.user_id == dora.id))
    log_in(app.test_client(), clara).post(f"/konto/geraete/{own}/abmelden")
    assert inside.get("/konto/").status_code == 200


def test_everywhere_means_here_too(inside, phone):
    assert inside.post("/konto/geraete/ueberall").location == "/konto/anmelden"
    assert inside.get("/konto/").status_code == 303
    assert phone.get("/konto/").status_code == 303


def test_own_data_are_a_file_without_the_password(inside):
    inside.post("/konto/profil", data=PROFILE)
    answer = inside.get("/konto/daten.json")
    data = json.loads(answer.text)["person"]
    assert (data["name"], data["email"], data["phone"]) == ("Dora Dorn", "dora-dorn@example.org", "0123 456")
    assert data["log_ins"]
    assert "argon2" not in answer.text
    assert "attachment" in answer.headers["Content-Disposition"]


def test_leaving_removes_the_name_and_ends_everything(app, inside, phone, dora, outbox):
    inside.post("/konto/profil", data={**PROFILE, "avatar": picture()})
    assert inside.post("/konto/verlassen", data={"password": "nicht dieses hier"}).status_code == 422
    assert inside.post("/konto/verlassen", data={"password": PASSWORD}).location == "/"
    db.session.refresh(dora)
    assert (dora.name, dora.email, dora.phone, dora.about_html) == ("Ehemaliges Mitglied", "", "", "")
    assert phone.get("/konto/").status_code == 303
    assert app.test_client().get("/personen/dora-dorn").status_code == 404
    assert app.test_client().get(f"/personen/{dora.handle}").status_code == 404
    again = app.test_client().post("/konto/anmelden", data={"email": "dora-dorn@example.org", "password": PASSWORD})
    assert again.status_code == 422
    assert "gelöscht" in outbox.to("dora-dorn@example.org")[-1].subject
    assert db.session.scalars(select(Grant).where(Grant.user_id == dora.id)).all() == []


def test_features_hear_that_somebody_has_left(app, inside, dora):
    inside.post("/konto/verlassen", data={"password": PASSWORD})
    db.session.commit()
    listeners = app.extensions["ortskern"].events.listeners
    wanted = {
        f"event:{name}" for name, one in listeners.items() if one.event.__name__ == "PersonRemoved" and not one.inline
    }
    assert wanted <= set(db.session.scalars(select(Job.name)))


def test_who_must_settle_something_first_cannot_leave(app, inside, dora, monkeypatch):
    objection = Objection("Bitte benennen Sie zuerst eine Nachfolge.", "/organisationen/x/mitglieder")
    monkeypatch.setattr(app.extensions["ortskern"], "objections", [lambda user_id: [objection]])
    assert "Nachfolge" in inside.get("/konto/verlassen").text
    assert inside.post("/konto/verlassen", data={"password": PASSWORD}).status_code == 409
    db.session.refresh(dora)
    assert dora.left_at is None


def test_the_last_operator_names_a_successor_first(app, inside, dora, clara):
    give_role(dora.id, "admin")
    assert "diese Installation allein" in inside.get("/konto/verlassen").text
    assert inside.post("/konto/verlassen", data={"password": PASSWORD}).status_code == 409
    give_role(clara.user_id, "admin")
    assert inside.post("/konto/verlassen", data={"password": PASSWORD}).location == "/"


@pytest.mark.parametrize("handle", ["%00", "Dora-Dorn", "dora-dorn%20", "..%5C..", "%F0%9F%99%82", "x" * 3_000])
def test_odd_addresses_are_nobody(client, dora, handle):
    assert client.get(f"/personen/{handle}").status_code == 404
    assert client.get(f"/personen/{handle}/bild").status_code == 404


def test_password_managers_find_the_way(client):
    assert client.get("/.well-known/change-password").location == "/konto/passwort"


def test_the_actor_of_a_guest_is_nobody(app):
    assert Actor().is_guest
