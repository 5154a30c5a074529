"""What a campaign has brought, for the town: page, PDF and table."""

from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template

from app.campaigns.kinds import OVER
from app.campaigns.models import Campaign
from app.campaigns.papers import report
from app.campaigns.permissions import CampaignAction
from app.campaigns.queries.finding import find_campaign
from app.core.guards import allow
from app.core.tables import csv_response
from app.core.typesetting import typeset

bp = Blueprint("campaign_report", __name__)
TEMPLATE = Path(report.__file__).parent / "report.typ"
HEADINGS = ("Teil", "Was", "Betrag in Euro", "Anzahl")


@bp.get("/hilfsaktionen/<slug>/bericht")
@allow(CampaignAction.REPORT, load=find_campaign)
def page(campaign: Campaign) -> str:
    found = report.report_of(campaign)
    tables: list[Any] = [
        (title, caption, first, [report.said(line) for line in lines])
        for title, caption, first, lines in (
            ("Nach Art der Hilfe", "Bestätigte Eingänge aller Läden", "Art", found.kinds),
            ("Nach Wochen", "Bestätigte Eingänge je Woche, von Montag an", "Woche", found.weeks),
            ("Läden, die ihre Summe zeigen", "Mit Einwilligung des Ladens", "Laden", found.shops),
        )
    ]
    values = {"facts": report.facts_of(campaign, found), "tables": tables, "note": found.note}
    is_over = campaign.phase == OVER
    return render_template(
        "campaigns/report.html",
        campaign=campaign,
        subject=campaign.subject,
        is_over=is_over,
        robots="noindex",
        **values,
    )


@bp.get("/hilfsaktionen/<slug>/bericht.pdf")
@allow(CampaignAction.REPORT, load=find_campaign)
def as_pdf(campaign: Campaign) -> Response:
    response = Response(typeset(TEMPLATE, report.data_of(campaign)), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="bericht-{campaign.subject.slug}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/hilfsaktionen/<slug>/bericht.csv")
@allow(CampaignAction.REPORT, load=find_campaign)
def as_csv(campaign: Campaign) -> Response:
    return csv_response(f"bericht-{campaign.subject.slug}", HEADINGS, report.lines_of(campaign))
