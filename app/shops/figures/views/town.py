"""What the shops of a town bring together, for its organisation."""

from typing import Any

from flask import Blueprint, Response, render_template

from app.core import formats
from app.core.charts import columns
from app.core.guards import allow
from app.core.permissions import may
from app.core.tables import csv_response
from app.organisations.models import Organisation
from app.shops.figures.counting import is_on
from app.shops.figures.kinds import EXPLAINED, KINDS, SEEN, TOWN_LABELS
from app.shops.figures.quarters import Quarter
from app.shops.figures.towns.queries import TownQuarter, sums_of
from app.shops.figures.towns.services import LEAST_SHOPS
from app.shops.permissions import StewardAction
from app.shops.stewards.towns import KINDS as TOWN_KINDS
from app.shops.stewards.towns import find_city, towns_of

bp = Blueprint("town_figures", __name__)
MOST_TOWNS = 20
TOO_FEW = "zu wenige"


@bp.get("/organisationen/<slug>/laeden/zahlen")
@allow(StewardAction.FIGURES, load=find_city)
def of_town(organisation: Organisation) -> str:
    towns = towns_of(organisation)[:MOST_TOWNS]
    sums = sums_of([town.id for town in towns])
    values = {"organisation": organisation, "subject": organisation.subject, "least": LEAST_SHOPS, "is_on": is_on()}
    blocks = [_block(town, sums[town.id]) for town in towns]
    explained = [(TOWN_LABELS[kind], EXPLAINED[kind]) for kind in KINDS]
    page = {"blocks": blocks, "labels": list(TOWN_LABELS.values()), "explained": explained, "present": Quarter.now()}
    return render_template("shops/figures/town.html", **values, **page)


def _block(town: Any, quarters: list[TownQuarter]) -> dict[str, Any]:
    """Of one town: rows of the table, and the picture of views as soon as there are any."""
    seen = [one for one in reversed(quarters) if one.numbers[SEEN] is not None]
    labels = [one.quarter.short for one in seen]
    picture = columns(
        f"Wie oft Läden in {town.name} angesehen wurden",
        "Quartal",
        labels,
        [("Angesehen", [one.numbers[SEEN] for one in seen])],
    )
    return {"town": town, "rows": [_row(one) for one in quarters], "chart": picture if seen else None}


def _row(one: TownQuarter) -> tuple[str, ...]:
    numbers = (TOO_FEW if number is None else formats.number(number) for number in one.numbers.values())
    return (one.quarter.short, *numbers, TOO_FEW if one.shops is None else formats.number(one.shops))


@bp.get("/organisationen/<slug>/laeden/zahlen.csv")
@allow(StewardAction.FIGURES, load=find_city)
def as_csv(organisation: Organisation) -> Response:
    towns = towns_of(organisation)[:MOST_TOWNS]
    sums = sums_of([town.id for town in towns])
    rows = [
        (town.name, one.quarter.label, *(TOO_FEW if number is None else number for number in one.numbers.values()))
        for town in towns
        for one in sums[town.id]
    ]
    return csv_response("zahlen-der-laeden", ("Ort", "Quartal", *TOWN_LABELS.values()), rows)


def way_in(organisation: Organisation) -> str:
    """On the list of the town's shops."""
    if not may(StewardAction.FIGURES, organisation):
        return ""
    return render_template("shops/figures/_town_link.html", address=organisation.subject.address)


def way_for_members(organisation: Organisation) -> str:
    """On the organisation's page, for those who have no such list."""
    is_town = organisation.kind in TOWN_KINDS and not may(StewardAction.LIST, organisation)
    return way_in(organisation) if is_town else ""


PANELS = {"shops.stewards.actions": way_in, "organisations.detail.actions": way_for_members}
