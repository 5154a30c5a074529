"""Naming a shop that is missing; and what staff do with it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, session, url_for

from app.core.confirming import Confirmation
from app.core.guards import allow, public
from app.core.limits import address
from app.core.permissions import who
from app.shops.models import ShopProposal
from app.shops.permissions import StaffAction
from app.shops.proposals import services
from app.shops.proposals.forms import AskForm, GuestProposalForm, ProposalForm

bp = Blueprint("shop_proposals", __name__)
THANKS = "Danke! Wir fragen den Laden, ob er dabei sein möchte. Gezeigt wird er erst, wenn er Ja sagt."
CONFIRMATION = Confirmation(
    services.PURPOSE,
    services.confirm,
    THANKS,
    "shops/proposals/code.html",
    "shops/proposals/press.html",
    lambda payload: {"title": payload.get("title", "")},
)


@bp.route("/laeden/fehlt", methods=["GET", "POST"])
@public
def propose() -> Any:
    form = GuestProposalForm() if who().is_guest else ProposalForm()
    if form.validate_on_submit():
        if not isinstance(form, GuestProposalForm):
            services.propose(form.proposal(), user_id=who().id or 0, network=address())
            flash(THANKS)
            return redirect("/laeden/", 303)
        if not form.trap.data:  # who fills in the trap gets the same answer, and nothing is sent
            name = " ".join((form.name.data or "").split())
            wish = form.proposal(name, form.email.data or "")
            session[CONFIRMATION.waiting] = services.ask_visitor(wish, network=address())
        return redirect(url_for("shop_proposals.confirm_by_code"), 303)
    return render_template("shops/proposals/propose.html", form=form), 422 if form.is_submitted() else 200


@bp.route("/laeden/fehlt/bestaetigen", methods=["GET", "POST"])
@public
def confirm_by_code() -> Any:
    return CONFIRMATION.by_code()


@bp.route("/laeden/fehlt/bestaetigen/<link>", methods=["GET", "POST"])
@public
def confirm_by_link(link: str) -> Any:
    return CONFIRMATION.by_link(link)


@bp.get("/redaktion/laeden")
@allow(StaffAction.PROPOSALS)
def staff() -> str:
    return render_template("shops/proposals/staff.html", proposals=services.waiting(), form=AskForm())


@bp.post("/redaktion/laeden/<public_id>/anfragen")
@allow(StaffAction.PROPOSALS, load=services.find)
def ask(proposal: ShopProposal) -> Any:
    form = AskForm()
    if not form.validate_on_submit():
        page = {"proposals": services.waiting(), "form": form, "asked": proposal.public_id}
        return render_template("shops/proposals/staff.html", **page), 422
    services.ask_shop(proposal, form.email.data or "", actor=who())
    flash(f"„{proposal.title}“ ist angefragt.")
    return redirect("/redaktion/laeden", 303)


@bp.post("/redaktion/laeden/<public_id>/entscheiden")
@allow(StaffAction.PROPOSALS, load=services.find)
def decide(proposal: ShopProposal) -> Any:
    """`stand` is "eingetragen", or anything else for a no."""
    services.decide(proposal, request.form.get("stand") == "eingetragen", actor=who())
    flash("Erledigt.")
    return redirect("/redaktion/laeden", 303)


def of_desk(_nothing: Any) -> str:
    return render_template("shops/proposals/_desk.html", count=services.waiting_count())
