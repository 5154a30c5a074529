"""From "Waren Sie dabei? Ergänzen" to one entry instead of two.

The stub is retired when the case is published: at once when the case comes from an organisation that may stand for
the stub's town, or from staff; else when staff agree. Its addresses lead to the case from then on.
"""

from sqlalchemy import bindparam, delete, select, update

from app.core import audit, clock
from app.core.actors import Actor
from app.core.events import SubjectChanged, SubjectPublished, SubjectRemoved
from app.core.origins import Source
from app.core.rows import first_row
from app.core.subjects import FormerSlug, Subject, open_only
from app.core.transaction import Transaction, touch, transaction
from app.extensions import db
from app.marks.services import pass_on
from app.organisations.queries import may_speak_for_town, speakers_for_town
from app.practices.models import CaseStudy, Completion


class NotWaiting(Exception):
    """Somebody else has decided, or one of the two entries is no longer public."""


def find_stub(public_id: str) -> Subject | None:
    """The open example behind ?beispiel=, or None."""
    query = select(Subject).join(CaseStudy, CaseStudy.id == Subject.id).where(CaseStudy.is_stub)
    return db.session.scalar(open_only(query).where(Subject.public_id == public_id)) if public_id else None


def note_completion(case_id: int, stub: Subject) -> None:
    """Remember that this draft completes that example; inside the caller's transaction()."""
    source = db.session.scalar(select(Source.name).where(Source.subject_id == stub.id)) or ""
    values = {"stub_title": stub.title, "stub_slug": stub.slug, "source_name": source}
    db.session.add(Completion(case_id=case_id, stub_id=stub.id, **values))


def settle(tx: Transaction, subject: Subject, actor: Actor | None) -> None:
    """At every publication of a case: decide what becomes of its example, and keep the line that names the source."""
    if first_row(_COMPLETES, {"id": subject.id}) is None:
        return
    completion = db.session.get_one(Completion, subject.id)
    if completion.state == "begun":
        stub = _locked_stub(completion)
        completion.state = "waiting" if stub else "kept"
        if stub and decides_alone(subject, stub, actor):
            _replace(tx, completion, subject, stub, actor)
    if completion.state == "replaced":
        _name_source(subject, completion)


_COMPLETES = select(Completion.case_id).where(Completion.case_id == bindparam("id"))


def decides_alone(case: Subject, stub: Subject, actor: Actor | None) -> bool:
    """Staff, and whoever may speak for the town that both entries name."""
    if actor is not None and actor.is_staff:
        return True
    if stub.place_id is None or case.place_id != stub.place_id:
        return False
    speaks = actor is not None and may_speak_for_town(actor, stub.place_id)
    return speaks or case.owner_id in speakers_for_town(stub.place_id)


def confirm(completion: Completion, *, actor: Actor) -> None:
    """Staff: both speak of the same, the case replaces the example. Raises NotWaiting."""
    subject = db.session.get_one(Subject, completion.case_id)
    with transaction(subject) as tx:
        _check(completion, "waiting")
        stub = _locked_stub(completion)
        if stub is None or not subject.is_open:
            raise NotWaiting
        _replace(tx, completion, subject, stub, actor)
        _name_source(subject, completion)
        touch(subject)
        tx.publish(SubjectChanged(subject.kind, subject.id, actor.id))


def keep_both(completion: Completion, *, actor: Actor) -> None:
    """Staff: these are two things, both stay. Raises NotWaiting."""
    subject = db.session.get_one(Subject, completion.case_id)
    with transaction(subject):
        _check(completion, "waiting")
        _decide(completion, "kept", actor)


def undo(completion: Completion, *, actor: Actor) -> None:
    """Staff: the example comes back under its own address. Raises NotWaiting."""
    subject = db.session.get_one(Subject, completion.case_id)
    with transaction(subject) as tx:
        _check(completion, "replaced")
        stub = db.session.get(Subject, completion.stub_id) if completion.stub_id else None
        if stub is None:
            raise NotWaiting
        _bring_back(tx, completion, subject, stub, actor)
        _decide(completion, "kept", actor)
        subject.external_id = None
        subject.card = {name: value for name, value in subject.card.items() if name != "known_from"}
        touch(subject)


def _locked_stub(completion: Completion) -> Subject | None:
    """The example, locked; None when it is gone or another case has taken its place."""
    stub = db.session.get(Subject, completion.stub_id) if completion.stub_id else None
    if stub is not None:
        with transaction(stub):
            return stub if stub.is_open else None
    return None


def _check(completion: Completion, state: str) -> None:
    db.session.refresh(completion)
    if completion.state != state:
        raise NotWaiting


def _replace(tx: Transaction, completion: Completion, case: Subject, stub: Subject, actor: Actor | None) -> None:
    """The case keeps the example's id in its source: repeated imports find it taken over and leave both alone."""
    _lead_to(case, stub)
    case.external_id = stub.external_id
    stub.state, stub.withdrawn_at = "withdrawn", clock.now()
    touch(stub)
    pass_on(stub.id, case.id)
    others = update(Completion).where(Completion.stub_id == stub.id, Completion.state == "waiting")
    db.session.execute(others.where(Completion.case_id != case.id).values(state="kept"))
    _decide(completion, "replaced", actor)
    tx.publish(SubjectRemoved(stub.kind, stub.id, actor.id if actor else None))


def _lead_to(case: Subject, stub: Subject) -> None:
    """Every address of the stub leads to the case; the stub itself keeps only its public id."""
    db.session.execute(update(FormerSlug).where(FormerSlug.subject_id == stub.id).values(subject_id=case.id))
    db.session.merge(FormerSlug(kind=stub.kind, slug=stub.slug, subject_id=case.id))
    stub.slug = stub.public_id


def _bring_back(tx: Transaction, completion: Completion, case: Subject, stub: Subject, actor: Actor) -> None:
    with transaction(stub):
        own = (FormerSlug.subject_id == case.id, FormerSlug.slug == completion.stub_slug)
        db.session.execute(delete(FormerSlug).where(FormerSlug.kind == stub.kind, *own))
        stub.slug, stub.state, stub.withdrawn_at = completion.stub_slug, "published", None
        touch(stub)
        tx.publish(SubjectPublished(stub.kind, stub.id, actor.id))


def _decide(completion: Completion, state: str, actor: Actor | None) -> None:
    actor_id = actor.id if actor else None
    completion.state, completion.decided_by_id, completion.decided_at = state, actor_id, clock.now()
    audit.record(f"completion.{state}", actor_id=actor_id, subject_id=completion.case_id, stub=completion.stub_title)


def _name_source(case: Subject, completion: Completion) -> None:
    case.card = {**case.card, "known_from": {"title": completion.stub_title, "name": completion.source_name}}
