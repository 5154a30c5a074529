"""The index follows the database: soon, in batches, and by itself after damage."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.core.events import SubjectChanged, SubjectRemoved, SubjectsImported
from app.core.transaction import touch, transaction
from app.extensions import db
from app.search import indexing
from app.search.engines.interface import IndexBroken, SearchRequest
from app.search.models import IndexPending
from app.search.service import engine
from tests.factories.practices import CaseFactory, PracticeFactory


def found(text: str, readers: tuple[str, ...] = ("public",)) -> list[int]:
    return [hit.id for hit in engine().search(SearchRequest(text, readers)).hits]


def pending() -> int:
    return db.session.scalar(select(func.count()).where(IndexPending.done_at.is_(None)))


@pytest.fixture
def practice(app):
    made = PracticeFactory(title="Leerstandsmelder")
    indexing.rebuild()
    return made


@pytest.fixture
def folder(app) -> Path:
    return app.config["SETTINGS"].instance_path / "search" / "tantivy"


def change(practice, title: str) -> None:
    with transaction(practice) as tx:
        practice.subject.title = title
        touch(practice.subject)
        tx.publish(SubjectChanged(kind="practice", id=practice.id))


def test_a_change_is_marked_in_its_commit_and_found_after_the_next_batch(practice):
    change(practice, "Schaufensterwettbewerb")
    assert pending() == 1
    assert indexing.index_pending() == 1
    assert found("Schaufenster") == [practice.id]
    assert found("Leerstandsmelder") == []
    assert pending() == 0


def test_a_rolled_back_change_leaves_no_mark(practice):
    with pytest.raises(ZeroDivisionError), transaction(practice) as tx:
        tx.publish(SubjectChanged(kind="practice", id=practice.id))
        raise ZeroDivisionError
    assert pending() == 0


def test_what_is_withdrawn_is_found_no_more(practice):
    with transaction(practice) as tx:
        practice.subject.state = "withdrawn"
        tx.publish(SubjectRemoved(kind="practice", id=practice.id))
    indexing.index_pending()
    assert found("Leerstandsmelder") == []


def test_many_at_once_are_taken_in_one_go(app, practice):
    cases = [CaseFactory(title=f"Zwischennutzung {number}") for number in range(3)]
    with transaction() as tx:
        tx.publish(SubjectsImported(kind="case_study", ids=[case.id for case in cases]))
    assert indexing.index_pending() == 3
    assert len(found("Zwischennutzung")) == 3


def test_a_lost_index_comes_back_by_itself(practice, folder, run_jobs):
    shutil.rmtree(folder)
    assert indexing.is_broken()
    run_jobs()
    assert found("Leerstand") == [practice.id]


def test_a_damaged_index_comes_back_by_itself(practice, folder, run_jobs):
    next(folder.glob("index-*/*.store")).write_bytes(b"nothing")
    run_jobs()
    assert found("Leerstand") == [practice.id]


def test_a_change_while_the_index_is_broken_is_not_lost(practice, folder, run_jobs):
    shutil.rmtree(folder)
    change(practice, "Schaufensterwettbewerb")
    run_jobs()
    run_jobs()
    assert found("Schaufenster") == [practice.id]


def test_what_changes_during_a_rebuild_is_taken_in_again(practice, monkeypatch):
    whole = indexing.all_documents

    def interrupted():
        documents = list(whole())
        change(practice, "Schaufensterwettbewerb")
        indexing.index_pending()
        assert found("Schaufenster") == [practice.id]
        yield from documents

    monkeypatch.setattr(indexing, "all_documents", interrupted)
    indexing.rebuild()
    assert found("Schaufenster") == []
    indexing.index_pending()
    assert found("Schaufenster") == [practice.id]


def test_what_waited_for_a_rebuild_is_not_taken_in_twice(practice):
    change(practice, "Schaufensterwettbewerb")
    indexing.rebuild()
    assert found("Schaufenster") == [practice.id]
    assert pending() == 0


def test_several_wishes_are_one_rebuild(practice, folder, run_jobs):
    shutil.rmtree(folder)
    indexing.ask_for_rebuild()
    indexing.ask_for_rebuild()
    run_jobs()
    assert engine().check() == 1


def test_an_index_that_looks_whole_but_cannot_be_written_is_built_anew(practice, monkeypatch, run_jobs):
    def refuses(_documents, **_others):
        raise IndexBroken("a file stands in the way")

    with monkeypatch.context() as patch:
        patch.setattr(engine(), "index", refuses)
        change(practice, "Schaufensterwettbewerb")
        assert indexing.index_pending() == 0
    assert not indexing.is_broken()
    run_jobs()
    assert found("Schaufenster") == [practice.id]
    assert pending() == 0


def test_the_command_says_how_many(app, practice):
    answer = app.test_cli_runner().invoke(args=["search", "rebuild"])
    assert answer.exit_code == 0
    assert answer.output.startswith("1 Einträge")
