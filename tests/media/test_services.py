import pytest
from sqlalchemy import select

from app.core import storage
from app.core.pictures import PictureRefused
from app.core.storage import StoredFile, path_of
from app.extensions import db
from app.media.documents import LARGEST_BYTES, DocumentRefused
from app.media.models import Attachment
from app.media.services import add_document, add_picture, remove_attachments
from tests.factories.pictures import GIF_AND_SCRIPT, HTML, PDF, SVG, picture


@pytest.fixture
def subject(organisation):
    return organisation.subject


def test_a_picture_is_kept_with_its_thumbnail(subject, anna):
    attachment = add_picture(subject, picture(size=(900, 600)), name="Foto vom Märkt.JPG", actor=anna.actor)
    assert attachment.file.name == "foto-vom-maerkt.webp"
    assert (attachment.file.width, attachment.file.height) == (900, 600)
    assert attachment.thumbnail_file_id
    assert not attachment.is_published
    assert attachment.created_by_id == anna.user_id


def test_a_document_proves_nothing_more_than_that_it_is_there(subject):
    attachment = add_document(subject, PDF, name="Zählung_am Markt.pdf", actor=None)
    assert attachment.evidence_kind == "document"
    assert attachment.title == "Zählung am Markt"


@pytest.mark.parametrize(
    "name", ["", "...", "../../etc/passwd", "C:\\böse\\datei.exe", "\u202egpj.exe", "😀.jpg", "x" * 900]
)
def test_no_name_leads_out_of_the_folder(subject, name):
    kept = add_picture(subject, picture(), name=name, actor=None).file.name
    assert kept.endswith(".webp")
    assert kept.isascii()
    assert "/" not in kept
    assert ".." not in kept


@pytest.mark.parametrize("content", [SVG, GIF_AND_SCRIPT, HTML, PDF, b""])
def test_hostile_pictures_leave_no_row(subject, content):
    with pytest.raises(PictureRefused):
        add_picture(subject, content, name="bild.png", actor=None)
    assert db.session.scalar(select(StoredFile.id)) is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "leer"),
        (HTML, "nehmen wir nicht an"),
        (b"MZ" + PDF, "nehmen wir nicht an"),
        (b"%PDF-1.7 cut off", "unvollständig"),
        (b"PK\x03\x04" + b"PK\x01\x02" * 400_000, "größer als 20 MB"),
        (b"%PDF-" + b"0" * LARGEST_BYTES + b"%%EOF", "größer als 20 MB"),
    ],
    ids=["empty", "html", "program", "half", "parts", "large"],
)
def test_documents_that_are_none_are_refused_with_a_sentence(subject, content, words):
    with pytest.raises(DocumentRefused, match=words):
        add_document(subject, content, name="beleg.pdf", actor=None)


def test_what_is_removed_is_swept_from_the_disk(subject, monkeypatch):
    attachment = add_picture(subject, picture(size=(900, 600)), name="a.jpg", actor=None)
    path = path_of(attachment.file.sha256)
    remove_attachments([attachment.id])
    assert db.session.scalar(select(Attachment.id)) is None
    monkeypatch.setattr(storage, "YOUNG", -storage.YOUNG)
    assert storage.sweep() == 2
    assert not path.exists()


def test_the_same_picture_twice_lies_on_the_disk_once_and_stays_until_both_are_gone(subject, monkeypatch):
    first, second = (add_picture(subject, picture(), name="a.jpg", actor=None) for _ in "ab")
    assert first.file.sha256 == second.file.sha256
    remove_attachments([first.id])
    monkeypatch.setattr(storage, "YOUNG", -storage.YOUNG)
    storage.sweep()
    assert path_of(second.file.sha256).exists()
