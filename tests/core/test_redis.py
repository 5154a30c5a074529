"""A Redis that goes down and comes back, and an address that is none."""

import pytest

from app.core import redis_counts
from app.core.limits import Limit, clear, hit, within
from config import ConfigError, Settings

THREE = Limit("test.three", 3, 900)


def test_while_redis_is_down_the_table_counts_and_afterwards_redis_again(make_app, redis, monkeypatch):
    monkeypatch.setattr(redis_counts, "PAUSE", 0)
    with make_app(redis_url=redis.url).app_context():
        hit(THREE, "anna")
        redis.stop()
        assert [hit(THREE, "anna") for _ in range(4)] == [True, True, True, False]
        assert not within(THREE, "anna")
        redis.start()
        assert [hit(THREE, "anna") for _ in range(4)] == [True, True, True, False]
        assert redis.client.dbsize() == 1
        redis.stop()
        clear(THREE, "anna")
        assert hit(THREE, "anna")


def test_a_redis_that_is_down_is_asked_once_and_then_left_alone(make_app, tmp_path, monkeypatch):
    with (app := make_app(redis_url=f"redis+unix://{tmp_path}/nobody.sock")).app_context():
        hit(THREE, "anna")
        monkeypatch.setattr(redis_counts.redis_counts().limiter, "hit", lambda *_: pytest.fail("asked again"))
        assert hit(THREE, "anna")
        answer = app.test_client().post("/konto/anmelden", data={"email": "x@example.org", "password": "geraten"})
        assert answer.status_code == 422
        assert "Redis antwortet nicht" in app.test_cli_runner().invoke(args=["doctor"]).output


def test_an_address_that_is_no_redis_stops_the_start():
    with pytest.raises(ConfigError, match="REDIS_URL"):
        Settings.from_environment({"SECRET_KEY": "x" * 40, "REDIS_URL": "memory://"})
