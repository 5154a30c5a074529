"""What a new entry costs: a draft begun and published, with its revision, events and index mark, synced to disk."""

import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from app import create_app
from app.core.actors import Actor
from app.core.subjects import Subject
from app.extensions import db
from app.practices.kinds import CASE
from app.practices.writing.drafts import start_draft
from app.practices.writing.publishing import NotReady, publish
from app.practices.writing.retyping import published_data
from config import Settings
from tools.bench.client import Figures
from tools.bench.site import Site

MODELS_TRIED = 50  # cases looked at until one is whole enough to be published again


def measure_new_entries(site: Site, seconds: float) -> Figures:
    """One client, one entry after another, on a copy of the site."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "site"
        shutil.copytree(site.place, place)
        app = create_app(Settings.from_environment({**site.environment, "INSTANCE_PATH": str(place)}))
        with app.app_context():
            return write_entries(app, seconds)


def write_entries(app: Flask, seconds: float) -> Figures:
    owner_id, author_id, data = a_model()
    actor = Actor(id=author_id, roles=frozenset({("org_admin", owner_id)}))
    done, cpu, started = 0, time.process_time(), time.monotonic()
    while time.monotonic() < started + seconds:
        subject = start_draft(CASE, owner_id=owner_id, actor=actor, data={**data, "title": f"Eintrag {done}"})
        publish(subject, {**data, "title": f"Eintrag {done}"}, actor=actor)
        db.session.remove()
        done += 1
    passed = time.monotonic() - started
    return Figures((time.process_time() - cpu) / done * 1000, done / passed, 0)


def a_model() -> tuple[int | None, int | None, dict[str, Any]]:
    """Owner, author and text of a published case that may be published once more as it is."""
    query = select(Subject).where(Subject.kind == CASE, Subject.state == "published", Subject.origin == "demo")
    for subject in db.session.scalars(query.order_by(Subject.id).limit(MODELS_TRIED)).all():
        data = {name: value for name, value in published_data(subject).items() if name not in ("pictures", "documents")}
        try:
            publish(subject, data, actor=Actor(id=subject.author_id))
        except NotReady:
            continue
        return subject.owner_id, subject.author_id, data
    raise RuntimeError("Kein Beispiel der Demo lässt sich noch einmal veröffentlichen")
