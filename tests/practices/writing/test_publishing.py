import pytest
from sqlalchemy import select

from app.core.drafts import Revision
from app.core.events import Listener, SubjectChanged, SubjectEvent, SubjectPublished, SubjectRemoved
from app.core.subjects import Subject
from app.core.transaction import Stale, transaction
from app.extensions import db
from app.media.models import Attachment
from app.media.services import add_document, add_picture
from app.practices.kinds import PRACTICE
from app.practices.models import CaseFact, CaseLink, CaseStudy, Practice, ResultFigure
from app.practices.writing.drafts import save_draft
from app.practices.writing.publishing import NotReady, publish, publish_again, read_text, withdraw
from tests.factories.organisations import OrganisationFactory
from tests.factories.pictures import PDF, picture
from tests.factories.places import PlaceFactory
from tests.practices.writing.conftest import desk_of


def case_of(subject) -> CaseStudy:
    return db.session.get_one(CaseStudy, subject.id, populate_existing=True)


def change(subject, person, **values):
    save_draft(subject, values, actor=person.actor, seen_version=desk_of(subject).version)


def notes(subject, **changes) -> dict[str, str]:
    found = read_text({**desk_of(subject).data, **changes}, subject)[1]
    return {note.field: note.sentence for note in found}


def test_five_answers_become_a_public_case(begin, anna, town):
    subject = begin(anna)
    publish(subject, desk_of(subject).data, actor=anna.actor)
    case = case_of(subject)
    assert (subject.state, subject.slug, subject.place_id) == ("published", "laden-auf-probe", town.id)
    assert "<strong>sechs Monate</strong>" in case.what_html
    assert (case.cost_low_cents, case.status, case.again) == (1_250_000, "running", "yes")
    facts = {fact.key: (fact.low, fact.high, fact.unit) for fact in db.session.scalars(select(CaseFact))}
    assert facts == {"one_off_cost": (1_250_000, 1_500_000, "cents"), "months_to_start": (7, 7, "months")}
    assert subject.summary == "Wir mieten leere Läden für sechs Monate an und geben sie weiter."
    assert subject.card["meta"] == ["12.500 bis 15.000 € einmalig", "läuft seit März 2024"]
    assert case.contact_until is not None


def test_publishing_tells_the_listeners_and_keeps_the_whole_text(app, begin, anna):
    told = []
    app.extensions["ortskern"].events.add(Listener("test.spy", SubjectEvent, told.append, inline=True))
    subject = begin(anna)
    publish(subject, desk_of(subject).data, actor=anna.actor, note="Erste Fassung")
    revision = db.session.scalar(select(Revision))
    assert (revision.number, revision.note, revision.author_id) == (1, "Erste Fassung", anna.user_id)
    assert revision.data["one_off_cost"] == "12.500–15.000 €"
    publish(subject, desk_of(subject).data, actor=anna.actor)
    withdraw(subject, actor=anna.actor)
    assert [type(event) for event in told] == [SubjectPublished, SubjectChanged, SubjectRemoved]


def test_what_is_missing_is_said_at_its_field_and_nothing_is_published(begin, anna):
    subject = begin(anna, title="", what="", place="", one_off_cost="viel")
    with pytest.raises(NotReady) as missing:
        publish(subject, desk_of(subject).data, actor=anna.actor)
    assert {note.field for note in missing.value.notes} == {"title", "what", "place", "one_off_cost"}
    assert db.session.get_one(Subject, subject.id).state == "draft"
    assert db.session.scalar(select(Revision.id)) is None


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"place": "Neustadt an der Nirgend"}, "place", "kennen wir nicht"),
        ({"started_on": "2024", "ended_on": "2020"}, "ended_on", "vor dem Anfang"),
        ({"one_off_cost": "20.000–10.000"}, "one_off_cost", "Meinten Sie"),
        ({"one_off_cost": "-5"}, "one_off_cost", "negative"),
        ({"mailbox": "keine adresse"}, "mailbox", "E-Mail-Adresse"),
        ({"link_0_url": "javascript:alert(1)"}, "link_0_url", "ganze Adresse"),
        ({"figure_0_before": "11"}, "figure_0_label", "gezählt"),
        ({"practice": "Gibt es nicht"}, "practice", "gibt es hier noch nicht"),
        ({"what": "x" * 100_001}, "what", "100 kB"),
        ({"title": "x" * 201}, "title", "höchstens 200"),
    ],
)
def test_each_slip_has_its_sentence(begin, anna, changes, field, words):
    assert words in notes(begin(anna), **changes)[field]


def test_two_towns_of_the_same_name_must_be_told_apart(begin, anna, town):
    PlaceFactory(name="Lindenau", key="08999001", level="gemeinde")
    subject = begin(anna)
    assert "mehrere Orte" in notes(subject)["place"]
    assert "place" not in notes(subject, place_key=town.key)


def test_somebody_must_be_there_to_answer(begin, anna, organisation):
    subject = begin(anna)
    with transaction():
        organisation.mailbox = ""
    assert "Wohin sollen Fragen gehen" in notes(subject)["mailbox"]
    assert "mailbox" not in notes(subject, mailbox="bahnhof@lindenau.example")


def test_the_public_keeps_reading_the_old_text_until_it_is_published_again(published, anna):
    subject = published(anna)
    change(subject, anna, title="Laden auf Zeit", what="Neu.")
    assert db.session.get_one(Subject, subject.id).title == "Laden auf Probe"
    assert "sechs Monate" in case_of(subject).what_html
    assert desk_of(subject).has_changes
    publish(subject, desk_of(subject).data, actor=anna.actor)
    assert (subject.title, subject.slug) == ("Laden auf Zeit", "laden-auf-probe")
    assert not desk_of(subject).has_changes
    assert [r.number for r in db.session.scalars(select(Revision).order_by(Revision.number))] == [1, 2]


