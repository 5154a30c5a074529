"""Before the first request of `make run`: tables up to date, demo data once, the log-ins for whoever looks.

One process does all three, because most of a start is spent on importing the application.
Prints its progress to stderr and the log-ins to stdout.
"""

import contextlib
import sys

from flask import Flask
from flask_migrate import upgrade

from app import create_app
from config import Settings


def main() -> None:
    settings = Settings.from_environment()
    app = create_app(settings)
    with contextlib.redirect_stdout(sys.stderr):
        with app.app_context():
            upgrade()
        loaded = settings.instance_path / "demo-loaded"
        if not loaded.exists():
            print("Lade die Beispieldaten (nur beim ersten Mal) …", flush=True)
            call(app, "demo", "load")
            loaded.touch()
    call(app, "demo", "logins")


def call(app: Flask, *command: str) -> None:
    """As `flask <command>` would, in this process."""
    with app.app_context():
        app.cli.main(command, standalone_mode=False)


if __name__ == "__main__":
    main()
