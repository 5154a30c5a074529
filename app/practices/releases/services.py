"""Sending a draft for release, and the one decision each link allows."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select, update

from app.accounts.models import User
from app.core import audit, clock
from app.core.actors import Actor
from app.core.database import affected
from app.core.identifiers import new_token, token_hash
from app.core.merging import text_of
from app.core.subjects import Subject
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.practices.models import ReleaseRequest
from app.practices.releases.ending import end_open_requests
from app.practices.writing.drafts import find_draft
from app.practices.writing.publishing import NotReady, publish, read_text
from app.practices.writing.second_person import asks_for_second_person

LASTS = timedelta(days=14)


class Outdated(Exception):
    """The draft has changed since the link was sent: what was shown is not what would be published."""


class OwnAddress(Exception):
    """Where a second person is asked for, nobody sends the link to herself."""


class AlreadyDecided(Exception):
    """Somebody was faster, or the link is too old."""


def send_for_release(
    subject: Subject, data: Mapping[str, Any], *, recipient: str, message: str, actor: Actor
) -> ReleaseRequest:
    """Send the draft as it is now. An older link that is still open is worth nothing from now on.

    Raises NotReady when the text could not be published, OwnAddress.
    """
    if asks_for_second_person(subject.owner_id) and recipient.casefold() == _address_of(actor).casefold():
        raise OwnAddress
    notes = read_text(data, subject)[1]
    if notes:
        raise NotReady(notes)
    token = new_token()
    with transaction(subject, raises_cache=False) as tx:
        withdraw_open(subject, actor=actor)
        draft = find_draft(subject.id)
        request = ReleaseRequest(
            subject_id=subject.id,
            token_hash=token_hash(token),
            recipient=recipient,
            message=message,
            data=text_of(data),
            draft_version=draft.version if draft else 0,
            created_by_id=actor.id,
            expires_at=clock.now() + LASTS,
        )
        db.session.add(request)
        audit.record("release.sent", actor_id=actor.id, subject_id=subject.id, recipient=recipient)
        _ask(tx, subject, request, token, actor)
    return request


def _ask(tx: Transaction, subject: Subject, request: ReleaseRequest, token: str, actor: Actor) -> None:
    tx.mail(
        request.recipient,
        "practices/mail/release_asked",
        title=request.data.get("title", subject.title),
        organisation=_title(subject.owner_id),
        sender=actor.name,
        message=request.message,
        path=f"/freigabe/{token}",
        expires_at=request.expires_at,
    )


def withdraw_open(subject: Subject, *, actor: Actor) -> None:
    """Links that were sent and not yet decided are worth nothing any more."""
    with transaction(subject, raises_cache=False):
        end_open_requests(subject.id)


def find_request(token: str) -> ReleaseRequest | None:
    """The request behind a link, whatever its state; None when the link is unknown."""
    return db.session.scalar(select(ReleaseRequest).where(ReleaseRequest.token_hash == token_hash(token)))


def is_open(request: ReleaseRequest) -> bool:
    return request.state == "open" and request.expires_at > clock.now()


def is_current(request: ReleaseRequest, subject: Subject) -> bool:
    """Would releasing publish exactly the text that stands in the draft?"""
    draft = find_draft(subject.id)
    is_deleted = subject.slug is None and subject.hidden_at is not None
    return not is_deleted and draft is not None and text_of(draft.data) == request.data


def release(request: ReleaseRequest, *, name: str) -> Subject:
    """Publish exactly the text that was sent. name: as the person without account typed it.

    Raises Outdated, AlreadyDecided.
    """
    subject = db.session.get_one(Subject, request.subject_id)
    with transaction(subject) as tx:
        if not is_current(request, subject):
            raise Outdated
        _decide(request, "released", name, "")
        try:
            publish(subject, request.data, actor=None, note=f"Freigegeben von {name}")
        except NotReady:
            raise Outdated from None
        _answer(tx, request, subject, "release_given", name, "")
    return subject


def ask_for_change(request: ReleaseRequest, *, name: str, comment: str) -> None:
    """Bitte ändern: the draft goes back with a comment. Raises AlreadyDecided."""
    subject = db.session.get_one(Subject, request.subject_id)
    with transaction(subject, raises_cache=False) as tx:
        _decide(request, "change_wanted", name, comment)
        _answer(tx, request, subject, "release_changes", name, comment)


def _decide(request: ReleaseRequest, state: str, name: str, comment: str) -> None:
    """One link, one decision."""
    open_one = update(ReleaseRequest).where(
        ReleaseRequest.id == request.id, ReleaseRequest.state == "open", ReleaseRequest.expires_at > clock.now()
    )
    values = {"state": state, "decided_name": name, "comment": comment, "decided_at": clock.now()}
    if not affected(db.session.execute(open_one.values(values))):
        raise AlreadyDecided
    audit.record(
        f"release.{state}", actor_id=None, subject_id=request.subject_id, name=name, recipient=request.recipient
    )


def _answer(tx: Transaction, request: ReleaseRequest, subject: Subject, template: str, name: str, comment: str) -> None:
    """Tell whoever has sent the link."""
    sender = db.session.get(User, request.created_by_id) if request.created_by_id else None
    if sender is None or not sender.email:
        return
    shelf = subject.address.rsplit("/", 1)[0]
    tx.mail(
        sender.email,
        f"practices/mail/{template}",
        name=sender.name,
        decided_by=name,
        title=request.data.get("title", subject.title),
        comment=comment,
        path=subject.address if template == "release_given" else f"{shelf}/entwurf/{subject.public_id}/",
    )


def _address_of(actor: Actor) -> str:
    return db.session.scalar(select(User.email).where(User.id == actor.id)) or ""


def _title(subject_id: int | None) -> str:
    return db.session.scalar(select(Subject.title).where(Subject.id == subject_id)) or ""
