"""Registering, changing and withdrawing an organisation, its logo and its mailbox."""

import io
import re

import pytest
from sqlalchemy import select

from app.core import storage
from app.core.audit import AuditEntry
from app.core.transaction import Stale
from app.extensions import db
from app.organisations import queries
from app.organisations.models import MembershipRequest, Organisation
from app.organisations.services import mailbox, registering, verifying
from app.organisations.services.registering import Profile, TownTaken
from app.places.towns import town_of
from tests.factories.pictures import picture
from tests.factories.places import PlaceFactory
from tests.harness.cast import person


@pytest.fixture
def lindenau(app):
    return town_of(PlaceFactory(name="Lindenau", key="14000001"))


def profile(town, **values):
    return Profile(**{"name": "Werbegemeinschaft", "town": town, "mailbox": "info@werbung.example", **values})


def role_of(person, organisation):
    return next((role for role, scope in person.actor.roles if scope == organisation.id), None)


def test_who_registers_an_organisation_leads_it(lindenau, clara, outbox):
    made = registering.register_organisation(
        "verband", profile(lindenau, description="Wir **laden** ein."), actor=clara.actor
    )
    assert role_of(clara, made) == "org_admin"
    assert made.subject.address == "/organisationen/werbegemeinschaft"
    assert made.subject.is_open
    assert made.subject.owner_id == made.id
    assert made.subject.summary == "Wir laden ein."
    assert made.verified_at is None
    assert [letter.to_address for letter in outbox] == ["info@werbung.example"]
    assert db.session.scalar(select(AuditEntry.action).where(AuditEntry.subject_id == made.id))


def test_the_own_confirmed_address_needs_no_mail(lindenau, clara, outbox):
    made = registering.register_organisation("verband", profile(lindenau, mailbox=clara.email), actor=clara.actor)
    assert made.mailbox_confirmed_at
    assert len(outbox) == 0


def test_who_registers_a_municipality_may_draft_and_waits(lindenau, clara):
    made = registering.register_organisation("kommune", profile(lindenau, name="Stadt Lindenau"), actor=clara.actor)
    assert role_of(clara, made) == "org_member"
    assert queries.organisation_choices(clara.actor) == []
    assert made.town_id == lindenau.id
    (wish,) = db.session.scalars(select(MembershipRequest))
    assert (wish.kind, wish.role, wish.state) == ("join", "org_admin", "open")


def test_a_second_organisation_of_the_same_municipality_is_refused(lindenau, clara, anna):
    first = registering.register_organisation("kommune", profile(lindenau, name="Stadt Lindenau"), actor=clara.actor)
    with pytest.raises(TownTaken) as refusal:
        registering.register_organisation("kommune", profile(lindenau, name="Rathaus"), actor=anna.actor)
    assert refusal.value.organisation_id == first.id


def test_staff_registers_for_others_without_joining(lindenau, mona):
    made = registering.register_organisation(
        "kommune", profile(lindenau, name="Stadt Lindenau"), actor=mona.actor, for_others=True
    )
    assert role_of(mona, made) is None


def test_a_change_is_saved_and_a_late_one_is_told(lindenau, clara):
    made = registering.register_organisation("verband", profile(lindenau), actor=clara.actor)
    before = made.subject.version
    registering.change_organisation(made, profile(lindenau, name="Neuer Name"), version=before, actor=clara.actor)
    assert made.subject.address == "/organisationen/neuer-name"
    with pytest.raises(Stale):
        registering.change_organisation(made, profile(lindenau), version=before, actor=clara.actor)


def test_a_new_name_ends_what_staff_had_checked(lindenau, clara, mona):
    made = registering.register_organisation("verband", profile(lindenau), actor=clara.actor)
    verifying.verify(made, actor=mona.actor)
    version = made.subject.version
    registering.change_organisation(made, profile(lindenau, name="Stadt Köln"), version=version, actor=clara.actor)
    assert made.verified_at is None


def code_in(letter):
    return re.search(r"^ {4}(\d{6})$", letter.text, re.MULTILINE).group(1)


def test_the_mailbox_is_confirmed_by_the_code(lindenau, clara, outbox):
    made = registering.register_organisation("verband", profile(lindenau), actor=clara.actor)
    code = code_in(outbox[0])
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert mailbox.find_by_code(made, wrong) is None
    mailbox.confirm_mailbox(made, mailbox.find_by_code(made, code))
    assert made.mailbox_confirmed_at
    assert queries.contact_address(made.id) == "info@werbung.example"


def test_until_then_questions_go_to_an_admin(lindenau, clara):
    made = registering.register_organisation("verband", profile(lindenau), actor=clara.actor)
    assert queries.contact_address(made.id) == clara.email


def test_the_mailbox_is_confirmed_by_the_link_without_an_account(lindenau, clara, outbox, client):
    made = registering.register_organisation("verband", profile(lindenau), actor=clara.actor)
    path = re.search(r"http://\S+(/postfach/\S+)", outbox[0].text).group(1)
    assert "info@werbung.example" in client.get(path).text
    assert db.session.get(Organisation, made.id).mailbox_confirmed_at is None, "looking at it confirms nothing"
    assert client.post(path).status_code == 303
    db.session.expire_all()
    assert db.session.get(Organisation, made.id).mailbox_confirmed_at
    assert client.get(path).status_code == 410


