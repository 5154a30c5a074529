"""The shopkeeper's ways to help: a new one, a change, the order, a pause."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from app.core.guards import allow
from app.core.languages import _, _l
from app.core.permissions import who
from app.shops.models import Shop
from app.support.forms.giving import EmptyForm
from app.support.forms.managing import option_form
from app.support.kinds import KINDS
from app.support.models import SupportOption
from app.support.permissions import SupportAction
from app.support.queries.options import find_option
from app.support.queries.shops import find_shop
from app.support.services import options
from app.support.services.options import MOST, OptionText, TooMany

bp = Blueprint("support_options", __name__)
Answer = Response | tuple[str, int]
ONE = "/laeden/<slug>/hilfe/angebot/<int(max=999999999999):number>"
STEPS = {"hoch": -1, "runter": 1}
SWITCHES = {"pause": False, "anbieten": True}
FULL = _l("Mehr als %(most)s Angebote passen nicht auf Ihre Seite. Entfernen Sie zuerst eines.", most=MOST)


@bp.route("/laeden/<slug>/hilfe/angebot/<kind>", methods=["GET", "POST"])
@allow(SupportAction.MANAGE, load=lambda slug, kind: find_shop(slug) if kind in KINDS else None)
def add(shop: Shop) -> Answer:
    """One more of a kind."""
    return _edit(shop, _value("kind"), None)


@bp.route(ONE, methods=["GET", "POST"])
@allow(SupportAction.MANAGE, load=lambda slug, number: find_shop(slug))
def change(shop: Shop) -> Answer:
    option = _option_of(shop)
    return _edit(shop, option.kind, option)


@bp.post(f"{ONE}/<act>")
@allow(SupportAction.MANAGE, load=lambda slug, number, act: find_shop(slug))
def arrange(shop: Shop) -> Answer:
    """act: hoch, runter, pause, anbieten, entfernen."""
    option, act = _option_of(shop), _value("act")
    if act not in (*STEPS, *SWITCHES, "entfernen"):
        abort(404)
    if EmptyForm().validate_on_submit():
        flash(_arranged(shop, option, act))
    return _back(shop)


def _arranged(shop: Shop, option: SupportOption, act: str) -> str:
    name = option.title or _(KINDS[option.kind].label)
    if act in STEPS:
        options.move(shop, option, STEPS[act])
        return _("„%(name)s“ ist verschoben.", name=name)
    if act in SWITCHES:
        options.switch(shop, option, on=SWITCHES[act], actor=who())
        shown = _("„%(name)s“ steht wieder auf Ihrer Seite.", name=name)
        return shown if SWITCHES[act] else _("„%(name)s“ macht Pause.", name=name)
    options.remove(shop, option, actor=who())
    return _("„%(name)s“ ist entfernt. Bestellungen und Gutscheine bleiben.", name=name)


def _edit(shop: Shop, kind: str, option: SupportOption | None) -> Answer:
    form = option_form(kind, option)
    if form.validate_on_submit() and _limits_fit(form):
        try:
            saved = options.save_option(shop, kind, _text(form), actor=who(), option=option)
            flash(_("„%(name)s“ ist gespeichert.", name=saved.title or _(KINDS[kind].label)))
            return _back(shop)
        except TooMany:
            form.form_errors.append(FULL)
    page = {"shop": shop, "subject": shop.subject, "form": form, "words": KINDS[kind], "option": option}
    return render_template("support/option.html", robots="noindex", **page), 422 if form.is_submitted() else 200


def _limits_fit(form: Any) -> bool:
    if "least" not in form or form["least"].cents <= form["most"].cents:
        return True
    form["most"].errors = [_("Der größte Gutschein kann nicht kleiner sein als der kleinste.")]
    return False


def _text(form: Any) -> OptionText:
    values = {name: form[name].data for name in ("url", "has_wall", "tax") if name in form}
    if "least" in form:
        values |= {"least_cents": form["least"].cents, "most_cents": form["most"].cents}
    title, sentence = (" ".join((form[name].data or "").split()) for name in ("title", "sentence"))
    return OptionText(sentence, title=title, is_on=bool(form["is_on"].data), **values)


def _option_of(shop: Shop) -> SupportOption:
    return find_option(shop.id, _value("number")) or abort(404)


def _back(shop: Shop) -> Response:
    return redirect(f"{shop.subject.address}/hilfe#angebote", 303)


def _value(name: str) -> Any:
    return (request.view_args or {})[name]
