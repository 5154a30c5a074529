"""Lost, cut off, altered or foreign indexes are noticed; killing the writer harms nothing."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.search.engines.interface import IndexBroken, SearchRequest
from app.search.engines.tantivy_engine import TantivyEngine
from tests.search.documents import document, town_documents

ALL = SearchRequest(readers=("public",))
ENDLESS = """
import sys
from pathlib import Path
from app.search.engines.tantivy_engine import TantivyEngine
from tests.search.documents import document
engine = TantivyEngine(Path(sys.argv[1]))
number = 100
while True:
    engine.index([document(number, title=f"Halle {number}", text="Text")])
    print(number, flush=True)
    number += 1
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    TantivyEngine(tmp_path / "search").rebuild(town_documents())
    return tmp_path / "search"


def files(root: Path, ending: str) -> list[Path]:
    return sorted(root.glob(f"index-*/*{ending}"))


def assert_broken(root: Path) -> None:
    for use in (lambda e: e.search(ALL), lambda e: e.check(), lambda e: e.index([document(1)])):
        with pytest.raises(IndexBroken):
            use(TantivyEngine(root))


def test_no_index_is_a_broken_one(tmp_path):
    assert_broken(tmp_path / "nothing")


@pytest.mark.parametrize("ending", [".store", ".term", ".idx", ".fast", ".pos", ".fieldnorm", "meta.json", "-words.db"])
def test_a_lost_file_is_noticed(root, ending):
    files(root, ending)[0].unlink()
    assert_broken(root)


@pytest.mark.parametrize("ending", [".store", ".term", ".idx", ".fast", ".pos", ".fieldnorm", "meta.json", "-words.db"])
def test_a_file_cut_off_is_noticed(root, ending):
    found = files(root, ending)[0]
    found.write_bytes(found.read_bytes()[: found.stat().st_size // 2])
    assert_broken(root)


def test_an_altered_file_is_noticed(root):
    found = files(root, ".term")[0]
    os.utime(found, (1, 1))
    assert_broken(root)


def test_an_index_of_another_format_is_noticed(root):
    files(root, "ortskern-format")[0].write_text("tantivy-older")
    assert_broken(root)


def test_a_pointer_that_leads_elsewhere_is_noticed(root):
    (root / "CURRENT").write_text("../../etc")
    assert_broken(root)


def test_building_anew_heals_and_leaves_one_folder(root):
    files(root, ".store")[0].unlink()
    TantivyEngine(root).rebuild(town_documents())
    assert TantivyEngine(root).search(ALL).total == 7
    assert len(list(root.glob("index-*"))) == 1


def test_a_running_reader_follows_a_switch_and_a_commit(root):
    reader = TantivyEngine(root)
    assert reader.search(ALL).total == 7
    TantivyEngine(root).rebuild(town_documents()[:3])
    assert reader.search(ALL).total == 3
    TantivyEngine(root).index([document(9, title="Neu")])
    assert reader.search(ALL).total == 4


def test_an_interrupted_rebuild_leaves_the_old_index(root):
    def documents():
        yield document(1)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        TantivyEngine(root).rebuild(documents())
    assert TantivyEngine(root).search(ALL).total == 7
    assert len(list(root.glob("index-*"))) == 1


@pytest.mark.parametrize("wait", [0.0, 0.013, 0.05, 0.11, 0.2])
def test_what_was_written_before_a_kill_is_there_after_it(root, wait):
    writer = subprocess.Popen([sys.executable, "-c", ENDLESS, str(root)], stdout=subprocess.PIPE, text=True)
    last = int(writer.stdout.readline())
    time.sleep(wait)
    writer.send_signal(signal.SIGKILL)
    rest = writer.communicate()[0].split()
    last = int(rest[-1]) if rest else last
    engine = TantivyEngine(root)
    assert engine.search(SearchRequest("Halle", ("public",))).total >= last - 99
    engine.index([document(50, title="Halle 50")])
    assert engine.check() >= 8 + last - 99 + 1


def test_what_a_killed_writer_left_half_done_is_in_nobodys_way(root):
    """Killed between its list of deleted documents and the commit naming it; the next writer takes the same name."""
    (store,) = files(root, ".store")
    last = json.loads((store.parent / "meta.json").read_text())["opstamp"]
    for number in range(last + 1, last + 5):
        store.with_suffix(f".{number}.del").write_bytes(b"half")
    engine = TantivyEngine(root)
    engine.index([document(1, title="Wollhalle")], deleted=[2])
    assert (engine.check(), engine.search(SearchRequest("Wollhalle", ("public",))).hits[0].id) == (7, 1)


def test_two_who_build_at_once_wait_for_each_other(root):
    def build():
        TantivyEngine(root).rebuild(town_documents())

    threads = [threading.Thread(target=build) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert TantivyEngine(root).check() == len(town_documents())
    assert len(list(root.glob("index-*"))) == 1
