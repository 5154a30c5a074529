"""Public holidays of a Land. opening-hours-py knows the nationwide ones alone, so we ask `holidays` first.

Augsburg has two more than Bavaria. Mariä Himmelfahrt (in Bavaria) and Fronleichnam (in Sachsen and Thüringen) are
holidays in the mostly Catholic municipalities alone; which these are no register of ours says. On such a day nothing
is promised.
"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from app.places.classes import STATE_BY_KEY

AUGSBURG = "09761000"


def region_of(state_key: str | None, place_key: str | None) -> str | None:
    """Where holidays are alike: the key of the Land, or of the one town that has its own."""
    return place_key if place_key == AUGSBURG else state_key


def holiday_name(day: date, region: str | None) -> str:
    """ "Allerheiligen"; empty on other days. region: as of region_of; unknown: nationwide holidays alone."""
    return _of_year(day.year, region or "", is_certain=True).get(day, "")


def uncertain_holiday_name(day: date, region: str | None) -> str:
    """ "Mariä Himmelfahrt" where it is a holiday in some municipalities of the Land; empty on other days."""
    return _of_year(day.year, region or "", is_certain=False).get(day, "")


@lru_cache(256)
def _of_year(year: int, region: str, *, is_certain: bool) -> Mapping[date, str]:
    state = STATE_BY_KEY.get(region)
    subdivision = "Augsburg" if region == AUGSBURG else state.name if state else None
    known = holidays.country_holidays("DE", subdiv=subdivision, years=year, language="de")
    if is_certain:
        return dict(known)
    categories = ("public", "catholic")
    local = holidays.country_holidays("DE", subdiv=subdivision, years=year, language="de", categories=categories)
    return {day: name for day, name in local.items() if day not in known}
