"""Events of a shop, and its calendar."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request
from sqlalchemy import select

from app.core import clock
from app.core.confirming import PressForm
from app.core.guards import allow
from app.core.languages import _
from app.core.permissions import who
from app.extensions import db
from app.shops import queries
from app.shops.happenings import services
from app.shops.happenings.calendar import calendar_of
from app.shops.happenings.forms import EventForm, stored
from app.shops.happenings.services import TooMany
from app.shops.models import Shop, ShopEvent
from app.shops.permissions import ShopAction
from app.shops.words import span

bp = Blueprint("shop_happenings", __name__)
KEPT = timedelta(days=30)
ONE = "/laeden/<slug>/veranstaltungen/<public_id>"


@bp.get("/laeden/<slug>/kalender.ics")
@allow(ShopAction.VIEW, load=queries.find_shop)
def feed(shop: Shop) -> Response:
    """Coming events and those of the last month, cancelled ones too."""
    recent = ShopEvent.ends_at > clock.now() - KEPT
    query = select(ShopEvent).where(ShopEvent.shop_id == shop.id, recent).order_by(ShopEvent.starts_at)
    events = db.session.scalars(query.limit(500)).all()
    response = Response(calendar_of(shop, events), mimetype="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="veranstaltungen.ics"'
    return response


@bp.route("/laeden/<slug>/veranstaltungen", methods=["GET", "POST"])
@allow(ShopAction.EDIT, load=queries.find_shop)
def overview(shop: Shop) -> Any:
    form = EventForm()
    if form.validate_on_submit():
        try:
            services.announce(shop, form.happening(), actor=who())
        except TooMany:
            form.title.errors = [_("Bitte warten Sie, bis einige vorbei sind: So viele auf einmal liest niemand.")]
        else:
            flash(_("Die Veranstaltung ist angekündigt."))
            return redirect(f"{shop.subject.address}/veranstaltungen", 303)
    events = queries.coming_events(shop.id)
    times = [span(one.starts_at, one.ends_at) for one in events]
    page = {"form": form, "shop": shop, "subject": shop.subject, "events": events, "event_times": times}
    return render_template("shops/events.html", **page), 422 if form.is_submitted() else 200


def find_for_event(slug: str, public_id: str) -> Shop | None:
    shop = queries.find_shop(slug)
    return shop if shop is not None and _event(shop, public_id) is not None else None


def _event(shop: Shop, public_id: str) -> ShopEvent | None:
    query = select(ShopEvent).where(ShopEvent.shop_id == shop.id, ShopEvent.public_id == public_id[:16])
    return db.session.scalar(query)


def _asked(shop: Shop) -> ShopEvent:
    event = _event(shop, (request.view_args or {})["public_id"])
    assert event is not None  # find_for_event has looked
    return event


@bp.route(ONE, methods=["GET", "POST"])
@allow(ShopAction.EDIT, load=find_for_event)
def edit(shop: Shop) -> Any:
    event = _asked(shop)
    form = EventForm(data=stored(event))
    if form.validate_on_submit():
        services.change(shop, event, form.happening(), actor=who())
        flash(_("Die Veranstaltung ist geändert. Kalender erfahren es von selbst."))
        return redirect(f"{shop.subject.address}/veranstaltungen", 303)
    page = {"form": form, "shop": shop, "subject": shop.subject, "event": event}
    return render_template("shops/event.html", **page), 422 if form.is_submitted() else 200


@bp.post(f"{ONE}/absagen")
@allow(ShopAction.EDIT, load=find_for_event)
def cancel(shop: Shop) -> Any:
    if PressForm().validate_on_submit():
        services.cancel(shop, _asked(shop), actor=who())
        flash(_("Die Veranstaltung ist abgesagt."))
    return redirect(f"{shop.subject.address}/veranstaltungen", 303)
