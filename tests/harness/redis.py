"""A private Redis: own socket, no network port, nothing kept. And limits counted by it, or by our table."""

import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask
from redis import Redis
from redis.exceptions import RedisError
from sqlalchemy import update

from app.core import clock
from app.core.limits import LimitCount
from app.core.transaction import transaction
from app.extensions import db
from tests.harness.database import QUICK
from tools.machine import find_redis

START_SECONDS = 20


class PrivateRedis:
    """url: for REDIS_URL. stop() and start() as often as one likes; what was counted is gone afterwards."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "redis.sock"
        self.url = f"redis+unix://{self.socket}"
        self.client = Redis(unix_socket_path=str(self.socket))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = find_redis()
        assert program, "redis-server is missing"
        options = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", str(self.socket.parent)]
        self.process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            assert time.monotonic() < deadline, "Redis does not start"
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except RedisError:
            return False

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture(scope="session")
def one_redis() -> Iterator[PrivateRedis]:
    if find_redis() is None:
        pytest.skip("redis-server is missing")
    with TemporaryDirectory(prefix="ortskern-redis-") as folder:
        redis = PrivateRedis(Path(folder))
        yield redis
        redis.stop()


@pytest.fixture
def redis(one_redis: PrivateRedis) -> PrivateRedis:
    """Running, and empty."""
    if one_redis.process is None:
        one_redis.start()
    one_redis.client.flushall()
    return one_redis


@pytest.fixture(params=["table", "redis"])
def both_counters(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With pytest.mark.usefixtures("both_counters") a test runs with the table, and again with Redis."""
    if request.param == "redis":
        monkeypatch.setitem(QUICK, "redis_url", request.getfixturevalue("redis").url)


@pytest.fixture
def end_windows(app: Flask, request: pytest.FixtureRequest) -> Callable[[], None]:
    """As if the time of all that was counted were over, wherever it was counted."""

    def end() -> None:
        with transaction():
            db.session.execute(update(LimitCount).values(ends_at=clock.now() - timedelta(seconds=1)))
        if app.config["SETTINGS"].redis_url:
            client = request.getfixturevalue("redis").client
            windows = [client.ttl(key) for key in client.scan_iter()]
            assert windows, "nothing was counted in Redis"
            assert all(0 < seconds <= 900 for seconds in windows)
            client.flushall()

    return end
