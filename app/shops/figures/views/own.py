"""The figures of one shop, for its own people alone."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from app.core.charts import columns
from app.core.guards import allow
from app.core.languages import _
from app.core.tables import csv_response
from app.shops import queries as shops
from app.shops.figures import queries, words
from app.shops.figures.counting import is_on
from app.shops.figures.kinds import EXPLAINED, KINDS
from app.shops.figures.quarters import Quarter
from app.shops.models import Shop
from app.shops.permissions import ShopAction

bp = Blueprint("shop_figures", __name__)


@bp.get("/laeden/<slug>/zahlen")
@allow(ShopAction.FIGURES, load=shops.find_shop)
def own(shop: Shop) -> str:
    """?quartal=2026-3: the one before the present; older ones have no weeks any more and stand in the last table."""
    quarter = _asked()
    figures = queries.figures_of([shop.id], quarter)[shop.id]
    values: dict[str, Any] = {"shop": shop, "subject": shop.subject, "is_on": is_on(), "quarter": quarter}
    values |= {
        "figures": figures,
        "present": Quarter.now(),
        "explained": [(_(KINDS[k]), _(EXPLAINED[k])) for k in KINDS],
    }
    if figures.enough:
        values |= {"headline": words.headline(figures, quarter), "lines": words.lines(figures)}
        values |= {
            "chart": _chart(shop.id, quarter),
            "until": quarter.compared_until,
            "earlier": _earlier(shop.id, quarter),
        }
    return render_template("shops/figures/own.html", **values)


@bp.get("/laeden/<slug>/zahlen.csv")
@allow(ShopAction.FIGURES, load=shops.find_shop)
def as_csv(shop: Shop) -> Response:
    """Every quarter that is kept, the latest first."""
    rows = [(quarter.label, *numbers.values()) for quarter, numbers in queries.quarters_of(shop.id).items()]
    return csv_response(f"zahlen-{shop.subject.slug or 'entwurf'}", ("Quartal", *KINDS.values()), rows)


def _asked() -> Quarter:
    now = Quarter.now()
    text = request.args.get("quartal", "")
    quarter = Quarter.read(text) if text else now
    return quarter if quarter in (now, now.before) else abort(404)


def _chart(shop_id: int, quarter: Quarter) -> Any:
    series = [(one.label, queries.weeks_of(shop_id, one)) for one in (quarter, quarter.before)]
    labels = [_("%(number)s. Woche", number=week + 1) for week in range(queries.WEEKS)]
    return columns(_("Wie oft Ihre Seite angesehen wurde, je Woche"), _("Woche"), labels, series)


def _earlier(shop_id: int, quarter: Quarter) -> list[tuple[str, ...]]:
    found = queries.quarters_of(shop_id).items()
    return [(one.short, *map(str, numbers.values())) for one, numbers in found if one < quarter.before]
