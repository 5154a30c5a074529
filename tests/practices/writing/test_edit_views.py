import io
import re

import pytest
from sqlalchemy import select

from app.core.drafts import Draft
from app.core.markup import plain
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.practices.models import CaseStudy
from app.practices.writing.drafts import save_draft
from tests.factories.organisations import OrganisationFactory
from tests.factories.pictures import PDF, SVG, picture, png_of
from tests.factories.places import PlaceFactory
from tests.factories.practices import PracticeFactory
from tests.harness.cast import person
from tests.practices.writing.conftest import ANSWERS, desk_of


@pytest.fixture
def annas(client, anna, log_in):
    return log_in(client, anna)


def html_of(answer) -> str:
    return answer.get_data(as_text=True)


def hidden(html: str) -> dict[str, str]:
    """Version and marks, as a browser would send them back."""
    found = {n: re.search(rf'<input[^>]*name="{n}"[^>]*value="([^"]*)"', html) for n in ("version", "seen")}
    return {name: match[1].replace("&#34;", '"') if match else "" for name, match in found.items()}


def only_draft() -> Draft:
    db.session.expire_all()
    return db.session.scalars(select(Draft)).one()


def test_ten_minutes_on_a_phone(annas, town, anna):
    """Begin, answer five questions, add a picture, check, publish: every page without script."""
    begun = annas.post("/neu/praxisbeispiel", data={"owner": owner_of(anna), "depth": "short"})
    first = begun.headers["Location"]
    assert first.endswith("/fuenf-fragen")
    form = annas.get(first)
    assert "1. Was haben Sie gemacht?" in html_of(form)
    sent = annas.post(first, data={**ANSWERS, "place": "Lindenau", **hidden(html_of(form))})
    assert sent.status_code == 303
    assert sent.headers["Location"].endswith("/bilder")
    files = first.replace("fuenf-fragen", "dateien")
    annas.post(files, data={"datei": (io.BytesIO(picture()), "laden.jpg")})
    number = only_draft().data["files"][0]
    shown = html_of(annas.get(sent.headers["Location"]))
    assert f'name="alt_{number}"' in shown
    on = annas.post(sent.headers["Location"], data={f"alt_{number}": "Ein Laden", **hidden(shown)})
    check = html_of(annas.get(on.headers["Location"]))
    assert "Jetzt veröffentlichen" in check
    done = annas.post(first.replace("fuenf-fragen", "veroeffentlichen"), data={"version": only_draft().version})
    assert done.headers["Location"] == "/praxisbeispiele/laden-auf-probe"
    assert db.session.scalars(select(CaseStudy)).one().status == "running"


def owner_of(someone) -> str:
    return db.session.get_one(Subject, someone.actor.organisation_ids()[0]).public_id


def test_a_draft_begins_with_the_town_of_its_organisation(annas, organisation, town, anna):
    with transaction():
        organisation.subject.place_id = town.id
    annas.post("/neu/praxisbeispiel", data={"owner": owner_of(anna), "depth": "full"})
    assert only_draft().data["place_key"] == town.key


def test_who_is_in_no_organisation_is_helped(app, clara, log_in):
    answer = log_in(app.test_client(), clara).get("/neu/praxisbeispiel")
    assert "Organisation anlegen" in html_of(answer)


def test_nobody_writes_for_a_strange_organisation(annas, anna):
    strange = OrganisationFactory(title="Fremde Stadt").subject.public_id
    assert annas.post("/neu/praxisbeispiel", data={"owner": strange, "depth": "short"}).status_code == 200
    assert db.session.scalar(select(Draft)) is None


@pytest.mark.parametrize(
    "step", ["fuenf-fragen", "worum", "vorgehen", "zahlen", "ergebnis", "bilder", "kontakt", "", "pruefen", "vorschau"]
)
def test_every_step_can_be_opened_empty(annas, begin, anna, step):
    subject = begin(anna, **dict.fromkeys(ANSWERS, ""))
    assert annas.get(desk_of(subject).url + step).status_code == 200


def test_half_filled_is_saved_and_goes_on_elsewhere(annas, begin, anna, bernd):
    subject = begin(anna, depth="full", title="")
    url = desk_of(subject).url
    annas.post(f"{url}zahlen", data={"one_off_cost": "10.000", "version": 1})
    assert 'value="10.000"' in html_of(annas.get(f"{url}zahlen"))


