"""Dazu wünsche ich mir einen Webtalk."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from wtforms import StringField, TextAreaField

from app.core.forms import BaseForm, at_most, required
from app.core.guards import allow, public, signed_in
from app.core.paging import page_number, page_of, window
from app.core.permissions import allows, who
from app.extensions import db
from app.webtalks.models import Wish
from app.webtalks.permissions import WishAction
from app.webtalks.services import wishes

bp = Blueprint("webtalk_wishes", __name__)
PATH = "/webtalks/wuensche"


class WishForm(BaseForm):
    title = StringField("Dazu wünsche ich mir einen Webtalk", [required("Worum soll es gehen?"), at_most(160)])
    why = TextAreaField("Was möchten Sie wissen?", [at_most(500)])


@bp.get(PATH)
@public
def overview() -> Any:
    return _page(WishForm())


@bp.post(PATH)
@signed_in
def add() -> Any:
    form = WishForm()
    if not form.validate_on_submit():
        return _page(form), 422
    wishes.wish(form.title.data or "", form.why.data or "", actor=who())
    flash("Ihr Wunsch steht auf der Liste. Andere können jetzt dafür stimmen.")
    return redirect(PATH, 303)


@bp.post(f"{PATH}/<public_id>/stimme")
@allow(WishAction.VOTE, load=wishes.find_wish)
def vote(wish: Wish) -> Any:
    wishes.vote(wish.id, up=request.form.get("zurueck") != "1", actor=who())
    return redirect(PATH, 303)


@bp.post(f"{PATH}/<public_id>/loeschen")
@allow(WishAction.REMOVE, load=wishes.find_wish)
def remove(wish: Wish) -> Any:
    wishes.remove(wish.id)
    flash("Der Wunsch ist gelöscht.")
    return redirect(PATH, 303)


def _page(form: WishForm) -> str:
    number = page_number()
    rows = db.session.execute(window(wishes.wishes_query(), number)).all()
    page = page_of(rows, number)
    removable = {row.id for row in page.items if allows(who(), WishAction.REMOVE, row)}
    values = {"page": page, "voted": wishes.voted(page.items, who()), "removable": removable}
    return render_template("webtalks/wishes.html", form=form, **values)
