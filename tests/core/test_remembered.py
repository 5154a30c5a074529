from app.core.remembered import remembered
from app.core.transaction import transaction


def test_it_computes_once_until_the_next_write_a_guest_can_see(app):
    asked = []

    def compute():
        asked.append(1)
        return len(asked)

    assert [remembered("key", compute), remembered("key", compute)] == [1, 1]
    with transaction(raises_cache=False):
        pass
    assert remembered("key", compute) == 1
    with transaction():
        pass
    assert remembered("key", compute) == 2
