"""The site under measurement: an installation of its own with as many generated entries as asked for."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app import create_app
from app.accounts.models import LogIn, User
from app.core import clock
from app.core.identifiers import new_token, token_hash
from app.core.transaction import transaction
from app.extensions import db
from config import Settings

SECRET = "bench-" + "0" * 40
LINK = re.compile(r'href="(/praxisbeispiele/[^"/?#]+)"')


@dataclass(frozen=True)
class Site:
    place: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "INSTANCE_PATH": str(self.place),
            "SECRET_KEY": SECRET,
            "FLASK_APP": "wsgi",
            "DATABASE_URL": "",
            "MAIL_URL": "",
            "DEMO": "true",
            "LOG_LEVEL": "WARNING",
        }

    def prepare(self, entries: int) -> None:
        """Fill it once; later runs use it again."""
        ready = self.place / "ready"
        if ready.exists():
            return
        print(f"Lege {entries} Einträge an (nur beim ersten Mal) …", flush=True)
        self.place.mkdir(parents=True, exist_ok=True)
        for command in (
            ["db", "upgrade"],
            ["demo", "load", "--entries", str(entries)],
            ["search", "rebuild"],
            ["jobs", "run", "--once"],
        ):
            subprocess.run(
                [sys.executable, "-m", "flask", *command],
                env={**os.environ, **self.environment},
                check=True,
                stdout=subprocess.DEVNULL,
            )
        ready.touch()

    def cookie_of_a_member(self) -> str:
        """A Cookie header that is logged in, as after the log-in page."""
        app = create_app(Settings.from_environment(self.environment))
        token = new_token()
        with app.app_context():
            user_id = db.session.scalars(select(User.id).where(User.left_at.is_(None)).order_by(User.id)).first()
            row = LogIn(token_hash=token_hash(token), user_id=user_id, expires_at=clock.now() + timedelta(days=1))
            with transaction(raises_cache=False):
                db.session.add(row)
        client = app.test_client()
        with client.session_transaction() as session:
            session.update({"_user_id": token, "_fresh": True})
        cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
        return f"{cookie.key}={cookie.value}" if cookie else ""


def first_case(list_page: bytes) -> str:
    """Path of the first case of a list page."""
    found = LINK.search(list_page.decode())
    if not found:
        raise RuntimeError("Die Liste /praxisbeispiele/ zeigt keinen Eintrag")
    return found.group(1)
