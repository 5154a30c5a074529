"""Handing a draft in to those who publish for the organisation, and what they answer; both are told by mail."""

from app.accounts.models import User
from app.core import clock
from app.core.actors import Actor
from app.core.drafts import Draft
from app.core.subjects import Subject
from app.core.transaction import Transaction, transaction
from app.extensions import db
from app.organisations.queries import publishers
from app.practices.writing.second_person import names_of

LONGEST_COMMENT = 2_000
MOST_LETTERS = 20


def give_for_review(subject: Subject, *, actor: Actor) -> None:
    """Ask those who may publish for the organisation to look at it. What is public stays so until they have."""
    with transaction(subject, raises_cache=False) as tx:
        draft = db.session.get(Draft, subject.id, populate_existing=True)
        if draft is None or draft.handed_in_at is not None:
            return
        draft.handed_in_by_id, draft.handed_in_at = actor.id, clock.now()
        if subject.state == "draft":
            subject.state = "review"
        _tell_publishers(tx, subject, draft)


def _tell_publishers(tx: Transaction, subject: Subject, draft: Draft) -> None:
    others = [one for one in publishers(subject.owner_id) if one.id != draft.handed_in_by_id]
    for person in others[:MOST_LETTERS]:
        tx.mail(
            person.email,
            "practices/mail/handed_in",
            name=person.name,
            handed_in_by=names_of([draft.handed_in_by_id]),
            title=_title(subject, draft),
            path=f"{_desk_path(subject)}pruefen",
        )


def give_back(subject: Subject, *, actor: Actor, comment: str = "") -> None:
    """Not yet: the draft is its author's again. comment: what should change, told to whoever handed it in."""
    with transaction(subject, raises_cache=False) as tx:
        draft = db.session.get(Draft, subject.id, populate_existing=True)
        if draft is not None:
            _answer(tx, "handed_back", subject, draft, actor, _desk_path(subject), comment[:LONGEST_COMMENT].strip())
        if subject.state == "review":
            subject.state = "draft"


def answer_published(tx: Transaction, subject: Subject, draft: Draft | None, actor: Actor | None) -> None:
    """It is public now, so it waits for nobody any more."""
    if draft is not None:
        _answer(tx, "release_given", subject, draft, actor, subject.address, "")


def _answer(
    tx: Transaction, template: str, subject: Subject, draft: Draft, actor: Actor | None, path: str, comment: str
) -> None:
    """Tell whoever has handed it in what somebody else decided; the draft waits no longer."""
    asker = db.session.get(User, draft.handed_in_by_id) if draft.handed_in_by_id else None
    draft.handed_in_by_id = draft.handed_in_at = None
    if asker is None or not asker.email or actor is None or actor.id == asker.id:
        return
    title = _title(subject, draft)
    tx.mail(
        asker.email,
        f"practices/mail/{template}",
        name=asker.name,
        decided_by=actor.name,
        title=title,
        path=path,
        comment=comment,
    )


def _title(subject: Subject, draft: Draft) -> str:
    return str(draft.data.get("title") or "").strip() or subject.title


def _desk_path(subject: Subject) -> str:
    return f"/{subject.address.split('/')[1]}/entwurf/{subject.public_id}/"
