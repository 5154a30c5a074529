"""The report: plain values for the page, the PDF and the table. Sums alone; of single shops what they agreed to."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask import current_app

from app.campaigns import window
from app.campaigns.kinds import OCCASIONS, PHASES
from app.campaigns.models import Campaign
from app.campaigns.queries.finding import around
from app.campaigns.queries.shops import claimed_count, shop_count
from app.campaigns.queries.totals import LEAST_SHOPS, Total, counted_total, parts_of, told_sums
from app.core import clock
from app.core.formats import german_date, german_datetime, number
from app.support.kinds import GIFT
from app.support.words import money

KINDS = {GIFT: "Direkt unterstützt", "voucher": "Gutscheine"}
TOO_FEW = (
    f"Nach Art und Woche wird erst ab {LEAST_SHOPS} Läden mit Eingängen aufgeteilt, damit niemand auf einzelne Läden "
    "schließen kann."
)
Line = tuple[str, int, int]


@dataclass(frozen=True)
class Report:
    """kinds, weeks, shops: (what, cents, payments). shops: those that agreed.

    too_few: why kinds and weeks are empty."""

    total: Total
    shop_count: int
    claimed_count: int
    kinds: list[Line]
    weeks: list[Line]
    shops: list[Line]
    too_few: str


def report_of(campaign: Campaign) -> Report:
    """Counted anew from the books."""
    total = counted_total(campaign)
    shops = (shop_count(campaign), claimed_count(campaign))
    if total.shops < LEAST_SHOPS:
        return Report(total, *shops, [], [], told_sums(campaign), TOO_FEW if total.shops else "")
    parts = parts_of(campaign)
    kinds = [(label, *parts.kinds[code]) for code, label in KINDS.items() if code in parts.kinds]
    weeks = [(_week(day), *one) for day, one in parts.weeks.items()]
    return Report(total, *shops, kinds, weeks, told_sums(campaign), "")


def _week(monday: date) -> str:
    return f"{monday:%d.%m.} bis {monday + timedelta(days=6):%d.%m.%Y}"


def said(line: Line) -> tuple[str, str, str]:
    return line[0], money(line[1]), number(line[2])


def facts_of(campaign: Campaign, report: Report) -> list[tuple[str, str]]:
    """(what, words), in order."""
    place = around(campaign)
    rows = [
        ("Hinweis", "Erfunden, zur Anschauung" if campaign.subject.origin == "demo" else ""),
        ("Anlass", OCCASIONS[campaign.occasion]),
        ("Ort", place.place_name if place else ""),
        ("Aufgerufen von", (place.owner_name if place else "") or ""),
        ("Zeitraum", window.words(campaign.starts_at, campaign.ends_at)),
        ("Stand", PHASES.get(campaign.phase, "")),
        ("Vorzeitig beendet", german_datetime(campaign.stopped_at)),
        ("In den Läden angekommen", money(report.total.cents)),
        ("Zahlungen", number(report.total.payments)),
        ("Läden mit Eingängen", number(report.total.shops)),
        ("Läden, die mitmachen", number(report.shop_count)),
        ("davon von jemandem betreut", number(report.claimed_count)),
    ]
    return [(label, words) for label, words in rows if words]


def data_of(campaign: Campaign) -> dict[str, Any]:
    """For report.typ."""
    report, settings = report_of(campaign), current_app.config["SETTINGS"]
    return {
        "title": campaign.subject.title,
        "summary": campaign.subject.summary,
        "facts": facts_of(campaign, report),
        "kinds": [said(line) for line in report.kinds],
        "weeks": [said(line) for line in report.weeks],
        "shops": [said(line) for line in report.shops],
        "note": report.too_few,
        "site": settings.site_name,
        "address": f"{settings.base_url}{campaign.subject.address}",
        "day": german_date(clock.now()),
    }


def lines_of(campaign: Campaign) -> list[tuple[str, str, Any, Any]]:
    """(part, what, euros, payments) for the table."""
    report = report_of(campaign)
    lines: list[tuple[str, str, Any, Any]] = [("Gesamt", "alles", _euros(report.total.cents), report.total.payments)]
    for part, rows in (("Art", report.kinds), ("Woche", report.weeks), ("Laden mit Einwilligung", report.shops)):
        lines += [(part, what, _euros(cents), payments) for what, cents, payments in rows]
    counts = (("machen mit", report.shop_count), ("mit Eingängen", report.total.shops))
    return [*lines, *(("Läden", what, "", found) for what, found in counts)]


def _euros(cents: int) -> Decimal:
    """With both digits after the comma."""
    return Decimal(cents).scaleb(-2)
