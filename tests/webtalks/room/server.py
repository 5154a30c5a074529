"""Starts the stand-in for a Jitsi server and ends it again."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from config import ROOT
from tests.harness.live_site import free_port


@contextmanager
def running_stand_in() -> Iterator[str]:
    """Host and port of the video server."""
    host = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen([sys.executable, "-m", "tests.webtalks.room.stand_in", host.split(":")[1]], cwd=ROOT)
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://{host}/external_api.js", timeout=5).close()
            break
        except OSError:
            time.sleep(0.1)
    yield host
    process.kill()
    process.wait()
