"""Picture, faces and partners, and the shops the town names."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from app.campaigns.forms.parts import PictureForm, VoiceForm
from app.campaigns.kinds import OVER
from app.campaigns.models import Campaign
from app.campaigns.permissions import CampaignAction
from app.campaigns.queries.finding import find_campaign, pictures_of, voices_of
from app.campaigns.queries.shops import MOST_FOUND, chosen_shops, found_shops
from app.campaigns.services import parts
from app.campaigns.services.parts import Refused, TooMany, VoiceText
from app.core.formats import counted
from app.core.guards import allow
from app.core.permissions import who
from app.core.pictures import PictureRefused

bp = Blueprint("campaign_parts", __name__)


@bp.route("/hilfsaktionen/<slug>/bild", methods=["GET", "POST"])
@allow(CampaignAction.EDIT, load=find_campaign)
def picture(campaign: Campaign) -> Any:
    form = PictureForm()
    if form.validate_on_submit() and _kept(campaign, form):
        flash("Das Bild ist gespeichert.")
        return redirect(f"{campaign.subject.address}/bild", 303)
    shown = pictures_of(campaign).get(campaign.picture_id or 0)
    page = {"form": form, "campaign": campaign, "subject": campaign.subject, "picture": shown}
    return render_template("campaigns/picture.html", **page), 422 if form.is_submitted() else 200


def _kept(campaign: Campaign, form: PictureForm) -> bool:
    words = {"name": form.file.data.filename or "bild", "alt": form.alt.data or "", "credit": form.credit.data or ""}
    try:
        parts.set_picture(campaign, form.file.content, actor=who(), **words)  # type: ignore[attr-defined]
    except PictureRefused as problem:
        form.file.errors = [str(problem)]
        return False
    return True


@bp.post("/hilfsaktionen/<slug>/bild/entfernen")
@allow(CampaignAction.EDIT, load=find_campaign)
def remove_picture(campaign: Campaign) -> Any:
    parts.remove_picture(campaign, actor=who())
    flash("Das Bild ist entfernt.")
    return redirect(f"{campaign.subject.address}/bild", 303)


@bp.route("/hilfsaktionen/<slug>/gesichter", methods=["GET", "POST"])
@allow(CampaignAction.EDIT, load=find_campaign)
def voices(campaign: Campaign) -> Any:
    form = VoiceForm()
    if form.validate_on_submit() and _added(campaign, form):
        flash(f"{form.name.data} steht jetzt auf der Seite.")
        return redirect(f"{campaign.subject.address}/gesichter", 303)
    page = {"form": form, "campaign": campaign, "subject": campaign.subject, "pictures": pictures_of(campaign)}
    return render_template("campaigns/voices.html", voices=voices_of(campaign.id), **page), (
        422 if form.is_submitted() else 200
    )


def _added(campaign: Campaign, form: VoiceForm) -> bool:
    text = VoiceText(form.kind.data, form.name.data or "", form.role.data or "", form.words.data or "")
    content = form.file.content if form.file.data else b""  # type: ignore[attr-defined]
    try:
        name = form.file.data.filename if form.file.data else "bild"
        parts.add_voice(campaign, text, content, name=name or "bild", actor=who())
    except PictureRefused as problem:
        form.file.errors = [str(problem)]
    except TooMany as problem:
        form.name.errors = [str(problem)]
    else:
        return True
    return False


@bp.post("/hilfsaktionen/<slug>/gesichter/<int(max=999999999999):number>/entfernen")
@allow(CampaignAction.EDIT, load=lambda slug, number: find_campaign(slug))
def remove_voice(campaign: Campaign) -> Any:
    parts.remove_voice(campaign, int((request.view_args or {})["number"]), actor=who())
    flash("Entfernt, mit Worten und Bild.")
    return redirect(f"{campaign.subject.address}/gesichter", 303)


@bp.route("/hilfsaktionen/<slug>/laeden", methods=["GET", "POST"])
@allow(CampaignAction.EDIT, load=find_campaign)
def shops(campaign: Campaign) -> Any:
    """Search by name or street, tick, add. A post adds what is ticked."""
    text = " ".join(request.values.get("q", "").split())[:100]
    if request.method == "POST":
        ids = [int(one) for one in request.form.getlist("laden") if one.isascii() and one.isdigit() and len(one) < 13]
        try:
            number = parts.choose_shops(campaign, ids, actor=who())
            flash(f"{counted(number, 'Laden', 'Läden')} hinzugefügt." if ids else "Bitte haken Sie erst Läden an.")
        except Refused as problem:
            flash(str(problem), "warning")
        return redirect(f"{campaign.subject.address}/laeden", 303)
    found = found_shops(campaign, text) if text else []
    page = {"campaign": campaign, "subject": campaign.subject, "text": text, "found": found[:MOST_FOUND]}
    page["is_over"] = campaign.phase == OVER
    more = len(found) > MOST_FOUND
    return render_template("campaigns/shops.html", chosen=chosen_shops(campaign.id), has_more=more, **page)


@bp.post("/hilfsaktionen/<slug>/laeden/<int(max=999999999999):number>/entfernen")
@allow(CampaignAction.EDIT, load=lambda slug, number: find_campaign(slug))
def drop_shop(campaign: Campaign) -> Any:
    try:
        parts.drop_shop(campaign, int((request.view_args or {})["number"]), actor=who())
        flash("Der Laden ist aus der Auswahl genommen.")
    except Refused as problem:
        flash(str(problem), "warning")
    return redirect(f"{campaign.subject.address}/laeden", 303)
