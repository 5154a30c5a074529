from datetime import timedelta

from sqlalchemy import select, update

from app.core import clock
from app.core.storage import StoredFile
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.media.services import add_picture
from app.practices.writing.bin import delete_draft, purge_drafts
from app.practices.writing.drafts import save_draft
from app.practices.writing.mine import contributions
from tests.factories.pictures import picture
from tests.practices.writing.conftest import desk_of


def titles(someone) -> set[str]:
    return {row.title for row in contributions(someone.actor, 1).items}


def test_everybody_sees_what_is_his_and_editors_what_waits(begin, published, anna, bernd, clara):
    begin(bernd, title="Bernds Entwurf")
    published(anna, title="Annas Beispiel")
    assert titles(bernd) == {"Bernds Entwurf"}
    assert titles(anna) == {"Bernds Entwurf", "Annas Beispiel"}
    assert titles(clara) == set()


def test_unpublished_changes_are_marked(published, anna):
    subject = published(anna)
    assert not contributions(anna.actor, 1).items[0].has_changes
    save_draft(subject, {"title": "Neu"}, actor=anna.actor, seen_version=1)
    assert contributions(anna.actor, 1).items[0].has_changes


def test_the_list_needs_few_statements_however_long_it_is(client, begin, anna, log_in, count_sql):
    log_in(client, anna)
    begin(anna)
    client.get("/konto/beitraege")
    with count_sql() as few:
        client.get("/konto/beitraege")
    for number in range(15):
        begin(anna, title=f"Entwurf {number}")
    with count_sql() as many:
        assert client.get("/konto/beitraege").status_code == 200
    assert len(many) == len(few)


def test_who_has_written_nothing_is_invited(client, clara, log_in):
    assert "Fünf Fragen, zehn Minuten" in log_in(client, clara).get("/konto/beitraege").get_data(as_text=True)


def test_a_deleted_draft_is_gone_for_good_after_thirty_days(begin, anna):
    subject = begin(anna)
    add_picture(subject, picture(), name="a.jpg", actor=anna.actor)
    number = subject.id
    delete_draft(subject, actor=anna.actor)
    assert purge_drafts() == 0
    with transaction():
        query = update(Subject).where(Subject.id == number)
        db.session.execute(query.values(hidden_at=clock.now() - timedelta(days=31)))
    assert purge_drafts() == 1
    assert db.session.get(Subject, number) is None
    assert db.session.scalar(select(StoredFile.id)) is None


def test_what_was_public_is_never_deleted_so(published, anna):
    subject = published(anna)
    delete_draft(subject, actor=anna.actor)
    assert db.session.get_one(Subject, subject.id).hidden_at is None


def test_published_again_as_it_was_is_no_change(published, anna):
    assert not desk_of(published(anna)).has_changes


def test_the_own_account_shows_what_is_still_to_be_done(client, log_in, begin, published, anna):
    begin(anna, title="Halb geschrieben")
    published(anna, title="Längst fertig")
    text = log_in(client, anna).get("/konto/").text
    assert "Halb geschrieben" in text
    assert "Längst fertig" not in text
