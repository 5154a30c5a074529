import threading
from datetime import datetime

import pytest
from sqlalchemy import func, select

from app.core.database import Moment
from app.core.events import Listener, SubjectChanged, SubjectPublished
from app.core.jobs.models import Job
from app.core.subjects import FormerSlug, Subject, give_slug
from app.core.transaction import Stale, touch, transaction
from app.extensions import db


def new_subject(title="Markt", **values):
    subject = Subject(kind="practice", title=title, **values)
    with transaction():
        db.session.add(subject)
    return subject


def test_it_commits_once_at_the_end(app):
    subject = new_subject()
    with transaction(subject):
        subject.title = "Wochenmarkt"
    db.session.rollback()
    assert db.session.get(Subject, subject.id).title == "Wochenmarkt"


def test_a_fault_takes_everything_back(app):
    with pytest.raises(ZeroDivisionError), transaction() as tx:
        db.session.add(Subject(kind="practice", title="Nie"))
        tx.job("mail.send", {"letter_id": 1})
        1 / 0  # noqa: B018
    assert db.session.scalar(select(func.count(Subject.id))) == 0
    assert db.session.scalar(select(func.count(Job.id))) == 0


def test_an_inner_one_joins_the_outer(app):
    with pytest.raises(ZeroDivisionError), transaction():
        new_subject()
        1 / 0  # noqa: B018
    assert db.session.scalar(select(func.count(Subject.id))) == 0


def test_an_older_version_is_refused(app):
    subject = new_subject()
    with transaction(subject, version=1):
        touch(subject)
    with pytest.raises(Stale) as told, transaction(subject, version=1):
        subject.title = "überschrieben"
    assert told.value.current_version == 2
    assert db.session.get(Subject, subject.id).title == "Markt"


def test_parallel_writers_wait_for_each_other(app):
    subject_id = new_subject().id

    def add_ten():
        for _ in range(10):
            with app.app_context():
                mine = db.session.get(Subject, subject_id)
                with transaction(mine):
                    mine.version = mine.version + 1

    threads = [threading.Thread(target=add_ten) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    db.session.rollback()
    assert db.session.get(Subject, subject_id).version == 41


def test_events_reach_listeners_of_their_base_class_as_jobs(app, run_jobs):
    heard = []
    app.extensions["ortskern"].events.add(Listener("test.hear", SubjectPublished, heard.append))
    with transaction() as tx:
        tx.publish(SubjectPublished(kind="practice", id=7, actor_id=None))
        tx.publish(SubjectChanged(kind="practice", id=8, actor_id=None))
    assert heard == []
    run_jobs()
    assert heard == [SubjectPublished(kind="practice", id=7, actor_id=None)]


def test_inline_listeners_share_the_commit(app):
    def refuse(event):
        raise RuntimeError("nein")

    app.extensions["ortskern"].events.add(Listener("test.refuse", SubjectPublished, refuse, inline=True))
    with pytest.raises(RuntimeError), transaction() as tx:
        db.session.add(Subject(kind="practice", title="Nie"))
        tx.publish(SubjectPublished(kind="practice", id=7))
    assert db.session.scalar(select(func.count(Subject.id))) == 0


def test_slugs_are_unique_and_never_reused(app):
    first, second = new_subject(), new_subject()
    with transaction(first, second):
        give_slug(first)
        give_slug(second)
        assert (first.slug, second.slug) == ("markt", "markt-2")
        first.title = "Brunnen"
        give_slug(first)
        db.session.flush()
        give_slug(second)
        assert second.slug == "markt-2"
    assert db.session.get(FormerSlug, ("practice", "markt")).subject_id == first.id


def test_moments_without_a_zone_are_refused():
    with pytest.raises(ValueError, match="time zone"):
        Moment().process_bind_param(datetime(2026, 1, 1), None)