def test_a_slip_is_told_at_the_field_and_the_rest_is_kept(annas, begin, anna):
    url = desk_of(begin(anna, depth="full")).url
    answer = annas.post(f"{url}zahlen", data={"one_off_cost": "viel", "yearly_cost": "3.000", "version": 1})
    assert answer.status_code == 422
    html = html_of(answer)
    assert "nicht als Zahl lesen" in html
    assert 'aria-invalid="true"' in html
    assert 'value="3.000"' in html
    assert only_draft().data["yearly_cost"] == "3.000"
    assert only_draft().data["one_off_cost"] == "viel"


def test_a_text_of_more_than_100_kb_is_refused_with_a_sentence_and_still_there(annas, begin, anna):
    url = desk_of(begin(anna, depth="full")).url
    answer = annas.post(f"{url}vorgehen", data={"what": "ä" * 60_000, "problem": "Leer", "version": 1})
    assert answer.status_code == 422
    assert "höchstens 100 kB" in html_of(answer)
    assert "ä" * 60_000 in html_of(answer)
    assert only_draft().data["problem"] == "Leer"


@pytest.mark.parametrize(
    "text", ["😀👩‍👩‍👧", "\u202eמה", "a\u0301" * 99, "\x00\x07", "'\"><script>alert(1)</script>", " " * 50]
)
def test_odd_input_is_no_trouble_in_any_field(annas, begin, anna, text):
    url = desk_of(begin(anna, depth="full")).url
    for step in ("worum", "vorgehen", "zahlen", "ergebnis", "kontakt", "fuenf-fragen"):
        names = re.findall(r'name="([a-z_0-9]+)"', html_of(annas.get(url + step)))
        data = {name: text for name in names if name not in ("csrf_token", "weiter", "zeige")}
        answer = annas.post(url + step, data=data)
        assert answer.status_code in (303, 409, 422)
        assert "<script>alert" not in html_of(answer)
    for step in ("", "pruefen", "vorschau"):
        assert annas.get(url + step).status_code == 200


def test_another_town_can_be_typed_without_script(annas, begin, anna, town):
    PlaceFactory(name="Marburg", key="06534014", level="gemeinde")
    url = desk_of(begin(anna, depth="full", place_key=town.key)).url
    annas.post(f"{url}worum", data={"place": "Marburg", "place_key": town.key, "version": 1})
    assert only_draft().data["place_key"] == "06534014"
    annas.post(f"{url}worum", data={"place": "Nirgendwo", "place_key": "06534014", "version": 2})
    assert (only_draft().data["place"], only_draft().data["place_key"]) == ("Nirgendwo", "")


@pytest.mark.parametrize(
    ("button", "place"), [("weiter", "vorgehen"), ("zurueck", ""), ("speichern", ""), ("vorschau", "vorschau")]
)
def test_each_button_saves_and_leads_its_way(annas, begin, anna, button, place):
    url = desk_of(begin(anna, depth="full")).url
    answer = annas.post(f"{url}worum", data={"title": "Anders", "weiter": button, "version": 1})
    assert answer.headers["Location"] == url + place
    assert only_draft().data["title"] == "Anders"


def test_autosave_answers_with_the_new_version(annas, begin, anna):
    url = desk_of(begin(anna)).url
    answer = annas.post(f"{url}fuenf-fragen/zwischenstand", data={"title": "Neu", "one_off_cost": "viel", "version": 1})
    assert answer.json["version"] == 2
    assert "one_off_cost" in answer.json["errors"]
    assert only_draft().data["title"] == "Neu"


def test_two_people_in_one_field_are_told_and_see_both(annas, begin, anna, bernd):
    subject = begin(anna, depth="full")
    url = desk_of(subject).url
    form = hidden(html_of(annas.get(f"{url}worum")))
    save_draft(subject, {"title": "Bernds Titel"}, actor=bernd.actor, seen_version=1)
    answer = annas.post(f"{url}worum", data={"title": "Annas Titel", "summary": "Kurz", **form})
    html = html_of(answer)
    assert answer.status_code == 409
    assert "Bernd Busch hat diesen Entwurf inzwischen geändert" in html
    assert "Bernds Titel" in html
    assert 'value="Annas Titel"' in html
    assert only_draft().data["title"] == "Bernds Titel"
    assert only_draft().data["summary"] == "Kurz"
    again = annas.post(f"{url}worum", data={"title": "Annas Titel", "summary": "Kurz", **hidden(html)})
    assert again.status_code == 303
    assert only_draft().data["title"] == "Annas Titel"


