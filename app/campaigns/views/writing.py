"""Preparing a campaign, switching it on, ending it."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request

from app.campaigns.forms.campaign import KEPT, LABELS, BeginForm, CampaignForm, shown, stored
from app.campaigns.forms.parts import StopForm
from app.campaigns.kinds import OVER, PHASE_BADGES
from app.campaigns.models import Campaign, phase_of
from app.campaigns.permissions import CampaignAction
from app.campaigns.queries.finding import find_campaign, own_campaigns, towns_of
from app.campaigns.services import writing
from app.campaigns.services.writing import NotReady, Plan, plan_of
from app.core.confirming import PressForm
from app.core.forms import options
from app.core.guards import allow, signed_in
from app.core.limits import Limit, require
from app.core.merging import Merge, as_marks, marks, read_marks
from app.core.permissions import allows, who
from app.core.saved_drafts import drop_draft, find_draft, save_draft
from app.core.transaction import Stale
from app.shops.kinds import HELPS

bp = Blueprint("campaign_writing", __name__)
PER_PERSON = Limit("campaign-begin", 20, 86_400)
PER_TOWN = Limit("campaign-switch-on", 6, 30 * 86_400)


@bp.route("/neu/hilfsaktion", methods=["GET", "POST"])
@allow(CampaignAction.WRITE)
def begin() -> Any:
    towns = towns_of(who())
    if not towns:
        return render_template("campaigns/no_town.html")
    form = BeginForm()
    form.town.choices = options(
        (f"{one.organisation_id}-{one.place_id}", f"{one.place} ({one.organisation})") for one in towns
    )
    if form.validate_on_submit():
        require(PER_PERSON, str(who().id))
        owner, place = (int(part) for part in form.town.data.split("-"))
        plan = Plan(title=form.title.data or "", occasion=form.occasion.data)
        campaign = writing.begin(owner, place, plan, actor=who())
        return redirect(f"{campaign.subject.address}/bearbeiten", 303)
    return render_template("campaigns/begin.html", form=form, towns=towns), 422 if form.is_submitted() else 200


@bp.get("/konto/hilfsaktionen")
@signed_in
def own() -> str:
    rows = [(row, _badge(row)) for row in own_campaigns(who())]
    return render_template("campaigns/own.html", rows=rows, may_begin=bool(towns_of(who())))


def _badge(row: Any) -> tuple[str, str]:
    if row.state != "published":
        return PHASE_BADGES["draft"]
    return PHASE_BADGES[phase_of(row.starts_at, row.stopped_at or row.ends_at)]


@bp.route("/hilfsaktionen/<slug>/bearbeiten", methods=["GET", "POST"])
@allow(CampaignAction.EDIT, load=find_campaign)
def edit(campaign: Campaign) -> Any:
    draft = find_draft(campaign.id)
    form = CampaignForm(data={**stored(campaign), **(draft.data if draft else {})})
    form.campaign = campaign
    conflicts: list[dict[str, str]] = []
    if not form.is_submitted():
        form.version.data = draft.version if draft else 0
        form.marks.data = marks(plan_of(campaign).values())
    if form.validate_on_submit():
        plan = form.plan()
        result = writing.save(campaign, plan, seen=read_marks(form.marks.data or ""), actor=who())
        if not result.conflicts:
            flash("Gespeichert.")
            return redirect(campaign.subject.address, 303)
        conflicts, form.marks.data = _side_by_side(plan, result), as_marks(result.seen)
        draft = find_draft(campaign.id)
        form.version.data = draft.version if draft else 0
    page = {"form": form, "campaign": campaign, "subject": campaign.subject, "draft": draft, "conflicts": conflicts}
    return render_template("campaigns/edit.html", **page), 409 if conflicts else 422 if form.is_submitted() else 200


def _side_by_side(plan: Plan, result: Merge) -> list[dict[str, str]]:
    mine = plan.values()
    return [
        {"label": LABELS[name], "mine": shown(name, mine), "theirs": shown(name, result.conflicts)}
        for name in result.conflicts
    ]


@bp.post("/hilfsaktionen/<slug>/entwurf")
@allow(CampaignAction.EDIT, load=find_campaign)
def autosave(campaign: Campaign) -> Any:
    """What is typed, a moment after the last key."""
    typed: dict[str, Any] = {name: request.form.get(name, "")[:100_000] for name in KEPT}
    typed["helps"] = [code for code in request.form.getlist("helps") if code in HELPS]
    version = request.form.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0
    try:
        return jsonify(version=save_draft(campaign, typed, seen=seen, actor=who()))
    except Stale:
        return jsonify(error="stale"), 409


@bp.post("/hilfsaktionen/<slug>/entwurf/vergessen")
@allow(CampaignAction.EDIT, load=find_campaign)
def forget(campaign: Campaign) -> Any:
    """What was typed and not saved goes; a campaign nobody outside has seen goes as a whole."""
    if campaign.subject.state == "draft" and request.form.get("ganz"):
        writing.discard(campaign)
        flash("Der Entwurf ist gelöscht.")
        return redirect("/konto/hilfsaktionen", 303)
    drop_draft(campaign)
    flash("Ihre ungespeicherten Änderungen sind verworfen.")
    return redirect(f"{campaign.subject.address}/bearbeiten", 303)


@bp.post("/hilfsaktionen/<slug>/einschalten")
@allow(CampaignAction.EDIT, load=find_campaign)
def switch_on(campaign: Campaign) -> Any:
    if PressForm().validate_on_submit() and campaign.subject.state == "draft":
        try:
            if not writing.what_is_missing(campaign):
                require(PER_TOWN, str(campaign.subject.owner_id))
            writing.switch_on(campaign, actor=who())
        except NotReady as problem:
            for sentence in problem.sentences:
                flash(sentence, "warning")
        else:
            flash("Die Hilfsaktion ist eingeschaltet. Sie beginnt und endet von selbst; die Läden bekommen Bescheid.")
    return redirect(campaign.subject.address, 303)


@bp.route("/hilfsaktionen/<slug>/beenden", methods=["GET", "POST"])
@allow(CampaignAction.STOP, load=find_campaign)
def stop(campaign: Campaign) -> Any:
    form = StopForm()
    if form.validate_on_submit():
        by = "city" if allows(who(), CampaignAction.REPORT, campaign) else "staff"
        done = writing.stop(campaign, form.reason.data or "", by=by, actor=who())
        word = "abgesagt" if campaign.is_called_off else "beendet"
        flash(f"Die Hilfsaktion ist {word}." if done else "Sie war schon beendet.")
        return redirect(campaign.subject.address, 303)
    page = {"form": form, "campaign": campaign, "subject": campaign.subject, "is_over": campaign.phase == OVER}
    return render_template("campaigns/stop.html", **page), 422 if form.is_submitted() else 200
