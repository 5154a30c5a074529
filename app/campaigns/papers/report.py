"""The report: plain values for the page, the PDF and the table. Sums alone; of single shops what they agreed to."""

from collections.abc import Mapping
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
from app.campaigns.queries.totals import LEAST_SHOPS, Part, Total, counted_total, parts_of, told_sums
from app.core import clock
from app.core.formats import german_date, german_datetime, number
from app.support.kinds import GIFT
from app.support.words import money

KINDS = {GIFT: "Direkt unterstützt", "voucher": "Gutscheine"}
TOO_FEW = (
    f"Nach Art und Woche wird erst ab {LEAST_SHOPS} Läden je Zeile aufgeteilt, damit niemand auf einzelne Läden "
    "schließen kann."
)
ONE_LEFT = (
    "Nur ein Laden mit Eingängen zeigt seine Summe nicht. Damit niemand sie ausrechnen kann, stehen auch die anderen "
    "nicht einzeln hier."
)
Line = tuple[str, int, int]


@dataclass(frozen=True)
class Report:
    """kinds, weeks, shops: (what, cents, payments). shops: those that agreed.

    note: why some of them are empty."""

    total: Total
    shop_count: int
    claimed_count: int
    kinds: list[Line]
    weeks: list[Line]
    shops: list[Line]
    note: str


def report_of(campaign: Campaign) -> Report:
    """Counted anew from the books."""
    total, parts, told = counted_total(campaign), parts_of(campaign), told_sums(campaign)
    counts = (shop_count(campaign), claimed_count(campaign))
    kinds, weeks = told_kinds(parts.kinds), told_weeks(parts.weeks)
    is_one_left = bool(told) and total.shops - len(told) == 1
    notes = [TOO_FEW if total.shops and not (kinds and weeks) else "", ONE_LEFT if is_one_left else ""]
    return Report(total, *counts, kinds, weeks, [] if is_one_left else told, " ".join(one for one in notes if one))


def told_kinds(parts: Mapping[str, Part]) -> list[Line]:
    """All or none: what is missing could be reckoned from the total."""
    if any(len(one.shops) < LEAST_SHOPS for one in parts.values()):
        return []
    return [_line(label, parts[code]) for code, label in KINDS.items() if code in parts]


def told_weeks(parts: Mapping[date, Part]) -> list[Line]:
    """Weeks of too few shops stand together, with so many others as it takes; nothing when no week is left."""
    rest, told = Part(), dict(parts)
    for day in sorted(parts, key=lambda one: len(parts[one].shops)):
        if len(parts[day].shops) < LEAST_SHOPS or 0 < len(rest.shops) < LEAST_SHOPS:
            rest += told.pop(day)
    lines = [_line(_week(day), one) for day, one in told.items()]
    return [*lines, _line("Übrige Wochen", rest)] if lines and rest.payments else lines


def _line(label: str, part: Part) -> Line:
    return label, part.cents, part.payments


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
        ("Abgesagt" if campaign.is_called_off else "Vorzeitig beendet", german_datetime(campaign.stopped_at)),
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
        "note": report.note,
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
