"""Python's search for garbage in cycles, put off while very much is made that stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100_000, 50, 100


@contextmanager
def seldom_collected() -> Iterator[None]:
    """For the whole process: to look again and again through all that stays takes a tenth of building an index."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
