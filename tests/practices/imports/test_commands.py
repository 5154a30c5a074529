"""Bringing collections in: dry run, repetition, what stays, and what a wrong file changes (nothing)."""

import json
from pathlib import Path

import pytest
from flask.cli import ScriptInfo
from sqlalchemy import func, select, update

from app.core.drafts import Revision
from app.core.origins import Source
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.practices.commands import case_studies, practices, topics
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseLink, CaseStudy, Practice, PracticeLink
from app.topics.models import SubjectTopic, Topic
from tests.factories.places import PlaceFactory

DEMO = Path(__file__).parents[3] / "demo/case-studies"
MEASURES, PROJECTS = str(DEMO / "prourban_massnahmen.jsonl"), str(DEMO / "codefor_projekte.jsonl")


@pytest.fixture
def run(app):
    """run(group, "import", file): output and exit code of a command."""

    def invoke(group, *arguments: str):
        db.session.commit()
        return app.test_cli_runner().invoke(group, arguments, obj=ScriptInfo(create_app=lambda: app))

    return invoke


def rows_of(kind: str) -> list[Subject]:
    db.session.commit()
    return list(db.session.scalars(select(Subject).where(Subject.kind == kind).order_by(Subject.id)))


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.fixture
def file(tmp_path):
    def write(*objects: dict | bytes) -> str:
        path = tmp_path / "cases.jsonl"
        lines = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in objects]
        path.write_bytes(b"\n".join(lines))
        return str(path)

    return write


def test_the_catalogue_becomes_34_measures_with_177_links_and_141_stubs(run):
    result = run(practices, "import", MEASURES)
    assert result.exit_code == 0, result.output
    assert "34 Maßnahmen: 34 neu." in result.output
    assert "141 Beispiele laut Quelle: 141 neu." in result.output
    assert (count(Practice), count(PracticeLink), count(CaseStudy)) == (34, 177, 141)
    assert all(row.origin == "offene_daten" and row.is_open and row.slug for row in rows_of(PRACTICE))
    assert count(Source) == 34 + 141


def test_a_second_import_changes_nothing(run):
    run(practices, "import", MEASURES)
    before = [(row.id, row.version, row.changed_at) for row in rows_of(PRACTICE) + rows_of(CASE)]
    result = run(practices, "import", MEASURES)
    assert "34 Maßnahmen: 0 neu, 34 unverändert." in result.output
    assert [(row.id, row.version, row.changed_at) for row in rows_of(PRACTICE) + rows_of(CASE)] == before
    assert count(PracticeLink) == 177


def test_a_dry_run_says_line_by_line_what_it_would_do_and_writes_nothing(run):
    result = run(practices, "import", MEASURES, "--dry-run")
    assert "Zeile 1: neu – „Städtebauförderprogramm“" in result.output
    assert "Probelauf, nichts geschrieben: 34 Maßnahmen" in result.output
    assert count(Subject) == count(Topic) == 0


def test_a_stub_says_that_facts_are_missing_and_lies_in_the_town_only_without_doubt(run):
    bochum = PlaceFactory(name="Bochum", key="05911000")
    for key in ("04012000", "12053000"):
        PlaceFactory(name="Frankfurt am Main" if key < "1" else "Frankfurt (Oder)", key=key)
    run(practices, "import", MEASURES)
    stubs = {row.title: row for row in rows_of(CASE)}
    assert stubs["Tapetenwechsel Bochum"].place_id == bochum.id
    assert stubs["Kommunale Immobilienplattform Frankfurt"].place_id is None
    stub = db.session.get_one(CaseStudy, stubs["Tapetenwechsel Bochum"].id)
    assert stub.is_stub
    assert db.session.get_one(Subject, stub.practice_id).title == "Zwischennutzung"
    assert stub.subject.summary == "Beispiel laut Quelle, Angaben fehlen. Waren Sie dabei? Ergänzen Sie es gern."
    assert stub.subject.card["labels"] == ["stub"]
    link = db.session.scalar(select(CaseLink).where(CaseLink.case_id == stub.id))
    assert link.url == "https://www.tapetenwechsel-bochum.de/"


def test_stubs_find_their_town_when_the_register_comes_later(run):
    run(practices, "import", MEASURES)
    bochum = PlaceFactory(name="Bochum", key="05911000")
    result = run(practices, "import", MEASURES)
    assert "geändert" in result.output
    assert {row.place_id for row in rows_of(CASE)} == {None, bochum.id}


def test_projects_come_under_their_topic_by_their_lab_and_never_as_a_towns_work(run):
    PlaceFactory(name="Heilbronn", key="08121000")
    result = run(case_studies, "import", PROJECTS, "--topic", "civic-tech-projekte")
    assert "241 Praxisbeispiele: 241 neu." in result.output
    assert all(row.place_id is None and row.owner_id is None for row in rows_of(CASE))
    topic = db.session.scalar(select(Topic).where(Topic.slug == "civic-tech-projekte"))
    assert topic.in_default_search is False
    assert count(SubjectTopic) == 241
    source = db.session.scalar(select(Source).join(Subject).where(Subject.external_id == "cfg-hn-crimemap"))
    assert (source.author, source.licence) == ("OK Lab Heilbronn", "CC BY 4.0")


