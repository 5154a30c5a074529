"""The list of campaigns, as page, CSV and feed; and the page of one."""

from typing import Any

from flask import Blueprint, Response, render_template, request

from app.campaigns import window
from app.campaigns.cards import badge_of
from app.campaigns.kinds import CAMPAIGN, COMING, DRAFT, OCCASIONS, OVER, PHASES, RUNNING
from app.campaigns.models import Campaign, phase_of
from app.campaigns.permissions import CampaignAction
from app.campaigns.queries.finding import around, find_campaign, pictures_of, voices_of
from app.campaigns.queries.listing import page_for, phase_words, read_wanted, rows_of
from app.campaigns.queries.shops import shop_count, shop_page
from app.campaigns.queries.totals import total_of
from app.campaigns.services.writing import what_is_missing
from app.campaigns.structured import call_data
from app.core.clock import BERLIN
from app.core.feeds import FeedEntry, atom_response
from app.core.guards import allow, public
from app.core.paging import page_number
from app.core.permissions import allows, who
from app.core.remembered import remembered
from app.core.saved_drafts import find_draft
from app.core.tables import csv_response
from app.extensions import db
from app.places.classes import STATES
from app.shops.kinds import HELPS

bp = Blueprint("campaigns", __name__)
MOST_IN_FILE, MOST_IN_FEED = 5_000, 50
HEADINGS = ("Titel", "Anlass", "Stand", "Beginn", "Ende", "Beendet am", "Ort", "Organisation", "Kurz gefasst", "Seite")


@bp.get("/hilfsaktionen/")
@public
def overview() -> str:
    wanted = read_wanted(request.args)
    values = {"page": page_for(wanted, page_number()), "wanted": wanted, "phases": phase_words(), "states": STATES}
    query = request.query_string.decode("ascii", "ignore")
    return render_template(
        "campaigns/list.html", query=f"?{query}" if query else "", phase=request.args.get("stand"), **values
    )


@bp.get("/hilfsaktionen/liste.csv")
@public
def as_csv() -> Response:
    root = request.url_root.rstrip("/")
    query = rows_of(read_wanted(request.args)).add_columns(Campaign.occasion).limit(MOST_IN_FILE)
    lines = [
        (
            row.title,
            OCCASIONS[row.occasion],
            PHASES[phase_of(row.starts_at, row.stopped_at or row.ends_at)],
            row.starts_at.astimezone(BERLIN),
            row.ends_at.astimezone(BERLIN),
            row.stopped_at.astimezone(BERLIN) if row.stopped_at else None,
            row.place_name,
            row.owner_name,
            row.summary,
            f"{root}/hilfsaktionen/{row.slug}",
        )
        for row in db.session.execute(query)
    ]
    return csv_response("hilfsaktionen", HEADINGS, lines)


@bp.get("/feeds/hilfsaktionen.atom")
@public
def feed() -> Response:
    rows = db.session.execute(rows_of(read_wanted(request.args)).limit(MOST_IN_FEED)).all()
    entries = [
        FeedEntry(
            id=f"campaign:{row.public_id}",
            title=row.title,
            url=f"/hilfsaktionen/{row.slug}",
            summary=f"{row.place_name}, {window.words(row.starts_at, row.stopped_at or row.ends_at)}. {row.summary}",
            published_at=row.published_at,
            changed_at=row.changed_at,
            author=row.owner_name or "",
        )
        for row in rows
    ]
    return atom_response("Hilfsaktionen", "/hilfsaktionen/", entries)


@bp.get("/hilfsaktionen/<slug>")
@allow(CampaignAction.VIEW, load=find_campaign, moved=CAMPAIGN)
def detail(campaign: Campaign) -> str:
    return render_template("campaigns/detail.html", **page_of(campaign))


def page_of(campaign: Campaign) -> dict[str, Any]:
    """Everything the page shows; a fixed number of statements."""
    subject, place, pictures = campaign.subject, around(campaign), pictures_of(campaign)
    voices, total, phase = voices_of(campaign.id), total_of(campaign), campaign.phase
    may_edit = allows(who(), CampaignAction.EDIT, campaign)
    return {
        "campaign": campaign,
        "subject": subject,
        "phase": phase,
        "badge": badge_of(campaign),
        "is_running": phase == RUNNING,
        "is_coming": phase == COMING,
        "is_over": phase == OVER,
        "when": window.words(campaign.starts_at, campaign.ends_at),
        "first_day": window.said(campaign.starts_at) if campaign.starts_at else "",
        "last_day": window.last_day(campaign.ends_at) if campaign.ends_at else "",
        "occasion": OCCASIONS[campaign.occasion],
        "helps": [HELPS[code] for code in campaign.helps if code in HELPS],
        "place": place,
        "picture": pictures.get(campaign.picture_id or 0),
        "faces": [(one, pictures.get(one.picture_id or 0)) for one in voices if one.kind == "face"],
        "partners": [(one, pictures.get(one.picture_id or 0)) for one in voices if one.kind == "partner"],
        "shops": shop_page(campaign, page_number()),
        "shop_total": remembered(("campaigns.shops", campaign.id), lambda: shop_count(campaign)),
        "total": total,
        "may_edit": may_edit,
        "may_stop": phase not in (OVER, DRAFT) and allows(who(), CampaignAction.STOP, campaign),
        "may_report": allows(who(), CampaignAction.REPORT, campaign),
        "missing": what_is_missing(campaign) if may_edit and phase == DRAFT else [],
        "has_typed": may_edit and find_draft(campaign.id) is not None,
        "json_ld": call_data(campaign, place),
        "robots": "" if subject.is_open and subject.origin != "demo" else "noindex",
    }