def test_autosave_of_the_second_is_refused(annas, begin, anna, bernd):
    subject = begin(anna)
    save_draft(subject, {"title": "Bernds"}, actor=bernd.actor, seen_version=1)
    answer = annas.post(f"{desk_of(subject).url}fuenf-fragen/zwischenstand", data={"title": "Annas", "version": 1})
    assert answer.status_code == 409
    assert "noch nicht gespeichert" in answer.json["message"]


def test_a_text_can_be_seen_rendered_with_and_without_script(annas, begin, anna):
    url = desk_of(begin(anna)).url
    piece = annas.post("/vorschau?feld=what", data={"what": "**fett** <script>x</script>"})
    assert "<strong>fett</strong>" in html_of(piece)
    assert "<script>" not in html_of(piece)
    whole = annas.post(f"{url}fuenf-fragen", data={"what": "**fett**", "zeige": "what", "version": 1})
    assert "<strong>fett</strong>" in html_of(whole)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "", "erst eine Datei"),
        (b"", "leer.jpg", "leer"),
        (SVG, "bild.svg", "kein Bild"),
        (b"GIF89a" + b"0" * 50, "bild.gif", "kein Bild"),
        (b"<html>", "beleg.pdf", "nehmen wir nicht an"),
        (b"MZ", "virus.exe", "kein Bild"),
        (png_of(30_000, 30_000), "bombe.png", "40 Millionen"),
    ],
    ids=["nothing", "empty", "svg", "gif", "html as pdf", "program", "bomb"],
)
def test_hostile_files_get_a_sentence(annas, begin, anna, content, name, words):
    url = desk_of(begin(anna)).url
    sent = annas.post(f"{url}dateien", data={"datei": (io.BytesIO(content), name)})
    assert sent.status_code == 422
    assert words in html_of(sent)
    assert not only_draft().data.get("files")


def test_a_document_can_be_added_described_and_taken_away(annas, begin, anna):
    url = desk_of(begin(anna)).url
    annas.post(f"{url}dateien", data={"datei": (io.BytesIO(PDF), "Zählung.pdf")})
    number = only_draft().data["files"][0]
    form = html_of(annas.get(f"{url}bilder"))
    assert 'value="Zählung"' in form
    annas.post(f"{url}bilder", data={f"title_{number}": "Zählbericht", f"kind_{number}": "figures", **hidden(form)})
    assert only_draft().data[f"kind_{number}"] == "figures"
    shown = hidden(html_of(annas.get(f"{url}bilder")))
    annas.post(f"{url}dateien/{number}/entfernen", data=shown)
    assert only_draft().data["files"] == []
    assert annas.post(f"{url}dateien/{number}/entfernen", data=shown).status_code == 303


def test_a_deleted_draft_can_be_fetched_back(annas, begin, anna):
    subject = begin(anna)
    url = desk_of(subject).url
    annas.post(f"{url}loeschen")
    db.session.expire_all()
    assert subject.hidden_at is not None
    annas.post(f"{url}zurueckholen")
    db.session.expire_all()
    assert subject.hidden_at is None


def test_a_member_gives_it_for_review_and_an_editor_publishes(app, begin, bernd, organisation, log_in):
    subject = begin(bernd)
    url = desk_of(subject).url
    member = log_in(app.test_client(), bernd)
    assert "Zur Prüfung geben" in html_of(member.get(f"{url}pruefen"))
    assert member.post(f"{url}veroeffentlichen").status_code == 403
    member.post(f"{url}zur-pruefung")
    db.session.expire_all()
    assert subject.state == "review"
    editor = log_in(app.test_client(), person("Eva Ernst", ("org_editor", organisation.id)))
    assert editor.post(f"{url}veroeffentlichen").status_code == 303
    db.session.expire_all()
    assert subject.state == "published"


