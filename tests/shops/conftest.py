"""A clock that tests set: at("2026-11-23T12:00") is that time in Berlin from now on; inside(anna) is her browser."""

from tests.webtalks.conftest import at, inside

__all__ = ["at", "inside"]
