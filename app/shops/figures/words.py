"""Figures in sentences, for page and mail."""

from app.core.formats import number
from app.shops.figures.kinds import KINDS, SEEN
from app.shops.figures.quarters import Quarter
from app.shops.figures.queries import Figures

ENOUGH_FOR_SHARE = 20


def change(now: int, before: int) -> str:
    """ "34 mehr (+31 %)", "5 weniger", "gleich viele", "neu". A share of few says nothing and is left out."""
    more = now - before
    if before == 0 or more == 0:
        return "gleich viele" if more == 0 else "neu"
    share = f" ({more / before * 100:+.0f} %)".replace("-", "−") if before >= ENOUGH_FOR_SHARE else ""
    return f"{number(abs(more))} {'mehr' if more > 0 else 'weniger'}{share}"


def compared(quarter: Quarter) -> str:
    """With what: "im 3. Quartal", while the quarter runs "im gleichen Teil des 3. Quartals"."""
    past = quarter.before.number
    return f"im gleichen Teil des {past}. Quartals" if quarter.is_running else f"im {past}. Quartal"


def headline(figures: Figures, quarter: Quarter) -> str:
    """One sentence about how often the shop was seen; figures must be enough."""
    now, before = figures.now[SEEN], figures.before[SEEN]
    said = f"Ihre Seite wurde {number(now)}-mal angesehen"
    if before == 0:
        return f"{said}."
    if now == before:
        return f"{said}, genau so oft wie {compared(quarter)}."
    return f"{said}, {number(abs(now - before))}-mal {'öfter' if now > before else 'seltener'} als {compared(quarter)}."


def lines(figures: Figures) -> list[tuple[str, str, str, str]]:
    """(label, now, before, change in words) of the kinds that ever happened."""
    happened = [kind for kind in KINDS if figures.now[kind] or figures.before[kind]]
    pairs = [(KINDS[kind], figures.now[kind], figures.before[kind]) for kind in happened]
    return [(label, number(now), number(before), change(now, before)) for label, now, before in pairs]
