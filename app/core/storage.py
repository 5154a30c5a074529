"""Files of the installation, named by what is in them, under INSTANCE_PATH/files. The only module that knows where.

A file is written and synced before its row is; a sweep removes files without a row. Who may read a file is decided
by the thing it belongs to.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from flask import current_app
from sqlalchemy import BigInteger, String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.core import clock
from app.core.database import Base, Id
from app.extensions import db

YOUNG = timedelta(hours=1)
PIECE = 1 << 20


class StoredFile(Base):
    """Several rows may share one sha256: the bytes lie there once."""

    __tablename__ = "stored_file"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_type: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(200))
    width: Mapped[int | None]
    height: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


def folder() -> Path:
    return current_app.config["SETTINGS"].instance_path / "files"


def path_of(sha256: str) -> Path:
    return folder() / sha256[:2] / sha256


def keep(
    content: bytes, *, name: str, media_type: str, width: int | None = None, height: int | None = None
) -> StoredFile:
    """Write bytes to disk, synced, and add the row to the running transaction. name: as shown to people."""
    digest = hashlib.sha256(content).hexdigest()
    _write(path_of(digest), content)
    row = StoredFile(
        sha256=digest, size=len(content), media_type=media_type, name=name[:200], width=width, height=height
    )
    db.session.add(row)
    db.session.flush()
    return row


def keep_stream(stream: IO[bytes], *, name: str, media_type: str) -> StoredFile:
    """The same for what is too large to hold in memory; reads it from its beginning, piece by piece."""
    folder().mkdir(parents=True, exist_ok=True)
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    with _half_written(folder()) as file:
        while piece := stream.read(PIECE):
            digest.update(piece)
            size += file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    _put(Path(file.name), path_of(digest.hexdigest()))
    row = StoredFile(sha256=digest.hexdigest(), size=size, media_type=media_type, name=name[:200])
    db.session.add(row)
    db.session.flush()
    return row


@contextmanager
def _half_written(where: Path) -> Iterator[IO[bytes]]:
    """A file on the way to its name; gone when that fails: a full disk is not filled further."""
    with tempfile.NamedTemporaryFile(dir=where, delete=False) as file:
        try:
            yield file
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _put(written: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    os.replace(written, path)
    _sync_folder(path.parent)


def read(stored: StoredFile) -> bytes:
    return path_of(stored.sha256).read_bytes()


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        os.utime(path)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with _half_written(path.parent) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _put(Path(file.name), path)


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep() -> int:
    """Remove files older than an hour that no row names. Returns how many."""
    known = set(db.session.scalars(select(StoredFile.sha256).distinct()))
    before = (clock.now() - YOUNG).timestamp()
    old = [p for p in folder().glob("*/*") if p.name not in known and p.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
