"""Passing a campaign on: pictures, words, poster, and the counter for another website."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, g, make_response, render_template, request

from app.campaigns.cards import badge_of
from app.campaigns.kinds import CAMPAIGN, COMING, OVER
from app.campaigns.models import Campaign
from app.campaigns.papers import sharing
from app.campaigns.permissions import CampaignAction
from app.campaigns.queries.finding import around, find_campaign, find_open
from app.campaigns.queries.totals import total_of
from app.campaigns.window import last_day, words
from app.core.guards import allow, public
from app.core.typesetting import typeset

bp = Blueprint("campaign_sharing", __name__)


def find_public(slug: str) -> Campaign | None:
    """A draft has no address yet that could be passed on."""
    campaign = find_campaign(slug)
    return campaign if campaign and campaign.subject.slug else None


def find_for_picture(slug: str, size: str) -> Campaign | None:
    return find_public(slug) if size in sharing.SIZES else None


@bp.get("/hilfsaktionen/<slug>/teilen")
@allow(CampaignAction.VIEW, load=find_public, moved=CAMPAIGN)
def kit(campaign: Campaign) -> str:
    values = {"sizes": sharing.SIZES, "alt": sharing.alt_of(campaign), "words": sharing.words_of(campaign)}
    return render_template(
        "campaigns/share.html", campaign=campaign, subject=campaign.subject, robots="noindex", **values
    )


@bp.get("/hilfsaktionen/<slug>/bild-<size>.png")
@allow(CampaignAction.VIEW, load=find_for_picture)
def picture(campaign: Campaign) -> Response:
    size = str((request.view_args or {})["size"])
    response = Response(sharing.picture_of(campaign, sharing.SIZES[size]), mimetype="image/png")
    response.add_etag()
    response.headers["Cache-Control"] = "public, max-age=300" if campaign.subject.is_open else "no-store"
    response.make_conditional(request)
    return response


@bp.get("/hilfsaktionen/<slug>/plakat.pdf")
@allow(CampaignAction.VIEW, load=find_public)
def poster(campaign: Campaign) -> Response:
    """?format=a3 for the large one."""
    paper = request.args.get("format", "a4")
    if paper not in sharing.PAPERS:
        abort(404)
    content = typeset(sharing.POSTER, sharing.poster_data(campaign, paper))
    response = Response(content, mimetype="application/pdf")
    name = f"plakat-{campaign.subject.slug}-{paper}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@bp.get("/hilfsaktionen/<slug>/zaehler")
@public
def counter(slug: str) -> Response:
    """The frame: only what everyone may see, who looks is not asked. No cookie, no script, nobody else's server."""
    campaign = find_open(slug) or abort(404)
    hosts = current_app.config["SETTINGS"].embed_hosts
    g.csp = {"frame-ancestors": f"'self' {hosts}" if hosts else "*"}
    response = make_response(render_template("campaigns/counter.html", **_counted(campaign)))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _counted(campaign: Campaign) -> dict[str, Any]:
    return {
        "campaign": campaign,
        "subject": campaign.subject,
        "place": around(campaign),
        "total": total_of(campaign),
        "badge": badge_of(campaign),
        "is_over": campaign.phase == OVER,
        "is_coming": campaign.phase == COMING,
        "when": words(campaign.starts_at, campaign.ends_at),
        "last_day": last_day(campaign.ends_at) if campaign.ends_at else "",
    }


@bp.get("/hilfsaktionen/<slug>/einbetten")
@public
def snippet(slug: str) -> str:
    campaign = find_open(slug) or abort(404)
    return render_template("campaigns/embed.html", campaign=campaign, subject=campaign.subject, robots="noindex")
