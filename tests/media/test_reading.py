"""What people put into documents is found; what is hostile in them hurts nobody."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from sqlalchemy import select

from app.core.storage import StoredFile
from app.core.transaction import transaction
from app.extensions import db
from app.media.documents import PDF, SLIDES, TEXT, WORD, DocumentRefused, check_document
from app.media.models import Attachment, FilePage, FileReading
from app.media.reading import parent, services
from app.media.reading.parent import Reading, read_file
from app.media.services import add_document, remove_attachments
from tests.factories.documents import BILLION_LAUGHS, docx, docx_of, odt, packed, pdf, pptx


@pytest.fixture
def read(tmp_path: Path):
    def read_bytes(content: bytes, kind=None, **limits: float) -> Reading:
        path = tmp_path / "file"
        path.write_bytes(content)
        return read_file(path, (kind or check_document(content)).media_type, **limits)

    return read_bytes


def test_a_pdf_is_read_page_by_page_and_words_cut_at_a_line_are_whole(read):
    found = read(pdf("Leerstand in der Innen-\\ stadt", "Frequenzzählung"))
    assert found == Reading("read", {1: "Leerstand in der Innenstadt", 2: "Frequenzzählung"})


def test_word_is_read_without_what_was_deleted(read):
    assert read(docx("Konzept", "für die Bahnhofstraße")) == Reading("read", {0: "Konzept\nfür die Bahnhofstraße"})


def test_open_document_is_read_without_its_comments(read):
    assert read(odt("Beschluss", "vom 3. Mai")) == Reading("read", {0: "Beschluss\nvom 3. Mai"})


def test_slides_are_numbered_as_they_are_shown(read):
    assert read(pptx("Anlass", "Kosten")).pages == {1: "Anlass", 2: "Kosten"}


def test_a_password_is_said_to_be_one(read, tmp_path):
    writer = PdfWriter(clone_from=PdfReader(_written(tmp_path, pdf("Geheim"))))
    writer.encrypt("kennwort", algorithm="AES-256")
    writer.write(tmp_path / "locked.pdf")
    assert read((tmp_path / "locked.pdf").read_bytes()) == Reading("locked", {})
    assert read(odt("x", manifest="<encryption-data/>"), TEXT) == Reading("locked", {})


def _written(folder: Path, content: bytes) -> Path:
    path = folder / "open.pdf"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\nnothing\n%%EOF", PDF),
        (docx_of(BILLION_LAUGHS), WORD),
        (docx_of('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x><p/></x>'), WORD),
        (docx_of("<x><p>" + "a" * 61_000_000 + "</p></x>"), WORD),
        (docx_of("<x>" * 200_000), WORD),
        (packed({"ppt/presentation.xml": "<p/>"}), SLIDES),
    ],
    ids=["no pdf", "entities", "foreign file", "zip bomb", "deep", "half"],
)
def test_what_is_damaged_or_hostile_is_unreadable_and_nothing_more(read, content, kind):
    assert read(content, kind) == Reading("unreadable", {})


def test_a_reader_that_hangs_is_ended(read, tmp_path, monkeypatch):
    sleeper = tmp_path / "child.py"
    sleeper.write_text('import time\nprint(\'{"page": 1, "text": "Anfang"}\', flush=True)\ntime.sleep(60)')
    monkeypatch.setattr(parent, "CHILD", sleeper)
    assert read(pdf("egal"), seconds=0.5) == Reading("partly", {1: "Anfang"})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (packed({"a.txt": "x"}), "nehmen wir nicht an"),
        (docx("x", **{"word/vbaProject.bin": b"x"}), "Makros"),
        (b"\xd0\xcf\x11\xe0 locked", "Kennwort"),
        (docx("x")[:-30], "unvollständig"),
        (packed({f"{n}": "" for n in range(5001)}), "größer"),
    ],
    ids=["zip", "macros", "old", "half", "many parts"],
)
def test_other_packed_files_are_refused_with_a_sentence(content, words):
    with pytest.raises(DocumentRefused, match=words):
        check_document(content)


def test_an_attachment_is_read_by_the_worker_and_forgotten_with_its_file(organisation, run_jobs):
    made = add_document(organisation.subject, docx("Konzept für Läden"), name="Konzept.docx", actor=None)
    assert (made.file.name, made.file.media_type) == ("konzept.docx", WORD.media_type)
    assert states() == ["waiting"]
    run_jobs()
    assert states() == ["read"]
    assert db.session.scalar(select(FilePage.folded)) == "konzept fur laden"
    remove_attachments([made.id])
    assert states() == []
    assert db.session.scalar(select(FilePage.page)) is None


def test_what_arrived_past_the_services_is_read_as_well(organisation, run_jobs):
    add_document(organisation.subject, pdf("Bestand"), name="a.pdf", actor=None)
    with transaction():
        db.session.execute(FileReading.__table__.delete())
    assert services.is_unread()
    services.catch_up()
    assert not services.is_unread()
    run_jobs()
    assert states() == ["read"]


def test_a_file_that_is_gone_meanwhile_is_no_trouble(app):
    services.read_job({"file_id": 77})
    assert db.session.scalar(select(StoredFile.id)) is None
    assert db.session.scalar(select(Attachment.id)) is None


def states() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(FileReading.state)))