def test_without_a_topic_entries_are_ordinary(run, file):
    path = file({"id": "a", "titel": "Markt am Abend", "beschreibung_md": "Ein **guter** Markt.", "status": "laufend"})
    assert run(case_studies, "import", path).exit_code == 0
    (row,) = rows_of(CASE)
    assert count(SubjectTopic) == 0
    case = db.session.get_one(CaseStudy, row.id)
    assert case.what_html == "<p>Ein <strong>guter</strong> Markt.</p>\n"
    assert (case.status, case.evidence_level) == ("running", "running")


def test_an_unknown_topic_is_added_outside_of_the_default_search(run, file):
    run(case_studies, "import", file({"titel": "x"}), "--topic", "gesetze")
    assert db.session.scalar(select(Topic.in_default_search).where(Topic.slug == "gesetze")) is False


def test_a_changed_line_rewrites_the_entry_and_keeps_its_address(run, file):
    run(case_studies, "import", file({"id": "a", "titel": "Alt"}))
    (before,) = rows_of(CASE)
    result = run(case_studies, "import", file({"id": "a", "titel": "Neu", "beschreibung_md": "Text"}))
    (after,) = rows_of(CASE)
    assert "1 geändert" in result.output
    assert (after.id, after.slug, after.title, after.version) == (before.id, "alt", "Neu", 2)


@pytest.mark.parametrize("change", [{"origin": "mitglied"}, {"state": "withdrawn"}, {}])
def test_what_people_have_taken_over_is_left_alone(run, file, anna, organisation, change):
    run(case_studies, "import", file({"id": "a", "titel": "Alt"}))
    (row,) = rows_of(CASE)
    with transaction():
        change = {"owner_id": organisation.id, **change}
        db.session.execute(update(Subject).where(Subject.id == row.id).values(change))
        if len(change) == 1:
            db.session.add(Revision(subject_id=row.id, number=1, data={}, author_id=anna.user_id))
    result = run(case_studies, "import", file({"id": "a", "titel": "Neu"}))
    assert "weitergeschrieben" in result.output
    assert [one.title for one in rows_of(CASE)] == ["Alt"]


def test_one_wrong_line_and_nothing_is_imported(run, file):
    result = run(case_studies, "import", file({"titel": "Gut"}, b'{"titel": "K\xf6ln"}', {"titel": ""}))
    assert result.exit_code == 1
    assert "Zeile 2: Byte 13 ist kein gültiges UTF-8." in result.stderr
    assert "Zeile 3: Der Titel" in result.stderr
    assert "Nichts übernommen" in result.stderr
    assert count(Subject) == 0


def test_a_dry_run_shows_good_and_bad_lines_in_the_order_of_the_file(run, file):
    result = run(case_studies, "import", file({"titel": "Gut"}, {"titel": ""}, {"titel": "Auch"}), "--dry-run")
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == ["Zeile 1", "Zeile 2", "Zeile 3"]
    assert "Nichts übernommen: 1 Zeile ist fehlerhaft." in result.stderr


def test_equal_titles_get_addresses_of_their_own(run, file):
    run(case_studies, "import", file(*({"id": str(n), "titel": "Wo ist Markt?"} for n in range(3))))
    assert [row.slug for row in rows_of(CASE)] == ["wo-ist-markt", "wo-ist-markt-2", "wo-ist-markt-3"]


def test_hostile_text_comes_out_harmless(run, file):
    text = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://example.org/y.png)"
    run(case_studies, "import", file({"titel": "<b>x</b>", "beschreibung_md": text, "kurzbeschreibung": "<i>k</i>"}))
    case = db.session.scalar(select(CaseStudy))
    assert "<script" not in case.what_html
    assert "javascript:" not in case.what_html.replace("[x](javascript:alert(1))", "")
    assert "<img" not in case.what_html


def test_a_changed_line_leaves_the_picture_on_the_card(run, file):
    run(case_studies, "import", file({"id": "a", "titel": "Alt"}))
    (row,) = rows_of(CASE)
    picture = {"url": "/dateien/1/klein/laden.webp", "alt": "Ein Laden"}
    with transaction():
        card = {**row.card, "image": picture}
        db.session.execute(update(Subject).where(Subject.id == row.id).values(card=card))
    run(case_studies, "import", file({"id": "a", "titel": "Neu"}))
    (after,) = rows_of(CASE)
    assert (after.title, after.card["image"]) == ("Neu", picture)


def test_the_topics_that_come_along_are_entered_once(run):
    assert "19 Themen" in run(topics, "load").output
    assert "0 Themen" in run(topics, "load").output