def test_a_draft_that_changed_since_it_was_checked_is_not_published(begin, anna):
    subject = begin(anna)
    change(subject, anna, title="Anders")
    with pytest.raises(Stale):
        publish(subject, desk_of(subject).data, actor=anna.actor, version=1)


def test_withdrawn_is_gone_and_comes_back_as_it_was(published, anna):
    subject = published(anna)
    withdraw(subject, actor=anna.actor)
    assert subject.state == "withdrawn"
    publish_again(subject, actor=anna.actor)
    assert (subject.state, subject.withdrawn_at, subject.slug) == ("published", None, "laden-auf-probe")


def test_links_and_figures_are_replaced_and_not_added(published, anna):
    subject = published(anna, link_0_title="Bericht", link_0_url="https://lindenau.example/a", figure_0_label="Läden")
    change(subject, anna, link_0_title="", link_0_url="https://lindenau.example/b")
    publish(subject, desk_of(subject).data, actor=anna.actor)
    links = db.session.execute(select(CaseLink.title, CaseLink.url)).all()
    assert [tuple(row) for row in links] == [("https://lindenau.example/b", "https://lindenau.example/b")]
    assert db.session.scalars(select(ResultFigure.label)).all() == ["Läden"]


def test_a_picture_needs_words_or_the_note_that_it_only_decorates(begin, anna):
    subject = begin(anna)
    number = add_picture(subject, picture(), name="a.jpg", actor=anna.actor).id
    assert f"alt_{number}" in notes(subject, files=[number])
    assert notes(subject, files=[number], **{f"alt_{number}": "Ein Laden"}) == {}
    assert notes(subject, files=[number], **{f"decorative_{number}": True}) == {}


def test_readers_see_exactly_the_files_of_the_published_text(published, anna):
    subject = published(anna)
    first, second = (add_picture(subject, picture(), name="a.jpg", actor=anna.actor).id for _ in "ab")
    change(subject, anna, files=[first], **{f"alt_{first}": "Vorn"})
    publish(subject, desk_of(subject).data, actor=anna.actor)
    change(subject, anna, files=[second], **{f"alt_{second}": "Hinten"})
    seen = select(Attachment.id).where(Attachment.is_published)
    assert db.session.scalars(seen).all() == [first]
    publish(subject, desk_of(subject).data, actor=anna.actor)
    assert db.session.scalars(seen).all() == [second]
    assert subject.card["image"] == {"url": f"/dateien/{second}/klein/a.webp", "alt": "Hinten"}
    assert case_of(subject).image_id == second
    assert db.session.get_one(Attachment, second).title == ""


def test_files_of_other_things_cannot_be_taken(begin, anna, organisation):
    foreign = add_picture(organisation.subject, picture(), name="a.jpg", actor=anna.actor).id
    subject = begin(anna, files=[foreign, "1", None], **{f"alt_{foreign}": "Fremd"})
    publish(subject, desk_of(subject).data, actor=anna.actor)
    assert not db.session.get_one(Attachment, foreign).is_published


MEASURED = {"figure_0_label": "Läden", "figure_0_before": "11", "figure_0_after": "6", "figure_0_method": "Begehung"}


@pytest.mark.parametrize(
    ("changes", "kind", "level"),
    [
        ({"status": "idea"}, "", "idea"),
        ({}, "", "running"),
        ({}, "document", "running"),
        ({}, "figures", "own_figures"),
        ({}, "before_after", "own_figures"),
        (MEASURED, "", "own_figures"),
        (MEASURED, "before_after", "before_after"),
        (MEASURED, "external", "external"),
    ],
)
def test_the_evidence_level_follows_from_what_is_attached(begin, anna, changes, kind, level):
    OrganisationFactory(title="Hochschule Lindenau", kind="forschung")
    subject = begin(anna, **changes)
    if kind:
        number = add_document(subject, PDF, name="beleg.pdf", actor=anna.actor).id
        words = {f"kind_{number}": kind, f"author_{number}": "Hochschule Lindenau"}
        change(subject, anna, files=[number], **words)
    publish(subject, desk_of(subject).data, actor=anna.actor)
    assert case_of(subject).evidence_level == level


@pytest.mark.parametrize(("author", "words"), [("", "Wer hat das"), ("Stadtmarketing Lindenau", "eigene Organisation")])
def test_nobody_evaluates_himself_from_outside(begin, anna, author, words):
    subject = begin(anna)
    number = add_document(subject, PDF, name="beleg.pdf", actor=anna.actor).id
    changes = {"files": [number], f"kind_{number}": "external", f"author_{number}": author}
    assert words in notes(subject, **changes)[f"author_{number}"]


def test_a_measure_is_published_by_the_same_way(begin, anna):
    subject = begin(anna, PRACTICE, cost_note="wenig", topics=[])
    publish(subject, desk_of(subject).data, actor=anna.actor)
    practice = db.session.get_one(Practice, subject.id)
    assert (subject.slug, practice.cost_note) == ("leerstandsmelder", "wenig")
    assert "Verzeichnis" in practice.idea_html
    assert subject.card == {"meta": ["wenig"]}


@pytest.mark.parametrize("text", ["😀" * 500, "\u202eABC", "e\u0301" * 90, "<script>alert(1)</script>", "[" * 4000])
def test_odd_letters_are_shown_as_they_were_typed(begin, anna, text):
    subject = begin(anna, what=text, title=text[:100])
    publish(subject, desk_of(subject).data, actor=anna.actor)
    assert "<script" not in case_of(subject).what_html
    assert subject.slug
