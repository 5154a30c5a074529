"""The Steckbrief: one tagged page, whatever people wrote."""

import io
import shutil

import pytest
from pypdf import PdfReader

from app.core import clock
from tests.factories.media import with_picture
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PlaceFactory
from tests.factories.practices import CaseFactory, FactFactory, FigureFactory, PracticeFactory

PATH = "/praxisbeispiele/laden/steckbrief.pdf"
HOSTILE = '#read("/etc/passwd") $x^2$ *fett* _kursiv_ <label> @ref \\ "Zitat" #{1+1} = Überschrift'


def words_of(pdf: bytes) -> str:
    """The text as a reader's program takes it out."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def facts_of(pdf: bytes) -> tuple[int, bool, str]:
    """(pages, tagged, title)"""
    reader = PdfReader(io.BytesIO(pdf))
    marked = reader.trailer["/Root"].get("/MarkInfo", {}).get("/Marked", False)
    return len(reader.pages), bool(marked), reader.metadata.title or ""


def alt_texts(pdf: bytes) -> list[str]:
    """Alternative texts of all figures, that of the QR code shortened."""
    waiting, found = [PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"]], []
    while waiting:
        one = waiting.pop().get_object()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            found += [str(one["/Alt"])] if "/Alt" in one else []
            waiting += [one["/K"]] if "/K" in one else []
    return sorted("QR-Code" if text.startswith("QR-Code") else text for text in found)


def sheet(client, path: str = PATH) -> bytes:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    return response.data


def test_it_is_one_tagged_page_with_the_facts(client):
    place = PlaceFactory(name="Lindenau", key="14999001", population=18_000)
    owner = OrganisationFactory(title="Stadt Lindenau", kind="kommune")
    case = CaseFactory(title="Laden", place_id=place.id, owner_id=owner.id, cost=(1_000_000, 2_000_000))
    FigureFactory(case_id=case.id)
    pdf = sheet(client)
    assert facts_of(pdf) == (1, True, "Laden")
    text = words_of(pdf)
    for piece in ("10.000 bis 20.000 €", "Lindenau, 18.000 Einwohner", "11 Läden", "keine Angabe", "Stadt Lindenau"):
        assert piece in text
    assert b"pdfuaid" in pdf


@pytest.mark.parametrize(
    "text",
    ["Lang ist das Wort. " * 900, "x" * 5_000, "Zeile\n\n" * 800, HOSTILE * 40, "W" * 300 + " " + "äöü" * 900],
    ids=["words", "one-word", "lines", "hostile", "wide"],
)
def test_long_and_hostile_texts_stay_text_on_one_page(client, text):
    long = {f"{name}_md": text for name in ("what", "problem", "steps", "happened", "lessons")}
    case = CaseFactory(title=("Titel " + text.replace("\n", " "))[:290], slug="laden", summary=text, **long)
    for key in ("funding_programme", "legal_basis", "political_body"):
        FactFactory(case_id=case.id, key=key, text=text)
    for number in range(9):
        FigureFactory(case_id=case.id, label=text[:190], before=text[:50], after=text[:50], position=number)
    with_picture(case.subject, alt_text=text, credit=text[:200])
    assert facts_of(sheet(client))[0] == 1


@pytest.mark.parametrize(("alt", "is_read_aloud"), [("Ein Laden mit offener Tür", True), ("", False)])
def test_the_first_picture_stands_on_it_with_its_words(client, alt, is_read_aloud):
    case = CaseFactory(title="Laden")
    before = sheet(client)
    with_picture(case.subject, alt_text=alt, credit="Anna Adler")
    pdf = sheet(client)
    images = [one for one in PdfReader(io.BytesIO(pdf)).pages[0].images if one.image]
    assert len(images) == 1
    assert (alt_texts(before), len(alt_texts(pdf))) == (["QR-Code"], 1 + is_read_aloud)
    assert (alt in alt_texts(pdf)) == is_read_aloud
    assert "Bild: Anna Adler" in words_of(pdf)
    assert facts_of(pdf)[:2] == (1, True)


def test_a_lost_picture_leaves_the_sheet_as_it_is_without_one(client, app):
    case = CaseFactory(title="Laden")
    with_picture(case.subject, alt_text="Ein Laden")
    shutil.rmtree(app.config["SETTINGS"].instance_path / "files")
    assert alt_texts(sheet(client)) == ["QR-Code"]


def test_markup_of_the_typesetter_is_only_text(client):
    CaseFactory(title="Laden", summary=HOSTILE)
    text = words_of(sheet(client))
    assert '#read("/etc/passwd")' in text
    assert "$x^2$" in text
    assert "root:" not in text


def test_letters_without_a_picture_are_left_out_not_the_page(client):
    CaseFactory(title="Laden", summary="Läden 😀 中文 bleiben עברית")
    text = words_of(sheet(client))
    assert "Läden […]" in text
    assert "bleiben" in text


def test_a_sheet_is_set_once_and_anew_when_the_text_changes(client, app):
    CaseFactory(title="Laden")
    first = sheet(client)
    folder = app.config["SETTINGS"].instance_path / "sheets"
    kept = list(folder.glob("*.pdf"))
    assert len(kept) == 1
    kept[0].write_bytes(b"%PDF-kept")
    assert sheet(client) == b"%PDF-kept"
    assert io.BytesIO(first).read(5) == b"%PDF-"


def test_a_vendors_sheet_says_so(client):
    vendor = OrganisationFactory(title="Zählwerk GmbH", kind="anbieter")
    CaseFactory(title="Laden", owner_id=vendor.id, origin="demo")
    text = words_of(sheet(client))
    assert "Anbieter: Zählwerk GmbH" in text
    assert "von der Kommune nicht bestätigt" in text
    assert "Erfunden, zur Anschauung" in text


def test_a_measure_has_a_sheet_too(client):
    PracticeFactory(title="Idee", cost_note="gering")
    text = words_of(sheet(client, "/massnahmen/idee/steckbrief.pdf"))
    assert "gering" in text
    assert "Verzeichnis" in text


def test_who_may_not_see_the_entry_gets_no_sheet(client):
    CaseFactory(title="Laden", hidden_at=clock.now())
    assert client.get(PATH).status_code == 404
