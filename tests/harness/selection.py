"""Which tests belong to which run: left out, never skipped, so that a skipped test is always a mistake."""

import os

import pytest

URL_VARIABLE = "TEST_DATABASE_URL"


def kind_of_database() -> str:
    return "postgresql" if os.environ.get(URL_VARIABLE) else "sqlite"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[kind_of_database()]
    left_out = [item for item in items if item.get_closest_marker(other)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(other)]
