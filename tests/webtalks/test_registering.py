"""Coming with one click, by mail, and staying away again."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from app.extensions import db
from app.webtalks import links
from app.webtalks.models import Registration
from app.webtalks.services import scheduling
from app.webtalks.services.registering import Person, register
from tests.factories.webtalks import WebtalkFactory

GUEST = {"name": "Gerda Gast", "email": "Gerda@Example.org", "website": ""}


def registrations() -> list[Registration]:
    db.session.expire_all()
    return list(db.session.scalars(select(Registration).order_by(Registration.id)))


def test_a_member_comes_with_one_click_and_stays_away_with_another(client, log_in, clara):
    WebtalkFactory(title="Leerstand")
    log_in(client, clara)
    client.post("/webtalks/leerstand/anmelden")
    assert [row.state for row in registrations()] == ["registered"]
    page = client.get("/webtalks/leerstand").text
    assert "Sie sind angemeldet." in page
    client.post("/webtalks/leerstand/anmeldung", data={"was": "absagen"})
    assert [(row.state, row.ending) for row in registrations()] == [("cancelled", "self")]
    client.post("/webtalks/leerstand/anmelden")
    assert [(row.state, row.ending) for row in registrations()] == [("registered", "")]


def test_a_guest_confirms_the_address_by_digits(client, outbox):
    WebtalkFactory(title="Leerstand")
    assert client.post("/webtalks/leerstand/anmelden", data=GUEST).status_code == 303
    assert registrations() == []
    code = re.search(r"^ +(\d{6})$", outbox[-1].text, re.M)[1]
    assert client.post("/webtalks/anmeldung/code", data={"code": "000000"}).status_code in (422, 303)
    answer = client.post("/webtalks/anmeldung/code", data={"code": code})
    assert [(row.state, row.email_folded) for row in registrations()] == [("registered", "gerda@example.org")]
    page = client.get(answer.location)
    assert "Sie sind angemeldet." in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_the_link_does_nothing_before_the_button_and_works_once(client, outbox):
    WebtalkFactory(title="Leerstand")
    client.post("/webtalks/leerstand/anmelden", data=GUEST)
    path = re.search(r"https?://[^/]+(/webtalks/anmeldung/bestaetigen/\S+)", outbox[-1].text)[1]
    assert client.get(path).status_code == 200
    assert registrations() == []
    assert client.post(path).status_code == 303
    assert client.post(path).status_code == 410
    assert len(registrations()) == 1


def test_the_signed_link_cancels_and_nothing_else_opens_the_page(client):
    talk = WebtalkFactory(title="Leerstand", capacity=1)
    row = register(talk, Person(name="Gerda", email="gerda@example.org"))
    waits = register(talk, Person(name="Gustav", email="gustav@example.org"))
    path = f"/webtalks/anmeldung/{links.signed(row.public_id)}"
    assert "Platz 1 der Warteliste" in client.get(f"/webtalks/anmeldung/{links.signed(waits.public_id)}").text
    for wrong in (row.public_id, f"{row.public_id}~falsch", links.signed("gibtesnicht")):
        assert client.get(f"/webtalks/anmeldung/{wrong}").status_code == 404
    client.post(path, data={"was": "absagen"})
    assert [one.state for one in registrations()] == ["cancelled", "offered"]
    client.post(f"/webtalks/anmeldung/{links.signed(waits.public_id)}", data={"was": "annehmen"})
    assert [one.state for one in registrations()] == ["cancelled", "registered"]


def test_questions_are_asked_and_kept(client, log_in, clara):
    question = {"key": "f1", "label": "Woher kommen Sie?", "kind": "text", "options": [], "required": True}
    choice = {"key": "f2", "label": "Welcher Teil?", "kind": "choice", "options": ["A", "B"], "required": False}
    WebtalkFactory(title="Leerstand", questions=[question, choice])
    log_in(client, clara)
    assert client.post("/webtalks/leerstand/anmelden").status_code == 422
    client.post("/webtalks/leerstand/anmelden", data={"frage_f1": "Lindenau", "frage_f2": "B"})
    assert registrations()[0].answers == {"f1": "Lindenau", "f2": "B"}


@pytest.mark.parametrize("admission", ["members", "municipalities"])
def test_a_guest_is_told_to_log_in_where_only_members_come(client, admission):
    WebtalkFactory(title="Leerstand", admission=admission)
    page = client.get("/webtalks/leerstand/anmelden")
    assert "/konto/anmelden?weiter=" in page.text
    assert "/konto/anmelden" in client.post("/webtalks/leerstand/anmelden", data=GUEST).location


def test_a_member_of_no_town_is_told_why(client, log_in, clara):
    WebtalkFactory(title="Leerstand", admission="municipalities")
    log_in(client, clara)
    assert "verifizierter Kommunen" in client.get("/webtalks/leerstand/anmelden").text
    assert client.post("/webtalks/leerstand/anmelden").status_code == 403


def test_a_filled_trap_sends_no_mail(client, outbox):
    WebtalkFactory(title="Leerstand")
    assert client.post("/webtalks/leerstand/anmelden", data={**GUEST, "website": "http://x"}).status_code == 303
    assert len(outbox) == 0


def test_the_full_talk_tells_place_and_rule(client, log_in, clara):
    talk = WebtalkFactory(title="Leerstand", capacity=1)
    register(talk, Person(name="Gerda", email="gerda@example.org"))
    log_in(client, clara)
    assert "Auf die Warteliste" in client.get("/webtalks/leerstand/anmelden").text
    client.post("/webtalks/leerstand/anmelden")
    page = client.get("/webtalks/leerstand").text
    assert "Platz 1 der Warteliste" in page
    assert "24 Stunden Zeit" in page


def test_nobody_learns_who_is_invited(client, outbox, anna):
    talk = WebtalkFactory(title="Leerstand", admission="invited")
    plan = replace(scheduling.plan_of(talk), invited=["gerda@example.org"])
    scheduling.change(talk, plan, actor=anna.actor)
    answers = [
        client.post("/webtalks/leerstand/anmelden", data={**GUEST, "email": address}, follow_redirects=True).text
        for address in ("Gerda@Example.org", "fremd@example.org")
    ]
    assert answers[0] == answers[1]
    assert [letter.to_address for letter in outbox] == ["Gerda@example.org"]
