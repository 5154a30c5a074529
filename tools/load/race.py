"""Many members press *Anmelden* at once on the running site: no seat is given twice across its processes."""

import asyncio

from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.webtalks.models import Registration, Webtalk
from tools.load.client import Watch
from tools.load.people import Talk, Visitor, members, new_talk

SEATS = 7


def press(app: Flask, port: int, people: int, word: str) -> list[str]:
    """One round through HTTP; each fourth presses twice. Returns sentences about what went wrong."""
    talk = new_talk(SEATS)
    crowd = [visitor for visitor, _ in members(app, people, word=word)]
    watch = Watch(port)
    asyncio.run(_press_all(watch, talk, crowd))
    return watch.faults + _look(talk, people)


async def _press_all(watch: Watch, talk: Talk, crowd: list[Visitor]) -> None:
    again = crowd[::4]
    await asyncio.gather(*(_press(watch, talk, one) for one in crowd + again))


async def _press(watch: Watch, talk: Talk, one: Visitor) -> None:
    answer = await watch.ask("Anmelden", f"{talk.path}/anmelden", one.cookie, form={"csrf_token": one.csrf})
    watch.expect(answer.status == 303, f"{one.name}: {answer.status} {answer.text[:200]}")


def _look(talk: Talk, people: int) -> list[str]:
    db.session.rollback()
    query = select(Registration.state, func.count()).where(Registration.webtalk_id == talk.number)
    counts = dict(list(db.session.execute(query.group_by(Registration.state))))
    kept = db.session.get_one(Webtalk, talk.number, populate_existing=True)
    expected = {"registered": SEATS, "waiting": people - SEATS}
    wrong = [] if counts == expected else [f"{counts} instead of {expected}"]
    true = (kept.taken_seats, kept.waiting_count) == (SEATS, people - SEATS)
    return wrong if true else [*wrong, f"kept counts {kept.taken_seats}, {kept.waiting_count}"]
