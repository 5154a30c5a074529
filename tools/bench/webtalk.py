"""The door of a webtalk, and what those who wait and listen ask every three seconds."""

import secrets
from collections.abc import Callable, Iterator

from sqlalchemy import insert

from app import create_app
from app.core.transaction import transaction
from app.extensions import db
from app.webtalks.models import Registration
from config import Settings
from tools.bench.client import Call, Figures, etag_of
from tools.bench.report import Row, Target
from tools.bench.servers import Server
from tools.bench.site import Site
from tools.load.people import Talk, Visitor, members, new_talk

ROOM = {"JITSI_DOMAIN": "meet.example", "JITSI_APP_ID": "bench", "JITSI_APP_SECRET": "bench-" + "0" * 40}


def webtalk_rows(site: Site, server: Server, best: Callable[[Server, Call], Figures]) -> Iterator[Row]:
    """Targets: five hundred people in a minute may take a third of two cores, with half of the asking beside it."""
    talk, one = _seat(site)
    cookie = {"Cookie": one.cookie}
    form = f"csrf_token={one.csrf}&sitz=kamera".encode()
    typed = {**cookie, "Content-Type": "application/x-www-form-urlencoded"}
    door, listening = f"{talk.path}/raum", f"{talk.path}/fragen/stand"
    yield Row("Webtalk: Tür, angemeldet", best(server, Call(door, headers=cookie)), Target(10.0))
    yield Row("Webtalk: Teilnehmen", best(server, Call(door, "POST", form, typed)), Target(10.0))
    for name, path in (("Tür", f"{door}/stand"), ("Fragen", listening)):
        unchanged = {**cookie, "If-None-Match": etag_of(server, path, cookie)}
        figures = best(server, Call(path, headers=unchanged, expected=304))
        yield Row(f"Webtalk: Nachfragen, {name} (304)", figures, Target(3.0))


def _seat(site: Site) -> tuple[Talk, Visitor]:
    app = create_app(Settings.from_environment(site.environment))
    with app.app_context():
        talk = new_talk()
        [(one, user_id)] = members(app, 1, word=f"Bench {secrets.token_hex(4)}")
        with transaction():
            db.session.execute(
                insert(Registration), [{"webtalk_id": talk.number, "user_id": user_id, "state": "registered"}]
            )
        db.engine.dispose()
    return talk, one
