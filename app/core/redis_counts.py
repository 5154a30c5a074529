"""Counting in Redis, as long as it answers; while it does not, nobody waits for it and nobody fails."""

import time
from collections.abc import Callable
from importlib import import_module

from flask import current_app
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

KEY = "ortskern_redis_counts"
PATIENCE = 1  # seconds until a Redis that hangs counts as down
PAUSE = 10  # seconds before one that was down is asked again
Question = Callable[[FixedWindowRateLimiter], bool | None]


class RedisCounts:
    """One per process. Connections are made when they are needed; without REDIS_URL its client is not even loaded."""

    def __init__(self, url: str) -> None:
        patience = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE}
        self.limiter = FixedWindowRateLimiter(storage_from_string(url, **patience))
        self.failures = (import_module("redis.exceptions").RedisError, OSError)
        self.down_until = 0.0

    def ask(self, question: Question) -> bool | None:
        """The answer, or None when Redis does not give one: then the caller counts in the database."""
        if time.monotonic() < self.down_until:
            return None
        try:
            return question(self.limiter)
        except self.failures as error:
            self.down_until = time.monotonic() + PAUSE
            current_app.logger.warning("Redis does not answer, limits are counted in the database: %s", error)
            return None


def ask(question: Question) -> bool | None:
    """None as well when no Redis is set."""
    counts = redis_counts()
    return counts.ask(question) if counts else None


def redis_counts() -> RedisCounts | None:
    url = current_app.config["SETTINGS"].redis_url
    if not url:
        return None
    if KEY not in current_app.extensions:
        current_app.extensions[KEY] = RedisCounts(url)
    return current_app.extensions[KEY]
