"""Opening hours and pictures of a shop."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request

from app.core.guards import allow
from app.core.languages import _
from app.core.merging import as_marks, marks, read_marks
from app.core.permissions import may, who
from app.core.pictures import PictureRefused
from app.shops import queries
from app.shops.forms.hours import HoursForm, stored_hours
from app.shops.forms.meanwhile import side_by_side
from app.shops.forms.picture import PictureForm
from app.shops.models import Shop
from app.shops.permissions import ShopAction
from app.shops.services import pictures
from app.shops.services.meanwhile import change_hours, held
from app.shops.services.writing import confirmer_of

bp = Blueprint("shop_parts", __name__)


@bp.route("/laeden/<slug>/oeffnungszeiten", methods=["GET", "POST"])
@allow(ShopAction.EDIT, load=queries.find_shop)
def opening_hours(shop: Shop) -> Any:
    form = HoursForm(data=stored_hours(shop.opening_hours, shop.hours_text) | {"marks": marks(held(shop))})
    conflicts: list[dict[str, Any]] = []
    if form.validate_on_submit():
        by, seen = confirmer_of(who(), shop), read_marks(form.marks.data or "")
        result = change_hours(shop, form.said(), seen=seen, by=by, actor=who())
        if not result.conflicts:
            flash(_("Die Öffnungszeiten sind gespeichert. So stehen sie jetzt auf der Seite."))
            return redirect(shop.subject.address, 303)
        conflicts, form.marks.data = side_by_side(form.said(), result), as_marks(result.seen)
    page = {"form": form, "shop": shop, "subject": shop.subject, "conflicts": conflicts}
    return render_template("shops/hours.html", **page), 409 if conflicts else 422 if form.is_submitted() else 200


@bp.route("/laeden/<slug>/bilder", methods=["GET", "POST"])
@allow(ShopAction.EDIT, load=queries.find_shop)
def all_pictures(shop: Shop) -> Any:
    form = PictureForm()
    if form.validate_on_submit() and _added(shop, form):
        flash(_("Das Bild ist hinzugefügt."))
        return redirect(f"{shop.subject.address}/bilder", 303)
    page = {"form": form, "shop": shop, "subject": shop.subject, "pictures": queries.pictures_of(shop.id)}
    page["may_prune"] = may(ShopAction.PRUNE, shop)
    return render_template("shops/pictures.html", **page), 422 if form.is_submitted() else 200


def _added(shop: Shop, form: PictureForm) -> bool:
    words = {"alt": form.alt.data or "", "credit": form.credit.data or ""}
    try:
        name = form.file.data.filename or "bild"
        pictures.add(shop, form.file.content, name=name, actor=who(), **words)  # type: ignore[attr-defined]
    except PictureRefused as problem:
        form.file.errors = [_(str(problem))]
        return False
    return True


def find_for_picture(slug: str, number: int) -> Shop | None:
    """The shop, when the picture is one of its own."""
    shop = queries.find_shop(slug)
    return shop if shop and number in [one.id for one in queries.pictures_of(shop.id)] else None


@bp.post("/laeden/<slug>/bilder/<int(max=999999999999):number>/entfernen")
@allow(ShopAction.PRUNE, load=find_for_picture)
def remove_picture(shop: Shop) -> Any:
    pictures.remove(shop, int((request.view_args or {})["number"]), actor=who())
    flash(_("Das Bild ist entfernt."))
    return redirect(f"{shop.subject.address}/bilder", 303)
