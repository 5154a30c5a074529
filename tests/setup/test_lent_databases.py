"""What one test leaves in its database, the next may not find there."""

import pytest
from sqlalchemy import text

from tests.harness.postgresql import connected, drop_spare, lent

VERSION = text("SELECT version_num FROM alembic_version")


@pytest.mark.postgresql
def test_a_database_lent_again_is_as_the_migrations_left_it(template):
    with connected(template) as connection:
        right = connection.scalar(VERSION)
    drop_spare()
    with lent(template) as url:
        name = url.rpartition("/")[2].partition("?")[0]
        with connected(name) as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '1'"))
    with lent(template) as url, connected(name) as connection:
        assert name in url
        assert connection.scalar(VERSION) == right
