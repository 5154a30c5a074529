"""The pages of measures and cases: what they say, what they never say, and how often the database is asked."""

import json
import re

import pytest

from app.core import clock
from app.core.events import SubjectPublished
from app.core.subjects import FormerSlug, Subject
from app.core.transaction import transaction
from app.extensions import db
from app.practices import likeness
from app.practices.models import CaseStudy
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.factories.practices import (
    CaseFactory,
    FactFactory,
    FigureFactory,
    PracticeFactory,
    PracticeLinkFactory,
    QuestionFactory,
    TopicFactory,
)


def text_of(client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.get_data(as_text=True)


def test_a_case_says_its_facts_with_source_and_day_and_what_is_unknown(client):
    place = PlaceFactory(name="Lindenau", key="14999001", population=18_000)
    case = CaseFactory(title="Laden auf Probe", place_id=place.id, cost=(1_000_000, 2_000_000))
    FactFactory(case_id=case.id, key="staff_hours_week", low=0, unit="hours_per_week")
    FactFactory(case_id=case.id, key="legal_basis", text="Sondernutzungssatzung")
    FigureFactory(case_id=case.id, method="")
    page = text_of(client, "/praxisbeispiele/laden-auf-probe")
    assert "10.000 bis 20.000 €" in page
    assert "Haushalt 2025" in page
    assert "0 Stunden in der Woche" in page
    assert "ohne Angabe" in page
    assert "Lindenau, 18.000 Einwohner" in page
    assert re.search("<td[^>]*>11 Läden</td><td[^>]*>6 Läden</td><td[^>]*>keine Angabe</td>", page)


def test_the_ladder_says_what_proves_it_and_never_that_it_was_checked(client):
    CaseFactory(title="Gemessen", evidence_level="before_after")
    page = text_of(client, "/praxisbeispiele/gemessen")
    assert "Belegt durch Vorher-nachher-Vergleich" in page
    assert "geprüft" not in page


def test_a_vendors_case_is_recognisable_and_no_reference_until_confirmed(client):
    vendor = OrganisationFactory(title="Zählwerk GmbH", kind="anbieter")
    practice = PracticeFactory(title="Passanten zählen")
    CaseFactory(title="Sensoren", owner_id=vendor.id, practice_id=practice.id)
    page = text_of(client, "/praxisbeispiele/sensoren")
    assert "Angaben des Anbieters, von der Kommune nicht bestätigt" in page
    assert "(Anbieter)" in page
    assert "Sensoren" not in text_of(client, "/massnahmen/passanten-zaehlen")
    with transaction():
        db.session.scalars(db.select(CaseStudy)).one().town_confirmed_at = clock.now()
    assert "Sensoren" in text_of(client, "/massnahmen/passanten-zaehlen")


def test_a_measure_shows_its_cases_stubs_and_related_measures(client):
    practice, other = PracticeFactory(title="Zwischennutzung"), PracticeFactory(title="Markthalle")
    PracticeLinkFactory(practice_id=practice.id, related_id=other.id)
    CaseFactory(title="Laden auf Probe", practice_id=practice.id)
    CaseFactory(title="Nur erwähnt", practice_id=practice.id, is_stub=True)
    CaseFactory(title="Verborgen", practice_id=practice.id, hidden_at=clock.now())
    page = text_of(client, "/massnahmen/zwischennutzung")
    assert "Laden auf Probe" in page
    assert "Nur erwähnt" in page
    assert "Markthalle" in page
    assert "Verborgen" not in page
    assert "Laden auf Probe" in text_of(client, "/praxisbeispiele/?massnahme=zwischennutzung")


def test_a_stub_asks_who_was_there(client):
    stub = CaseFactory(title="Erwähnt", is_stub=True, origin="offene_daten", evidence_level="idea")
    page = text_of(client, "/praxisbeispiele/erwaehnt")
    assert "Beispiel laut Quelle, Angaben fehlen." in page
    assert f"/neu/praxisbeispiel?beispiel={subject_of(stub).public_id}" in page


def test_a_former_address_leads_to_the_present_one(client):
    case = CaseFactory(title="Neuer Name")
    with transaction():
        db.session.add(FormerSlug(kind="case_study", slug="alter-name", subject_id=case.id))
    response = client.get("/praxisbeispiele/alter-name")
    assert (response.status_code, response.location) == (308, "/praxisbeispiele/neuer-name")


def test_what_one_may_not_see_is_not_there(client, clara, log_in, app):
    for values in ({"hidden_at": clock.now()}, {"state": "withdrawn"}, {"visibility": "organisation"}):
        CaseFactory(title="Geheim", slug=f"geheim-{len(values)}-{next(iter(values))}", **values)
    draft = CaseFactory(title="Entwurf", state="draft")
    paths = [f"/praxisbeispiele/{slug}" for slug in db.session.scalars(db.select(Subject.slug)) if slug]
    paths += [f"/praxisbeispiele/{subject_of(draft).public_id}", f"/k/{subject_of(draft).public_id}", "/k/%00"]
    for browser in (client, log_in(app.test_client(), clara)):
        assert [browser.get(path).status_code for path in paths] == [404] * len(paths)


def test_a_draft_leads_its_people_to_where_it_is_written(client, anna, bernd, organisation, log_in, app):
    draft = CaseFactory(title="Entwurf", state="draft", owner_id=organisation.id)
    name = subject_of(draft).public_id
    assert log_in(client, anna).get(f"/praxisbeispiele/{name}").location == f"/praxisbeispiele/entwurf/{name}/"
    other = log_in(app.test_client(), bernd)
    assert other.get(f"/praxisbeispiele/{name}").location == f"/praxisbeispiele/entwurf/{name}/vorschau"


def test_the_short_address_and_its_code_outlive_the_title(client):
    case = CaseFactory(title="Laden auf Probe")
    name = subject_of(case).public_id
    assert client.get(f"/k/{name}").location == "/praxisbeispiele/laden-auf-probe"
    code = client.get(f"/k/{name}/qr.svg")
    assert code.mimetype == "image/svg+xml"
    assert b"<svg xmlns=" in code.data


def test_machines_read_an_article_that_cannot_break_out(client):
    CaseFactory(title="Läden </script><script>alert(1)</script>", slug="boese")
    page = text_of(client, "/praxisbeispiele/boese")
    assert "<script>alert(1)" not in page
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert [json.loads(block)["@type"] for block in blocks] == ["Article", "BreadcrumbList"]
    assert json.loads(blocks[0])["headline"].startswith("Läden </script>")


def test_invented_cases_say_so_and_stay_out_of_search_engines(client):
    CaseFactory(title="Erfunden", origin="demo")
    page = text_of(client, "/praxisbeispiele/erfunden")
    assert "Erfunden, zur Anschauung" in page
    assert '<meta name="robots" content="noindex">' in page


def test_no_address_and_no_expired_name_is_shown(client):
    owner = OrganisationFactory(title="Stadt Lindenau", kind="kommune", mailbox="geheim@lindenau.example")
    CaseFactory(
        title="Alt", owner_id=owner.id, contact_name="Frieda Frei", contact_until=clock.today().replace(year=2020)
    )
    CaseFactory(title="Frisch", owner_id=owner.id, contact_name="Frieda Frei", contact_until=clock.today())
    old, fresh = (text_of(client, f"/praxisbeispiele/{name}") for name in ("alt", "frisch"))
    assert "Frieda Frei" not in old
    assert "Frieda Frei" in fresh
    assert "geheim@" not in old + fresh
    assert "/praxisbeispiele/alt/fragen" in old


def test_the_version_in_plain_language_is_there_when_somebody_wrote_it(client):
    CaseFactory(title="Laden", plain_language="Viele Läden waren leer.\n\nJetzt nicht mehr.")
    CaseFactory(title="Ohne")
    assert "<p>Viele Läden waren leer.</p>" in text_of(client, "/praxisbeispiele/laden/einfache-sprache")
    text_of(client, "/praxisbeispiele/ohne/einfache-sprache", 404)


def test_a_page_asks_the_database_as_often_for_much_as_for_little(client, count_sql):
    practice = PracticeFactory(title="Zwischennutzung")
    case = CaseFactory(title="Laden auf Probe", practice_id=practice.id, topics=[TopicFactory()])
    CaseFactory(practice_id=practice.id)
    asked = {}
    for path in ("/massnahmen/zwischennutzung", "/praxisbeispiele/laden-auf-probe"):
        with count_sql() as statements:
            text_of(client, path)
        asked[path] = len(statements)
    for number in range(45):
        CaseFactory(practice_id=practice.id)
        QuestionFactory(case_id=case.id)
        FigureFactory(case_id=case.id, position=number)
    for path, before in asked.items():
        with count_sql() as statements:
            text_of(client, path)
        assert len(statements) == before <= 5


def test_a_page_known_already_asks_only_who_may_see_it_and_shows_every_change(client, count_sql, organisation):
    case = CaseFactory(title="Laden", owner_id=organisation.id)
    assert f">{subject_of(organisation).title}</a>" in text_of(client, "/praxisbeispiele/laden")
    with count_sql() as statements:
        text_of(client, "/praxisbeispiele/laden")
    assert len(statements) == 1
    with transaction():
        subject_of(organisation).title = "Werkstatt Innenstadt"
    assert ">Werkstatt Innenstadt</a>" in text_of(client, "/praxisbeispiele/laden")
    with transaction(raises_cache=False):
        subject_of(case).hidden_at = clock.now()
    text_of(client, "/praxisbeispiele/laden", 404)


@pytest.mark.parametrize("path", ["/praxisbeispiele/laden", "/massnahmen/idee"])
def test_its_people_see_the_way_to_change_it(client, anna, clara, organisation, log_in, app, path):
    CaseFactory(title="Laden", owner_id=organisation.id)
    PracticeFactory(title="Idee", owner_id=organisation.id)
    assert "Bearbeiten" in text_of(log_in(client, anna), path)
    assert "Bearbeiten" not in text_of(log_in(app.test_client(), clara), path)


def subject_of(thing) -> Subject:
    return db.session.get_one(Subject, thing.id)


def test_what_one_judges_by_stands_on_top_and_unknown_figures_stay_away(client):
    place = PlaceFactory(name="Lindenau", key="14999001", population=18_000)
    case = CaseFactory(title="Laden auf Probe", place_id=place.id, cost=(1_000_000, 2_000_000))
    FactFactory(case_id=case.id, key="staff_hours_week", low=4, unit="hours_per_week")
    strip = re.search(r'<dl class="figures">(.*?)</dl>', text_of(client, "/praxisbeispiele/laden-auf-probe"), re.S)
    assert strip
    assert "18.000" in strip[1]
    assert "10.000 bis 20.000 €" in strip[1]
    assert "Dauer bis zum Start" not in strip[1]


def test_what_reads_alike_is_noted_by_the_worker_and_shown_while_it_is_open(client, monkeypatch):
    case, alike = CaseFactory(title="Laden auf Probe"), CaseFactory(title="Pop-up am Siel")
    monkeypatch.setattr("app.practices.likeness.ports.similar", lambda _id, _limit: [alike.id])
    likeness.on_event(SubjectPublished("case_study", case.id))
    assert "Pop-up am Siel" in text_of(client, "/praxisbeispiele/laden-auf-probe")
    with transaction():
        subject_of(alike).hidden_at = clock.now()
    assert "Pop-up am Siel" not in text_of(client, "/praxisbeispiele/laden-auf-probe")
