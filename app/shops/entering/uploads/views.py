"""Staff send a list of shops, see what would be, and take it in."""

import hashlib
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
)
from flask_wtf.file import FileField
from sqlalchemy import select
from wtforms import BooleanField, StringField
from wtforms.validators import ValidationError

from app.accounts.models import User
from app.core.forms import BaseForm, at_most
from app.core.guards import allow
from app.core.paging import page_number, page_of, window
from app.core.permissions import who
from app.core.storage import StoredFile, path_of
from app.core.tokens import Spent
from app.core.uploads import expect_large
from app.extensions import db
from app.shops.entering.imports.boxes import BadBox, box_of
from app.shops.entering.uploads import progress, services
from app.shops.entering.uploads.models import STATES, ShopUpload
from app.shops.permissions import StaffAction

bp = Blueprint("shop_uploads", __name__)
expect_large("shop_uploads.overview", "shop_import_megabytes")
LIST = "/redaktion/laeden/listen"
OTHER_TYPE = "Bitte nehmen Sie eine CSV-, GeoJSON- oder OpenStreetMap-Datei (.csv, .geojson, .osm, .osm.pbf)."
TOO_LARGE = "Die Datei hat {size} MB, erlaubt sind {most} MB. Größere übernimmt der Betreiber mit `flask shops import`."

NOTHING_YET = "Noch nichts übernommen: Bitte bestätigen Sie, dass die fehlerhaften Zeilen ausbleiben sollen."


class UploadForm(BaseForm):
    file = FileField("Datei")
    source = StringField("Kurzname der Quelle", [at_most(60)])
    source_name = StringField("So wird die Quelle genannt", [at_most(300)])
    licence = StringField("Lizenz der Daten", [at_most(100)])
    bbox = StringField("Nur dieses Gebiet", [at_most(100)])

    def validate_file(self, field: Any) -> None:
        if not field.data:
            raise ValidationError("Bitte wählen Sie erst eine Datei aus.")
        if not services.ending_of(field.data.filename or ""):
            raise ValidationError(OTHER_TYPE)
        size, most = field.data.stream.seek(0, 2), current_app.config["SETTINGS"].shop_import_megabytes
        if size == 0:
            raise ValidationError("Die Datei ist leer. Bitte wählen Sie eine andere.")
        if size > most * 1_000_000:
            raise ValidationError(TOO_LARGE.format(size=size // 1_000_000, most=most))

    def validate_bbox(self, field: StringField) -> None:
        try:
            box_of(field.data or "")
        except BadBox as problem:
            raise ValidationError(str(problem)) from None


class TakeForm(BaseForm):
    skips_bad = BooleanField("Fehlerhafte Zeilen auslassen und das Übrige übernehmen")


@bp.route(LIST, methods=["GET", "POST"])
@allow(StaffAction.DECIDE)
def overview() -> Any:
    form, number = UploadForm(), page_number()
    if form.validate_on_submit():
        row = services.keep(form.file.data.stream, form.file.data.filename, _said(form), actor=who())
        return redirect(f"{LIST}/{row.public_id}", 303)
    query = select(ShopUpload, User.name.label("person")).outerjoin(User, User.id == ShopUpload.user_id)
    page = page_of(db.session.execute(window(query.order_by(ShopUpload.id.desc()), number)).all(), number)
    most = current_app.config["SETTINGS"].shop_import_megabytes
    shown = render_template("shops/entering/uploads.html", form=form, page=page, states=STATES, most=most)
    return shown, 422 if form.is_submitted() else 200


def _said(form: UploadForm) -> dict[str, str]:
    return {name: (form[name].data or "").strip() for name in ("source", "source_name", "licence", "bbox")}


def find_upload(public_id: str) -> ShopUpload | None:
    return db.session.scalar(select(ShopUpload).where(ShopUpload.public_id == public_id))


@bp.get(f"{LIST}/<public_id>")
@allow(StaffAction.DECIDE, load=find_upload)
def detail(row: ShopUpload) -> str:
    return render_template("shops/entering/upload.html", form=TakeForm(), **_about(row))


def _about(row: ShopUpload) -> dict[str, Any]:
    words = progress.said(row.public_id)
    mark = hashlib.sha256(f"{row.state}{words}".encode()).hexdigest()[:16]
    path = f"{LIST}/{row.public_id}"
    return {"upload": row, "words": words, "mark_now": mark, "path": path, "state": STATES[row.state]}


@bp.get(f"{LIST}/<public_id>/stand")
@allow(StaffAction.DECIDE, load=find_upload)
def standing(row: ShopUpload) -> Response:
    """The part of the page that renews itself."""
    about = _about(row)
    response = make_response(render_template("shops/entering/_upload.html", form=TakeForm(), **about))
    response.set_etag(about["mark_now"])
    response.headers["Cache-Control"] = "private, no-store"
    response.make_conditional(request)
    return response


@bp.post(f"{LIST}/<public_id>/uebernehmen")
@allow(StaffAction.DECIDE, load=find_upload)
def take(row: ShopUpload) -> Any:
    form = TakeForm()
    try:
        services.take(row, skips_bad=bool(form.skips_bad.data), actor=who())
    except Spent:
        flash(NOTHING_YET, "warning")
    return redirect(f"{LIST}/{row.public_id}", 303)


@bp.post(f"{LIST}/<public_id>/verwerfen")
@allow(StaffAction.DECIDE, load=find_upload)
def drop(row: ShopUpload) -> Any:
    try:
        services.drop(row)
        flash("Liste und Bericht sind gelöscht. Übernommene Läden bleiben.")
    except Spent:
        flash("Daran wird gerade gearbeitet.", "warning")
    return redirect(LIST, 303)


@bp.get(f"{LIST}/<public_id>/bericht.csv")
@allow(StaffAction.DECIDE, load=find_upload)
def whole_report(row: ShopUpload) -> Response:
    stored = db.session.get(StoredFile, row.report_file_id or 0)
    if stored is None:
        abort(404)
    name = f"bericht-{row.public_id}.csv"
    response = send_file(path_of(stored.sha256), mimetype="text/csv", as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
