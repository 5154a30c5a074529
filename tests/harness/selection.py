"""Which tests belong to which run: left out, never skipped, so that a skipped test is always a mistake."""

import os

import pytest

URL_VARIABLE = "TEST_DATABASE_URL"
ON_A_DATABASE = {"app", "make_app", "database_url", "template"}


def kind_of_database() -> str:
    return "postgresql" if os.environ.get(URL_VARIABLE) else "sqlite"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    left_out = [item for item in items if belongs_elsewhere(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]


def belongs_elsewhere(item: pytest.Item) -> bool:
    """Marked for the other database; or, on PostgreSQL, asking for none: then the run on SQLite has shown it."""
    if kind_of_database() == "sqlite":
        return item.get_closest_marker("postgresql") is not None
    needs_database = not ON_A_DATABASE.isdisjoint(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("sqlite") is not None or not needs_database
