"""Keeping an uploaded list, and letting it go."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import PurePath
from typing import IO

from sqlalchemy import delete, select

from app.core import audit, clock, storage
from app.core.actors import Actor
from app.core.text import clean_line, slugify
from app.core.tokens import Spent
from app.core.transaction import transaction
from app.extensions import db
from app.shops.entering.uploads import progress
from app.shops.entering.uploads.models import ShopUpload

CHECK, TAKE = "shops.upload.check", "shops.upload.take"
ENDINGS = (".csv", ".geojson", ".json", ".osm.pbf", ".pbf", ".osm", ".xml")
KEPT = timedelta(days=30)


def ending_of(name: str) -> str:
    """One of ENDINGS, or ""."""
    return next((one for one in ENDINGS if name.lower().endswith(one)), "")


def safe_name(name: str) -> str:
    """ "Läden Süd.CSV" → "laeden-sued.csv": the source is known by it when nobody names one."""
    ending = ending_of(name)
    return f"{slugify(PurePath(name).name[: -len(ending)], 60) or 'datei'}{ending}"


def keep(stream: IO[bytes], name: str, said: Mapping[str, str], *, actor: Actor) -> ShopUpload:
    """Write the file down and have it checked by a job. name: ends with one of ENDINGS.

    said: source, source_name, licence, bbox.
    """
    with transaction(raises_cache=False) as tx:
        file = storage.keep_stream(stream, name=safe_name(name), media_type="application/octet-stream")
        told = {**said, "source": slugify(said["source"], 60)}
        row = ShopUpload(user_id=actor.id, name=clean_line(name)[:200], file_id=file.id, **told)
        db.session.add(row)
        db.session.flush()
        tx.job(CHECK, {"id": row.id})
    return row


def take(row: ShopUpload, *, skips_bad: bool, actor: Actor) -> None:
    """Have it taken in by a job. Raises Spent when it is not ready, or has bad rows that nobody wants left out."""
    with transaction(raises_cache=False) as tx:
        db.session.refresh(row, with_for_update=True)
        if row.state != "ready" or (row.bad and not skips_bad):
            raise Spent
        row.state, row.skips_bad = "taking", skips_bad
        audit.record("shop.import", actor_id=actor.id, file=row.name, source=row.source)
        tx.job(TAKE, {"id": row.id})


def drop(row: ShopUpload) -> None:
    """Forget it; what was taken in stays. Raises Spent while a job works on it."""
    with transaction(raises_cache=False):
        db.session.refresh(row, with_for_update=True)
        if row.is_working:
            raise Spent
        _remove(row)


def _remove(row: ShopUpload) -> None:
    files = [one for one in (row.file_id, row.report_file_id) if one]
    db.session.execute(delete(ShopUpload).where(ShopUpload.id == row.id))
    db.session.execute(delete(storage.StoredFile).where(storage.StoredFile.id.in_(files)))
    progress.forget(row.public_id)


def forget_old() -> None:
    """Once a day: lists and reports of last month."""
    with transaction(raises_cache=False):
        for row in db.session.scalars(select(ShopUpload).where(ShopUpload.created_at < clock.now() - KEPT)):
            _remove(row)


def export(user_id: int) -> list[dict[str, object]]:
    """For "Meine Daten"."""
    query = select(ShopUpload.name, ShopUpload.created_at).where(ShopUpload.user_id == user_id).order_by(ShopUpload.id)
    return [{"datei": row.name, "vom": row.created_at.isoformat()} for row in db.session.execute(query)]
