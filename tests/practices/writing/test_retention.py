from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.core import clock
from app.core.drafts import Draft, Revision
from app.core.storage import StoredFile
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment
from app.media.services import add_document
from app.practices.models import ReleaseRequest
from app.practices.writing.drafts import find_draft, save_draft
from app.practices.writing.publishing import publish
from app.practices.writing.retention import FILES_KEPT, REQUESTS_KEPT, forget_requests, sweep
from tests.factories.pictures import PDF
from tests.practices.writing.conftest import desk_of

DAY = timedelta(days=1)


@pytest.fixture
def attached(anna):
    """attached(subject): number of a document on its draft, uploaded long ago."""

    def add(subject) -> int:
        number = add_document(subject, PDF, name="beleg.pdf", actor=anna.actor).id
        with transaction():
            db.session.execute(update(Attachment).values(created_at=clock.now() - FILES_KEPT * 3))
        save_draft(subject, {"files": [number]}, actor=anna.actor, seen_version=desk_of(subject).version)
        return number

    return add


def set_time(model, age, *conditions, column="changed_at") -> None:
    with transaction():
        db.session.execute(update(model).where(*conditions).values({column: clock.now() - age}))


def files() -> list[int]:
    return list(db.session.scalars(select(Attachment.id).order_by(Attachment.id)))


def test_files_of_an_abandoned_draft_go_after_a_year_and_its_text_stays(begin, anna, attached):
    subject = begin(anna)
    number = attached(subject)
    set_time(Draft, FILES_KEPT - DAY)
    sweep()
    assert files() == [number]
    set_time(Draft, FILES_KEPT + DAY)
    sweep()
    assert files() == []
    assert db.session.scalar(select(StoredFile.id)) is None
    data = find_draft(subject.id).data
    assert (data["files"], data["title"]) == ([], "Laden auf Probe")


def test_files_of_a_replaced_version_go_a_year_after_it_was_replaced(begin, anna, attached):
    subject = begin(anna)
    first = attached(subject)
    publish(subject, desk_of(subject).data, actor=anna.actor)
    save_draft(subject, {"files": []}, actor=anna.actor, seen_version=desk_of(subject).version)
    publish(subject, desk_of(subject).data, actor=anna.actor)
    set_time(Revision, FILES_KEPT * 3, Revision.number == 1, column="created_at")
    set_time(Revision, FILES_KEPT - DAY, Revision.number == 2, column="created_at")
    sweep()
    assert files() == [first]
    set_time(Revision, FILES_KEPT + DAY, Revision.number == 2, column="created_at")
    sweep()
    assert files() == []


def test_what_the_public_sees_stays_however_old(begin, anna, attached):
    subject = begin(anna)
    number = attached(subject)
    publish(subject, desk_of(subject).data, actor=anna.actor)
    set_time(Revision, FILES_KEPT * 3, column="created_at")
    set_time(Draft, FILES_KEPT * 3)
    sweep()
    assert files() == [number]


@pytest.mark.parametrize(("state", "decided", "expired", "stays"), [
    ("open", None, -DAY, True),
    ("open", None, REQUESTS_KEPT + DAY, False),
    ("released", REQUESTS_KEPT - DAY, REQUESTS_KEPT - DAY, True),
    ("change_wanted", REQUESTS_KEPT + DAY, REQUESTS_KEPT - DAY, False),
])  # fmt: skip
def test_requests_for_release_go_half_a_year_after_their_end(begin, anna, state, decided, expired, stays):
    now = clock.now()
    values = {"decided_at": now - decided if decided else None, "expires_at": now - expired, "state": state}
    with transaction():
        db.session.add(
            ReleaseRequest(
                subject_id=begin(anna).id, token_hash="x", recipient="a@b.de", data={}, draft_version=1, **values
            )
        )
    forget_requests()
    assert (db.session.scalar(select(ReleaseRequest.id)) is not None) == stays
