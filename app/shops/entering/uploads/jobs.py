"""What the worker does with an uploaded list: the dry run, and taking it in. Either may be killed and begin again."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import current_app

from app.core import formats, storage
from app.core.csv_lines import Problem
from app.core.storage import StoredFile
from app.core.transaction import transaction
from app.extensions import db
from app.shops.entering.imports.boxes import box_of
from app.shops.entering.imports.files import first_line, read_file
from app.shops.entering.imports.osm import Wanted
from app.shops.entering.imports.planning import NEW, Planned, plan
from app.shops.entering.imports.records import ShopRecord
from app.shops.entering.imports.sources import source_of
from app.shops.entering.imports.writing import write
from app.shops.entering.uploads import progress, report
from app.shops.entering.uploads.models import ShopUpload

EVERY = 1_000
FAILED = "Die Datei ließ sich nicht lesen. Ist sie vollständig, und passt die Endung zum Inhalt?"
NOTHING_TAKEN = "Beim Übernehmen ging etwas schief; nichts davon steht im Verzeichnis. Versuchen Sie es noch einmal."


def check(payload: dict[str, Any]) -> None:
    """The dry run. Nothing is written but the report."""
    row = db.session.get(ShopUpload, payload["id"])
    if row is None or row.state != "checking":
        return
    try:
        planned = _planned(row)
    except Exception:
        current_app.logger.exception("upload of shops cannot be read")
        db.session.rollback()
        _fail(payload["id"])
        return
    lines = report.lines_of(planned)
    with transaction(raises_cache=False):
        row = db.session.get_one(ShopUpload, payload["id"])
        file = storage.keep(report.as_csv(lines), name="bericht.csv", media_type="text/csv")
        row.report_file_id, row.counts = file.id, report.counts_of(planned)
        row.lines = [list(line) for line in report.shown(lines)]
        row.state = "ready"
    progress.forget(row.public_id)


def take(payload: dict[str, Any]) -> None:
    """All at once or nothing: the state changes in the commit that brings the shops."""
    row = db.session.get(ShopUpload, payload["id"])
    if row is None or row.state != "taking":
        return
    number, public_id = row.id, row.public_id
    try:
        _take(number, public_id, _planned(row))
    except Exception:
        current_app.logger.exception("upload of shops cannot be taken in")
        db.session.rollback()
        _give_back(number)
        return
    progress.forget(public_id)


def _take(number: int, public_id: str, planned: Planned) -> None:
    total = len(planned.of(NEW))

    def done() -> None:
        upload = db.session.get_one(ShopUpload, number)
        upload.state, upload.counts = "done", report.counts_of(planned)

    write(planned, lambda count: progress.say(public_id, _of(count, total)), done)


def _give_back(number: int) -> None:
    with transaction(raises_cache=False):
        row = db.session.get_one(ShopUpload, number)
        row.state = "ready"
    progress.say(row.public_id, NOTHING_TAKEN)


def _fail(number: int) -> None:
    with transaction(raises_cache=False):
        row = db.session.get_one(ShopUpload, number)
        row.state, row.lines = "failed", [[0, report.BAD, "", FAILED]]
    progress.forget(row.public_id)


def _of(count: int, total: int) -> str:
    return f"{formats.number(count)} von {formats.number(total)} neuen Läden geschrieben"


def _planned(row: ShopUpload) -> Planned:
    stored = db.session.get_one(StoredFile, row.file_id)
    with _named(stored) as file:
        told = {"key": row.source, "name": row.source_name, "licence": row.licence}
        source = source_of(file, first_line(file), **told)
        return plan(source, _counted(row.public_id, read_file(file, Wanted(box_of(row.bbox)))))


def _counted(public_id: str, rows: Iterator[ShopRecord | Problem]) -> Iterator[ShopRecord | Problem]:
    for number, one in enumerate(rows, 1):
        if number % EVERY == 0:
            progress.say(public_id, f"{formats.number(number)} Zeilen gelesen")
        yield one


@contextmanager
def _named(stored: StoredFile) -> Iterator[Path]:
    """The stored bytes under a name whose ending says what they are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / stored.name
        path.symlink_to(storage.path_of(stored.sha256).resolve())
        yield path
