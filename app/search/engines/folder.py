"""Where an index lives: <root>/CURRENT names the folder in use, each rebuild makes a new one beside it.

Readers look at CURRENT once per request (a stat). An index is never changed in place by a rebuild, because
cutting off a file that another process has mapped would kill that process.
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.search.engines.interface import IndexBroken

POINTER, FORMAT_FILE, FILES_FILE = "CURRENT", "ortskern-format", "ortskern-files.json"


class IndexFolder:
    """root: may be missing.  index_format: an index of another format counts as broken."""

    def __init__(self, root: Path, index_format: str) -> None:
        self.root = root
        self._pointer = root / POINTER
        self.format = index_format

    def stamp(self) -> tuple[int, int]:
        """Changes when CURRENT is switched."""
        try:
            found = os.stat(self._pointer)
        except OSError as problem:
            raise IndexBroken("no index") from problem
        return found.st_ino, found.st_mtime_ns

    def current(self) -> Path:
        """The folder in use, with the right format."""
        try:
            path = self.root / self._pointer.read_text().strip()
            written = (path / FORMAT_FILE).read_text()
        except (OSError, ValueError) as problem:
            raise IndexBroken("no index") from problem
        if written != self.format or path.parent != self.root:
            raise IndexBroken(f"index of another format: {written[:40]}")
        return path

    @contextmanager
    def new(self, before_switch: Callable[[], None] | None = None) -> Iterator[Path]:
        """A folder to build in; on leaving it becomes the index in use, after an error it goes away.

        One builder at a time: the first to switch would clear away what another is still building.
        """
        with self._alone("BUILDING"):
            path = self._create()
            try:
                yield path
                self.note_files(path)
                with self.writing():
                    if before_switch:
                        before_switch()
                    self.switch(path)
            except BaseException:
                shutil.rmtree(path, ignore_errors=True)
                raise

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time, also among processes; a dead one holds nothing."""
        with self._alone("WRITING"):
            yield

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / name).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _create(self) -> Path:
        self.root.mkdir(parents=True, exist_ok=True)
        path = Path(tempfile.mkdtemp(prefix="index-", dir=self.root))
        path.chmod(0o750)
        (path / FORMAT_FILE).write_text(self.format)
        return path

    def switch(self, path: Path) -> None:
        """Make it the index in use, surviving a power cut, and remove the others."""
        pending = self.root / f"{POINTER}.{os.getpid()}"
        with pending.open("w") as file:
            file.write(path.name)
            file.flush()
            os.fsync(file.fileno())
        pending.rename(self._pointer)
        _sync_folder(self.root)
        for other in self.root.glob("index-*"):
            if other != path:
                shutil.rmtree(other, ignore_errors=True)

    def note_files(self, path: Path) -> None:
        """Remember size and time of the index files, so that alterations by others are noticed."""
        pending = path / f"{FILES_FILE}.{os.getpid()}"
        pending.write_text(json.dumps(_files(path)))
        pending.rename(path / FILES_FILE)

    def check_files(self, path: Path) -> None:
        """Raises IndexBroken if a noted file was changed, or is gone although the index speaks of it."""
        try:
            noted = json.loads((path / FILES_FILE).read_text())
        except (OSError, ValueError) as problem:
            raise IndexBroken("no list of files") from problem
        now = _files(path)
        if altered := [name for name, is_so in now.items() if noted.get(name, is_so) != is_so]:
            raise IndexBroken(f"altered: {altered[0]}")
        speaks_of = _table_of_contents(path)
        if lost := [n for n in noted if n not in now and n.split(".")[0] in speaks_of and not n.endswith(".del")]:
            raise IndexBroken(f"lost: {lost[0]}")


def _files(path: Path) -> dict[str, list[int]]:
    """Immutable segment files only: name → [size, mtime_ns]."""
    found = {}
    for entry in os.scandir(path):
        if entry.name.startswith((".", "ortskern-", "meta.json", "_MAIN", "MAIN")):
            continue
        with suppress(FileNotFoundError):
            stat = entry.stat()
            found[entry.name] = [stat.st_size, stat.st_mtime_ns]
    return found


def _table_of_contents(path: Path) -> str:
    """Where tantivy names its segments; "" for other engines, which notice lost files themselves."""
    try:
        return (path / "meta.json").read_text().replace("-", "")
    except OSError:
        return ""


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
