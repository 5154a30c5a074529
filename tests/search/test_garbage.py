import gc

import pytest

from app.search.engines.garbage import seldom_collected


def test_collecting_is_as_usual_afterwards_even_after_an_error():
    usual = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom_collected():
        assert gc.isenabled()
        assert gc.get_threshold() > usual
        raise ZeroDivisionError
    assert gc.get_threshold() == usual
