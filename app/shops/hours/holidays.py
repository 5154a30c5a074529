"""Public holidays of a Land. opening-hours-py knows the nationwide ones alone, so we ask `holidays` first.

Where a day is a holiday in part of a Land only (Augsburg, some towns of Sachsen and Thüringen), it is none here.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from app.places.classes import STATE_BY_KEY


def holiday_name(day: date, state_key: str | None) -> str:
    """ "Allerheiligen"; empty on other days. state_key: two digits of the Land; unknown: nationwide holidays alone."""
    return _of_year(day.year, state_key or "").get(day, "")


@lru_cache(256)
def _of_year(year: int, state_key: str) -> Mapping[date, str]:
    state = STATE_BY_KEY.get(state_key)
    return dict(holidays.country_holidays("DE", subdiv=state.name if state else None, years=year, language="de"))
