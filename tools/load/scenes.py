"""What the people do: everybody comes to the door within the time and presses the button; or follows the questions."""

import asyncio
import json
import random
import re
import time

from tests.webtalks.room.verifier import Refused, check
from tools.load.client import Answer, Watch
from tools.load.people import Talk, Visitor

EVERY, AHEAD = 3.0, 5.0
WARM = 8
"""So many pages are asked for first: a site that has run for a while has its templates ready."""

OPTIONS = re.compile(r"data-room-options>(\{.*?\})</script>", re.DOTALL)


async def come(watch: Watch, talk: Talk, people: list[Visitor], seconds: float, dice: random.Random) -> None:
    """Each opens the door, presses the button at some moment, and asks every three seconds as the page does."""
    first, ends = people[0], time.monotonic() + AHEAD + seconds
    for _ in range(WARM):
        await watch.ask("Anlauf", f"{talk.path}/raum{first.query}", first.cookie)
    await asyncio.gather(*(_come(watch, talk, one, AHEAD + dice.uniform(0, seconds), ends, dice) for one in people))


async def _come(watch: Watch, talk: Talk, one: Visitor, at: float, ends: float, dice: random.Random) -> None:
    presses = time.monotonic() + at
    await asyncio.sleep(at - dice.uniform(0, AHEAD))
    path = f"{talk.path}/raum{one.query}"
    page = await watch.ask("Tür öffnen", path, one.cookie)
    watch.expect(page.status == 200, f"door {page.status} for {one.name}")
    await asyncio.sleep(max(0.0, presses - time.monotonic()))
    form = {"csrf_token": one.csrf, "sitz": "kamera", "name": one.name}
    inside = await watch.ask("Teilnehmen", path, one.cookie, form=form)
    fault = wrong_role(inside, talk, one)
    watch.expect(not fault, fault)
    await _wait(watch, f"{talk.path}/raum/stand{one.query}", one.cookie, ends, dice)


async def _wait(watch: Watch, path: str, cookie: str, ends: float, dice: random.Random) -> None:
    tag = ""
    await asyncio.sleep(dice.uniform(0, EVERY))
    while time.monotonic() < ends:
        answer = await watch.ask("Stand der Tür", path, cookie, etag=tag)
        watch.expect(answer.status in (200, 304), f"state {answer.status}")
        tag = answer.etag or tag
        await asyncio.sleep(EVERY)


def wrong_role(answer: Answer, talk: Talk, one: Visitor) -> str:
    """Empty when the token lets this person in as who they are; checked as strictly as the video server does."""
    found = OPTIONS.search(answer.text)
    if answer.status != 200 or not found:
        return f"{one.name}: {answer.status} {answer.text[:200]}"
    try:
        user = check(json.loads(found[1])["jwt"], room=talk.room)["context"]["user"]
    except (Refused, ValueError) as refused:
        return f"{one.name}: {refused}"
    given = (user["moderator"], user["lobby_bypass"], user["name"])
    return "" if given == (one.role == "host", one.role != "lobby", one.name) else f"{one.name}: {given}"


async def follow(watch: Watch, talk: Talk, people: list[Visitor], seconds: float, dice: random.Random) -> None:
    """All ask every three seconds for the questions; every five seconds comes a new one, all see the last."""
    ends = time.monotonic() + seconds
    last = f"Frage {random.getrandbits(40):x}"
    listening = [_listen(watch, talk, one, ends, last, dice) for one in people]
    await asyncio.gather(_ask(watch, talk, people, ends, last), *listening)


async def _listen(watch: Watch, talk: Talk, one: Visitor, ends: float, last: str, dice: random.Random) -> None:
    tag, text, path = "", "", f"{talk.path}/fragen/stand{one.query}"
    await asyncio.sleep(dice.uniform(0, EVERY))
    while time.monotonic() < ends:
        answer = await watch.ask("Fragen", path, one.cookie, etag=tag)
        watch.expect(answer.status in (200, 304), f"questions {answer.status} for {one.name}")
        tag, text = (answer.etag, answer.text) if answer.status == 200 else (tag, text)
        await asyncio.sleep(EVERY)
    answer = await watch.ask("Fragen", path, one.cookie, etag=tag)
    watch.expect(last in (answer.text or text), f"{one.name} has not seen the last question")


async def _ask(watch: Watch, talk: Talk, people: list[Visitor], ends: float, last: str) -> None:
    for number, one in enumerate(people):
        is_last = time.monotonic() > ends - 2 * EVERY - 5
        form = {"csrf_token": one.csrf, "text": last if is_last else f"Was ist mit Punkt {number}?"}
        answer = await watch.ask("Frage stellen", f"{talk.path}/fragen{one.query}", one.cookie, form=form)
        watch.expect(answer.status == 303, f"asking {answer.status}")
        if is_last:
            return
        await asyncio.sleep(5)
