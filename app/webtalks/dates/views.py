"""The page of a series, its calendar, and coming to all of its dates."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request
from sqlalchemy import select

from app.core.guards import public, signed_in
from app.core.permissions import who
from app.core.subjects import Subject
from app.extensions import db
from app.webtalks.admission import refusal
from app.webtalks.calendars.entries import calendar
from app.webtalks.calendars.feeds import series_entries
from app.webtalks.dates.queries import ShownDate, comes_to_all, dates_of, path_of, series_of
from app.webtalks.dates.structured import series_data
from app.webtalks.models import Series, Webtalk
from app.webtalks.services.registering import member
from app.webtalks.services.series import leave_series, register_for_all, rule_of

bp = Blueprint("webtalk_dates", __name__)
BASE = "/webtalks/reihen/<reference>"


@bp.get(BASE)
@public
def series(reference: str) -> Any:
    """Who may see no date of it finds nothing. Old words in the address lead to the present ones."""
    found, dates = _series(reference)
    if request.path != path_of(found):
        return redirect(path_of(found), 308)
    coming = [one for one in dates if one.is_open or (one.is_cancelled and not one.is_over)]
    past = [one for one in reversed(dates) if one.is_over]
    owner = db.session.execute(select(Subject.title, Subject.slug).where(Subject.id == found.owner_id)).first()
    page = {"series": found, "coming": coming, "past": past, "owner": owner, "path": path_of(found)}
    rule = f"{rule_of(found).words()} um {found.starts_at_time:%H:%M} Uhr"
    data = series_data(found, dates, owner.title if owner else "")
    return render_template(
        "webtalks/dates/series.html", rule=rule, json_ld=data, **page, **_coming_to_all(found, dates)
    )


def _series(reference: str) -> tuple[Series, list[ShownDate]]:
    found = series_of(reference) or abort(404)
    return found, dates_of(found, who()) or abort(404)


def _coming_to_all(found: Series, dates: list[ShownDate]) -> dict[str, Any]:
    """one_click: the button comes to all; otherwise the form of the next date asks what there is to ask."""
    ahead = [one for one in dates if one.is_open]
    talk = db.session.get(Webtalk, ahead[0].id) if ahead else None
    return {
        "next_date": ahead[0] if ahead else None,
        "refused": refusal(talk, user_id=who().id) if talk is not None else "",
        "one_click": not who().is_guest and not any(one.has_questions for one in ahead),
        "comes": comes_to_all(found.id, who()) is not None,
    }


@bp.post(f"{BASE}/anmelden")
@signed_in
def come(reference: str) -> Any:
    found, dates = _series(reference)
    ahead = [one for one in dates if one.is_open]
    asking = next((one for one in ahead if one.has_questions), None)
    if asking is not None:
        return redirect(f"{asking.url}/anmelden", 303)
    taken, why = register_for_all(found, member(who())) if ahead else (0, "Es ist kein weiterer Termin angekündigt.")
    if taken:
        flash(f"Sie sind für {taken} Termine der Reihe angemeldet. Neue Termine kommen von selbst dazu.")
    if why:
        flash(why, "warning")
    return redirect(path_of(found), 303)


@bp.post(f"{BASE}/abmelden")
@signed_in
def leave(reference: str) -> Any:
    """No more dates by themselves, and the coming ones of this registration are given up."""
    found, _dates = _series(reference)
    mine = comes_to_all(found.id, who())
    if mine is not None:
        leave_series(mine.id)
        flash("Sie haben für alle kommenden Termine der Reihe abgesagt.")
    return redirect(path_of(found), 303)


@bp.get(f"{BASE}/kalender.ics")
@public
def as_calendar(reference: str) -> Response:
    """Its public dates, also cancelled ones, to subscribe to."""
    found, _dates = _series(reference)
    answer = Response(calendar(series_entries(found.id), found.title), mimetype="text/calendar; charset=utf-8")
    answer.add_etag()
    return answer.make_conditional(request)  # type: ignore[return-value]
