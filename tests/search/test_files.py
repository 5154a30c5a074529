"""What stands in attached documents is found, with the page, and by nobody who may not open them."""

import pytest

from app.core.events import SubjectChanged
from app.core.transaction import touch, transaction
from app.media.models import Attachment
from app.media.services import add_document
from app.search import indexing
from tests.factories.documents import pdf, pptx
from tests.factories.practices import CaseFactory

PAGES = ("Konzept", "Hier geht es um Parkraumbewirtschaftung.", "Zum Schluss die Verwaltungskostenpauschale.")


@pytest.fixture
def case(app):
    return CaseFactory(title="Laden auf Probe")


@pytest.fixture
def attach(case, run_jobs):
    def add(content: bytes, name: str, *, published: bool = True) -> Attachment:
        made = add_document(case.subject, content, name=name, actor=None)
        with transaction(case):
            made.is_published = published
        run_jobs()
        indexing.rebuild()
        return made

    return add


def test_a_hit_says_in_which_file_and_on_which_page(client, attach):
    attach(pdf(*PAGES), "Konzept.pdf")
    page = client.get("/suche?q=Verwaltungskosten").text
    assert "Laden auf Probe" in page
    assert "Anhang konzept.pdf, Seite 3" in page
    assert "<mark>Verwaltungs</mark><mark>kosten</mark>pauschale" in page


def test_what_the_entry_itself_says_needs_no_file(client, attach):
    attach(pdf(*PAGES), "Konzept.pdf")
    assert "Gefunden in" not in client.get("/suche?q=Laden").text
    assert "Anhang konzept.pdf, Seite 2" in client.get("/suche?q=Laden+Parkraumbewirtschaftung").text


def test_slides_and_phrases_are_found(client, attach):
    attach(pptx("Anlass", "die kleine Ladenzeile am Fluss"), "Vortrag.pptx")
    assert "Anhang vortrag.pptx, Folie 2" in client.get('/suche?q="Ladenzeile am Fluss"').text
    assert "Laden auf Probe" not in client.get('/suche?q="Fluss am Ladenzeile"').text


def test_a_file_that_is_not_published_is_found_by_nobody(client, attach):
    attach(pdf(*PAGES), "Konzept.pdf", published=False)
    assert "Laden auf Probe" not in client.get("/suche?q=Parkraumbewirtschaftung").text


def test_a_file_is_as_private_as_its_entry(client, case, attach, log_in, clara):
    with transaction(case) as tx:
        case.subject.visibility = "members"
        touch(case.subject)
        tx.publish(SubjectChanged(kind="case_study", id=case.id))
    attach(pdf(*PAGES), "Konzept.pdf")
    assert "Laden auf Probe" not in client.get("/suche?q=Parkraumbewirtschaftung").text
    assert "parkraum" not in client.get("/suche/vorschlaege?q=parkr").text.lower()
    assert "Seite 2" in log_in(client, clara).get("/suche?q=Parkraumbewirtschaftung").text


def test_text_read_after_publication_is_taken_in_by_itself(case, client, run_jobs):
    made = add_document(case.subject, pdf(*PAGES), name="Konzept.pdf", actor=None)
    with transaction(case):
        made.is_published = True
    indexing.rebuild()
    run_jobs()
    assert "Laden auf Probe" in client.get("/suche?q=Parkraumbewirtschaftung").text
