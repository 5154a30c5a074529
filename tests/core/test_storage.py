import errno
import os
import time
from io import BytesIO

import pytest

from app.core import storage
from app.core.transaction import transaction


def keep(content=b"Inhalt", name="plan.pdf"):
    with transaction():
        return storage.keep(content, name=name, media_type="application/pdf")


def test_the_bytes_come_back(app):
    assert storage.read(keep()) == b"Inhalt"


def test_equal_files_lie_there_once(app):
    keep()
    keep(name="kopie.pdf")
    assert len(list(storage.folder().glob("*/*"))) == 1


def test_the_sweep_takes_old_files_without_a_row_only(app):
    kept = keep()
    orphan = storage.path_of("ab" + "0" * 62)
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"x")
    young = storage.path_of("cd" + "0" * 62)
    young.parent.mkdir(exist_ok=True)
    young.write_bytes(b"y")
    old = time.time() - 7200
    os.utime(orphan, (old, old))
    os.utime(storage.path_of(kept.sha256), (old, old))
    assert storage.sweep() == 1
    assert not orphan.exists()
    assert young.exists()
    assert storage.read(kept) == b"Inhalt"


def test_a_full_disk_is_not_filled_further_by_halves(app, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="No space"), transaction():
        storage.keep_stream(BytesIO(b"Film"), name="film.mp4", media_type="video/mp4")
    with pytest.raises(OSError, match="No space"):
        keep()
    assert [one for one in storage.folder().rglob("*") if one.is_file()] == []
