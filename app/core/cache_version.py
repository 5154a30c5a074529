"""One number in a file, raised by every write a guest can see; kept guest pages are checked against it."""

import os
import threading
from pathlib import Path

from flask import current_app

NAME = "cache_version"


def path_in(instance_path: Path) -> Path:
    return instance_path / NAME


def raise_version() -> None:
    """Change the file's modification stamp and content. Never fails a write that is already committed."""
    path = path_in(current_app.config["SETTINGS"].instance_path)
    try:
        temporary = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
        temporary.write_bytes(os.urandom(16).hex().encode())
        temporary.replace(path)
    except OSError:
        current_app.logger.exception("cache version could not be raised")


def read_version(instance_path: Path) -> tuple[int, int]:
    """(inode, nanoseconds) of the version file; (0, 0) when there is none yet."""
    try:
        found = path_in(instance_path).stat()
    except OSError:
        return 0, 0
    return found.st_ino, found.st_mtime_ns
