"""Topics people wish for: said once, voted for by others, taken back by who said them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from app.core.actors import Actor
from app.core.limits import Limit, require
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.models import Webtalk, Wish, WishVote

PER_PERSON = Limit("webtalk.wish", 5, 86_400)


def find_wish(public_id: str) -> Wish | None:
    return db.session.scalar(select(Wish).where(Wish.public_id == public_id))


def wishes_query() -> Any:
    """(public_id, title, why, votes, author_id, id, address of the talk that answers), most wanted first."""
    columns = (Wish.id, Wish.public_id, Wish.title, Wish.why, Wish.votes, Wish.author_id, Wish.created_at)
    answered = (Subject.id == Wish.webtalk_id) & (Subject.state == "published") & (Subject.visibility == "public")
    talk = (Subject.slug.label("talk_slug"), Subject.title.label("talk_title"))
    query = select(*columns, *talk).outerjoin(Subject, answered & Subject.hidden_at.is_(None))
    return query.order_by(Wish.votes.desc(), Wish.id.desc())


def voted(rows: Sequence[Row[Any]], actor: Actor) -> set[int]:
    """Ids of those wishes the person has voted for."""
    if actor.id is None or not rows:
        return set()
    mine = select(WishVote.wish_id).where(WishVote.user_id == actor.id)
    return set(db.session.scalars(mine.where(WishVote.wish_id.in_([row.id for row in rows]))))


def wish(title: str, why: str, *, actor: Actor) -> Wish:
    """A new wish, with the person's own vote. Answers 429 after five a day."""
    require(PER_PERSON, str(actor.id))
    with transaction():
        row = Wish(title=title, why=why, author_id=actor.id)
        db.session.add(row)
        db.session.flush()
        db.session.add(WishVote(wish_id=row.id, user_id=actor.id or 0))
        _count(row.id)
    return row


def vote(wish_id: int, *, up: bool, actor: Actor) -> None:
    """Give or take back the one vote."""
    with transaction():
        db.session.execute(select(Wish.id).where(Wish.id == wish_id).with_for_update())
        mine = db.session.get(WishVote, (wish_id, actor.id))
        if up and mine is None:
            db.session.add(WishVote(wish_id=wish_id, user_id=actor.id or 0))
        elif not up and mine is not None:
            db.session.delete(mine)
        db.session.flush()
        _count(wish_id)


def remove(wish_id: int) -> None:
    with transaction():
        db.session.execute(delete(Wish).where(Wish.id == wish_id))


def answer(public_id: str, talk: Webtalk) -> None:
    """This talk is what was wished for; shown with the wish once it is public."""
    with transaction():
        db.session.execute(update(Wish).where(Wish.public_id == public_id).values(webtalk_id=talk.id))


def forget_votes(user_id: int) -> None:
    """Votes go with their person, wishes stay without a name; inside a transaction."""
    mine = list(db.session.scalars(select(WishVote.wish_id).where(WishVote.user_id == user_id)))
    db.session.execute(delete(WishVote).where(WishVote.user_id == user_id))
    db.session.execute(update(Wish).where(Wish.author_id == user_id).values(author_id=None))
    for wish_id in mine:
        _count(wish_id)


def export(user_id: int) -> list[dict[str, Any]]:
    """For "Meine Daten": own wishes, and those voted for."""
    query = select(Wish.title, Wish.why, Wish.author_id, Wish.created_at)
    joined = query.outerjoin(WishVote, (WishVote.wish_id == Wish.id) & (WishVote.user_id == user_id))
    mine = joined.where((Wish.author_id == user_id) | (WishVote.user_id == user_id)).order_by(Wish.id)
    return [
        {"wunsch": r.title, "warum": r.why, "eigener": r.author_id == user_id, "am": r.created_at.isoformat()}
        for r in db.session.execute(mine)
    ]


def _count(wish_id: int) -> None:
    votes = select(func.count()).select_from(WishVote).where(WishVote.wish_id == wish_id).scalar_subquery()
    db.session.execute(update(Wish).where(Wish.id == wish_id).values(votes=votes))
