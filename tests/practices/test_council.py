"""The Vorlage: the cases of a Merkliste as one paper."""

import io

import pytest
from pypdf import PdfReader

from app.core import clock
from app.core.transaction import transaction
from app.marks import links, queries, services
from app.practices.council import choosing
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.factories.practices import CaseFactory, FactFactory, PracticeFactory
from tests.harness.cast import person

PAGE, PDF = "/merkliste/vorlage", "/merkliste/vorlage.pdf"


@pytest.fixture
def case(organisation):
    place = PlaceFactory(name="Lindenau", key="14999001", population=18_000)
    case = CaseFactory(
        title="Laden auf Probe", owner_id=organisation.id, place_id=place.id, cost=(1_000_000, 2_000_000)
    )
    FactFactory(case_id=case.id, key="months_to_start", low=7, high=9, unit="months")
    return case


@pytest.fixture
def clara_at_home(client, clara, log_in):
    return log_in(client, clara)


def keep(who, *things, note=""):
    for thing in things:
        services.keep(thing.subject, note=note, actor=who.actor)


def words_of(answer) -> str:
    pages = PdfReader(io.BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_page_and_pdf_say_the_same_of_each_case(clara_at_home, clara, case):
    keep(clara, case)
    page, pdf = clara_at_home.get(f"{PAGE}?titel=Leere+L%C3%A4den&ort=Erlbr%C3%BCck"), clara_at_home.get(PDF)
    assert f'formaction="{PDF}"' in page.text
    assert (pdf.mimetype, pdf.headers["Cache-Control"]) == ("application/pdf", "no-store")
    assert b"pdfuaid" in pdf.data
    assert "Leere Läden" in page.text
    assert "Erlbrück" in page.text
    text = words_of(pdf)
    for piece in ("18.000", "10.000 bis 20.000 €", "7 bis 9 Monate", "läuft", "Fünf Gründungen", "Stadtmarketing Lin"):
        assert piece in page.text
        assert piece in text
    assert f"/k/{case.subject.public_id}" in text


def test_own_notes_stand_in_it_only_when_wished(clara_at_home, clara, case):
    keep(clara, case, note="Die Kämmerin fragen")
    assert "Die Kämmerin" not in clara_at_home.get(PAGE).text + words_of(clara_at_home.get(PDF))
    assert "Die Kämmerin fragen" in clara_at_home.get(f"{PAGE}?notizen=1").text
    assert "Die Kämmerin fragen" in words_of(clara_at_home.get(f"{PDF}?notizen=1"))


def test_the_town_of_the_own_organisation_stands_on_the_cover(client, log_in, case):
    town = PlaceFactory(name="Erlbrück", key="14999002")
    dora = person("Dora Dorn", ("org_editor", OrganisationFactory(title="Stadt Erlbrück", place_id=town.id).id))
    keep(dora, case)
    at_home = log_in(client, dora)
    assert "Vorlage · Erlbrück · " in words_of(at_home.get(PDF))
    assert "Erlbrück" not in words_of(at_home.get(f"{PDF}?ort="))


def test_what_is_not_public_or_no_case_is_left_out_and_said(clara_at_home, clara, case, organisation):
    hidden, withdrawn = (CaseFactory(title=title, owner_id=organisation.id) for title in ("Verborgen", "Fort"))
    inner = CaseFactory(title="Nur für Mitglieder", visibility="members", owner_id=organisation.id)
    keep(clara, case, hidden, withdrawn, inner, PracticeFactory(title="Idee"))
    with transaction():
        hidden.subject.hidden_at, withdrawn.subject.state = clock.now(), "withdrawn"
    page = clara_at_home.get(PAGE).text
    assert "3 Einträge der Liste fehlen hier: Sie sind nicht oder nicht mehr öffentlich." in page
    assert "Ein Eintrag der Liste ist kein Praxisbeispiel" in page
    text = words_of(clara_at_home.get(PDF))
    assert "Laden auf Probe" in text
    assert not any(title in page + text for title in ("Verborgen", "Fort.", "Nur für Mitglieder", "Idee"))


def test_a_long_list_is_cut_and_says_so(clara_at_home, clara, case, organisation, monkeypatch):
    monkeypatch.setattr(choosing, "MOST", 2)
    keep(clara, case, *(CaseFactory(title=f"Fall {n}", owner_id=organisation.id) for n in (1, 2)))
    page = clara_at_home.get(PAGE).text
    assert "höchstens 2 Praxisbeispiele. Auf der Liste stehen 3" in page
    assert "Laden auf Probe" not in page


def test_an_empty_list_has_no_paper_but_a_sentence(clara_at_home):
    assert clara_at_home.get(PDF).headers["Location"] == PAGE
    assert "Auf Ihrer Merkliste steht kein öffentliches Praxisbeispiel" in clara_at_home.get(PAGE).text


def test_a_shared_list_gives_its_paper_without_notes(app, clara, case):
    keep(clara, case, note="Die Kämmerin fragen")
    services.open_link(with_notes=True, actor=clara.actor)
    base = f"/merkliste/geteilt/{links.signed(queries.share(clara.user_id).name)}"
    guest = app.test_client()
    assert f"{base}/vorlage" in guest.get(base).text
    page, text = guest.get(f"{base}/vorlage?notizen=1").text, words_of(guest.get(f"{base}/vorlage.pdf?notizen=1"))
    assert "Laden auf Probe" in page
    assert "Laden auf Probe" in text
    assert "Kämmerin" not in page + text
    services.close_link(actor=clara.actor)
    assert guest.get(f"{base}/vorlage.pdf").status_code == 404


def test_a_vendors_case_says_so_and_typed_markup_stays_text(clara_at_home, clara):
    vendor = OrganisationFactory(title="Zählwerk GmbH", kind="anbieter")
    keep(clara, CaseFactory(title='#read("/etc/passwd") $x$ <b>', slug="x", owner_id=vendor.id))
    text = words_of(clara_at_home.get(f"{PDF}?titel=%23panic()"))
    assert "Zählwerk GmbH (Anbieter)" in text
    assert "von der Kommune nicht bestätigt" in text
    assert '#read("/etc/passwd") $x$ <b>' in text
    assert "#panic()" in text


def test_it_takes_the_same_statements_for_one_and_for_many(clara_at_home, clara, case, organisation, count_sql):
    keep(clara, case)
    with count_sql() as one:
        clara_at_home.get(PAGE)
    keep(clara, *(CaseFactory(owner_id=organisation.id) for _ in range(5)))
    with count_sql() as many:
        clara_at_home.get(PAGE)
    assert len(one) == len(many)


def test_a_bare_example_asks_the_council_for_nothing(clara_at_home, clara):
    """Its summary is a call to those who were there."""
    keep(clara, CaseFactory(title="Passau", is_stub=True, summary="Waren Sie dabei? Ergänzen Sie es gern."))
    for said in (clara_at_home.get("/merkliste/vorlage").text, words_of(clara_at_home.get("/merkliste/vorlage.pdf"))):
        assert "Passau" in said
        assert "Waren Sie dabei?" not in said
