"""One file that every write a guest can see lengthens by a byte; kept guest pages are checked against its stamp.

Two writes within one tick of the file system's clock differ by the length. Replacing the file instead costs as much as
a commit on some file systems, so that happens only now and then, to keep it small.
"""

import os
import threading
from pathlib import Path

from flask import current_app

NAME = "cache_version"
LARGEST_BYTES = 1_000_000


def path_in(instance_path: Path) -> Path:
    return instance_path / NAME


def raise_version() -> None:
    """Change the file's stamp. Never fails a write that is already committed."""
    path = path_in(current_app.config["SETTINGS"].instance_path)
    try:
        if not _lengthen(path):
            _begin_anew(path)
    except OSError:
        current_app.logger.exception("cache version could not be raised")


def _lengthen(path: Path) -> bool:
    """False when the file is long enough already."""
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        is_short = os.fstat(descriptor).st_size < LARGEST_BYTES
        return is_short and os.write(descriptor, b".") == 1
    finally:
        os.close(descriptor)


def _begin_anew(path: Path) -> None:
    temporary = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    temporary.write_bytes(b".")
    temporary.replace(path)


def read_version(instance_path: Path) -> tuple[int, int]:
    """(inode, nanoseconds and length) of the version file; (0, 0) when there is none yet."""
    try:
        found = path_in(instance_path).stat()
    except OSError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns + found.st_size
