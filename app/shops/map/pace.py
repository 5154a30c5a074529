"""How often one address may ask for map data. Counted in this process only: a map move shall write nothing."""

import time
from collections import OrderedDict

from flask import abort

from app.core.limits import address

MOST, SECONDS = 240, 60
MOST_KEPT = 10_000
_counts: OrderedDict[str, tuple[int, int]] = OrderedDict()


def keep_pace() -> None:
    """Count one time, or answer 429 with a sentence."""
    who, minute = address(), int(time.monotonic() // SECONDS)
    begun, number = _counts.pop(who, (minute, 0))
    _counts[who] = (minute, number + 1 if begun == minute else 1)
    if len(_counts) > MOST_KEPT:
        _counts.popitem(last=False)
    if _counts[who][1] > MOST:
        abort(429)