def test_strangers_do_not_learn_that_there_is_a_draft(app, begin, anna, clara, mona, log_in):
    url = desk_of(begin(anna)).url
    for step in ("", "worum", "vorschau", "pruefen", "gibt-es-nicht"):
        assert app.test_client().get(url + step).status_code == 404
        assert log_in(app.test_client(), clara).get(url + step).status_code == 404
        assert log_in(app.test_client(), mona).get(url + step).status_code == 404


@pytest.mark.parametrize("public_id", ["of the draft", "gibtesnicht"])
def test_logged_out_meanwhile_the_text_is_there_again(client, begin, anna, log_in, public_id):
    url = desk_of(begin(anna)).url if public_id == "of the draft" else f"/praxisbeispiele/entwurf/{public_id}/"
    sent = client.post(f"{url}fuenf-fragen", data={"what": "Mein langer Text", "version": 1})
    assert sent.status_code == 303
    assert "/konto/anmelden?weiter=" in sent.headers["Location"]
    with client.session_transaction() as session:
        kept = session["kept_form"]
    with log_in(client, anna).session_transaction() as session:
        session["kept_form"] = kept
    back = client.get(f"{url}fuenf-fragen")
    if public_id == "of the draft":
        assert "Mein langer Text" in html_of(back)
        assert "Ihr Text ist noch da" in html_of(back)


def test_a_refused_file_is_told_at_its_field_and_the_words_beside_it_are_kept(begin, anna, annas):
    subject = begin(anna)
    url = desk_of(subject).url
    annas.post(f"{url}dateien", data={"datei": (io.BytesIO(PDF), "Zählung.pdf")})
    number = only_draft().data["files"][0]
    words = {f"title_{number}": "Zählbericht", **hidden(html_of(annas.get(f"{url}bilder")))}
    for pressed in ("dateien", "bilder"):
        sent = annas.post(f"{url}{pressed}", data={"datei": (io.BytesIO(b"<svg"), "a.svg"), **words})
        assert sent.status_code == 422
        assert 'id="datei-fehler"' in sent.text
        assert 'value="Zählbericht"' in sent.text
    assert desk_of(subject).data[f"title_{number}"] == "Zählbericht"


def test_a_file_that_was_chosen_comes_along_whichever_button_is_pressed(begin, anna, annas):
    subject = begin(anna)
    url = desk_of(subject).url
    sent = annas.post(f"{url}bilder", data={"datei": (io.BytesIO(PDF), "Zählung.pdf"), "weiter": "vorschau"})
    assert sent.headers["Location"] == f"{url}bilder"
    assert len(desk_of(subject).data["files"]) == 1


def test_the_preview_is_the_page_that_readers_get_once_it_is_published(begin, anna, annas, app):
    more = {
        "figure_0_label": "Läden",
        "figure_0_before": "11",
        "link_0_url": "https://lindenau.example/b",
        "practice": "Umbau",
    }
    PracticeFactory(title="Umbau")
    subject = begin(anna, **more)
    url = desk_of(subject).url
    preview = html_of(annas.get(f"{url}vorschau"))
    annas.post(f"{url}veroeffentlichen")
    public = html_of(app.test_client().get(subject.address))
    main = re.compile(r'<div class="detail__main.*?(?=<section class="panel">\s*<h2>Weitergeben|</aside>)', re.DOTALL)
    texts = [plain(re.sub(r"Frage stellen", "", main.search(page)[0])) for page in (preview, public)]
    assert texts[0] == texts[1]
    assert "Das ist eine Vorschau." in preview


def test_steps_say_what_is_done_and_what_may_stay_empty(begin, anna, annas):
    url = desk_of(begin(anna, depth="full", place="")).url
    page = plain(html_of(annas.get(url)).replace("<span", " <span"))
    assert "Worum geht es? 1 Angabe fehlt noch" in page
    assert "Ergebnis vollständig" in page
    assert "Bilder und Belege noch leer, das darf so bleiben" in page
    steps = html_of(annas.get(f"{url}zahlen"))
    assert re.search(r'class="done"><a href="[^"]+/ergebnis"', steps)
    assert not re.search(r'class="done"><a href="[^"]+/worum"', steps)


def test_going_on_in_full_shows_the_steps_of_the_full_form(begin, anna, annas):
    page = html_of(annas.get(f"{desk_of(begin(anna)).url}worum"))
    assert re.search(r'aria-current="step"><span>Worum geht es\?', page)
    assert "Zahlen und Fakten" in page
