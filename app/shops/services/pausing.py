"""Closed for now: one more rule of the opening hours, so that week, filter and map know it by themselves."""

from datetime import date

from app.core import clock, formats
from app.core.actors import Actor
from app.core.languages import _
from app.core.transaction import transaction
from app.shops.hours.syntax import LONGEST, is_readable
from app.shops.hours.week import Exception_, Week, to_syntax
from app.shops.models import Shop
from app.shops.services.hours import set_hours


class CannotPause(ValueError):
    """The hours cannot take one more rule; the message is a German sentence."""


def pause(shop: Shop, last: date, *, by: str, actor: Actor | None) -> None:
    """Closed from today to a last day. Hours in words alone get a sentence more. Raises CannotPause."""
    with transaction(shop):
        _pause(shop, last, by, actor)


def _pause(shop: Shop, last: date, by: str, actor: Actor | None) -> None:
    if not shop.opening_hours:
        said = f"Vorübergehend geschlossen bis {formats.german_date(last)}."
        set_hours(shop, None, f"{said} {shop.hours_text}".strip(), by=by, actor=actor)
        return
    rule = to_syntax(Week(((),) * 7, None, (Exception_(_parts(clock.today()), _parts(last), ()),)))
    syntax = f"{shop.opening_hours}; {rule}"
    if len(syntax) > LONGEST or not is_readable(syntax):
        raise CannotPause(_("Ihre Öffnungszeiten haben schon viele Ausnahmen. Bitte ändern Sie sie dort."))
    set_hours(shop, syntax, shop.hours_text, by=by, actor=actor)


def _parts(day: date) -> tuple[int | None, int, int]:
    return day.year, day.month, day.day