def test_another_mailbox_makes_the_old_code_worthless(lindenau, clara, outbox):
    made = registering.register_organisation("verband", profile(lindenau), actor=clara.actor)
    changed = profile(lindenau, mailbox="neu@werbung.example")
    registering.change_organisation(made, changed, version=made.subject.version, actor=clara.actor)
    assert mailbox.find_by_code(made, code_in(outbox[0])) is None


def change(organisation, town, person, **logo):
    version = organisation.subject.version
    registering.change_organisation(organisation, profile(town), version=version, actor=person.actor, **logo)


def test_a_logo_is_written_anew_and_served(lindenau, clara, client):
    made = registering.register_organisation("verband", profile(lindenau), actor=clara.actor)
    logo = registering.logo_of(picture("PNG", (800, 600)))
    change(made, lindenau, clara, logo=logo)
    stored = db.session.get(storage.StoredFile, made.logo_file_id)
    assert (stored.media_type, stored.width) == ("image/webp", 640)
    answer = client.get(f"/organisationen/werbegemeinschaft/logo/{made.logo_file_id}")
    assert answer.data[8:12] == b"WEBP"
    assert client.get(f"/organisationen/werbegemeinschaft/logo/{made.logo_file_id + 1}").status_code == 404
    change(made, lindenau, clara)
    assert made.logo_file_id == stored.id
    change(made, lindenau, clara, without_logo=True)
    assert made.logo_file_id is None


def test_a_withdrawn_organisation_is_gone_for_others_and_frees_its_town(lindenau, clara, mona, client):
    made = registering.register_organisation("kommune", profile(lindenau, name="Stadt Lindenau"), actor=clara.actor)
    registering.withdraw_organisation(made, actor=mona.actor)
    assert client.get("/organisationen/stadt-lindenau").status_code == 404
    registering.register_organisation("kommune", profile(lindenau, name="Stadt Lindenau"), actor=mona.actor)


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(lindenau, clara, client, log_in):
    log_in(client, clara)
    wrong = {"name": "Laden", "kind": "handel", "place": "Atlantis", "website": "javascript:alert(1)", "mailbox": "x"}
    answer = client.post("/neu/organisation", data=wrong)
    assert answer.status_code == 422
    assert 'value="Laden"' in answer.text
    for sentence in ("kennen wir nicht", "keine Internetadresse", "keine vollständige E-Mail-Adresse"):
        assert sentence in answer.text


def test_a_municipality_that_is_here_leads_to_its_form_to_join(lindenau, clara, anna, client, log_in):
    registering.register_organisation("kommune", profile(lindenau, name="Stadt Lindenau"), actor=anna.actor)
    log_in(client, clara)
    data = {"name": "Rathaus", "kind": "kommune", "place": "Lindenau", "mailbox": "r@rathaus.example"}
    answer = client.post("/neu/organisation", data=data)
    assert answer.status_code == 422
    assert "/organisationen/stadt-lindenau/beitreten" in answer.text


def test_a_vendor_registers_in_the_browser(lindenau, clara, client, log_in):
    log_in(client, clara)
    data = {
        "name": "Digital GmbH", "kind": "anbieter", "place": "lindenau", "mailbox": "post@digital.example",
        "website": "www.digital.example", "description": "<script>x</script> Wir *helfen*.",
    }  # fmt: skip
    assert client.post("/neu/organisation", data=data).status_code == 303
    page = client.get("/organisationen/digital-gmbh").text
    assert "Anbieter" in page
    assert "<em>helfen</em>" in page
    assert "<script>x" not in page
    assert 'href="https://www.digital.example"' in page
    assert "post@digital.example" not in page


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg/>", "kein Bild, das wir lesen können"),
        (b"", "Die Datei ist leer"),
        (b"x" * 1_500_000, "Die Datei hat 2 MB, erlaubt sind 1 MB"),
    ],
)
def test_a_logo_is_refused_at_its_field_and_the_rest_is_kept(make_app, log_in, content, words):
    with (app := make_app(upload_megabytes=1)).app_context():
        clara = person("Clara Christ")
        town = town_of(PlaceFactory(name="Lindenau", key="14000001"))
        made = registering.register_organisation("verband", profile(town), actor=clara.actor)
        data = {"name": "Neuer Name", "place": "Lindenau", "mailbox": "info@werbung.example"}
        data |= {"version": made.subject.version, "logo": (io.BytesIO(content), "logo.png")}
        answer = log_in(app.test_client(), clara).post(f"{made.subject.address}/bearbeiten", data=data)
        assert answer.status_code == 422
        assert words in re.search(r'id="logo-fehler">.*?</p>', answer.text).group()
        assert 'value="Neuer Name"' in answer.text
        db.session.expire_all()
        assert made.subject.title == "Werbegemeinschaft"
