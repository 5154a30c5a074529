"""Figures in sentences, for page and mail."""

from app.core.formats import number
from app.core.languages import _
from app.shops.figures.kinds import KINDS, SEEN
from app.shops.figures.quarters import Quarter
from app.shops.figures.queries import Figures

ENOUGH_FOR_SHARE = 20


def change(now: int, before: int) -> str:
    """ "34 mehr (+31 %)", "5 weniger", "gleich viele", "neu". A share of few says nothing and is left out."""
    more = now - before
    if before == 0 or more == 0:
        return _("gleich viele") if more == 0 else _("neu")
    share = f" ({more / before * 100:+.0f} %)".replace("-", "−") if before >= ENOUGH_FOR_SHARE else ""
    told = _("%(number)s mehr", number=number(abs(more)))
    return (told if more > 0 else _("%(number)s weniger", number=number(abs(more)))) + share


def compared(quarter: Quarter) -> str:
    """With what: "im 3. Quartal", while the quarter runs "im gleichen Teil des 3. Quartals"."""
    past = quarter.before.number
    same = _("im gleichen Teil des %(number)s. Quartals", number=past)
    return same if quarter.is_running else _("im %(number)s. Quartal", number=past)


def headline(figures: Figures, quarter: Quarter) -> str:
    """One sentence about how often the shop was seen; figures must be enough."""
    now, before = figures.now[SEEN], figures.before[SEEN]
    values = {"now": number(now), "more": number(abs(now - before)), "past": compared(quarter)}
    if before == 0:
        return _("Ihre Seite wurde %(now)s-mal angesehen.", **values)
    if now == before:
        return _("Ihre Seite wurde %(now)s-mal angesehen, genau so oft wie %(past)s.", **values)
    if now > before:
        return _("Ihre Seite wurde %(now)s-mal angesehen, %(more)s-mal öfter als %(past)s.", **values)
    return _("Ihre Seite wurde %(now)s-mal angesehen, %(more)s-mal seltener als %(past)s.", **values)


def lines(figures: Figures) -> list[tuple[str, str, str, str]]:
    """(label, now, before, change in words) of the kinds that ever happened."""
    happened = [kind for kind in KINDS if figures.now[kind] or figures.before[kind]]
    pairs = [(_(KINDS[kind]), figures.now[kind], figures.before[kind]) for kind in happened]
    return [(label, number(now), number(before), change(now, before)) for label, now, before in pairs]
