from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, session, url_for
from wtforms import TextAreaField

from app.core.forms import BaseForm, at_most, optional
from app.core.guards import public, signed_in
from app.core.local_paths import local_path
from app.core.permissions import who
from app.core.subjects import Subject
from app.core.tables import csv_response
from app.marks import links, queries, services

bp = Blueprint("marks", __name__, url_prefix="/merkliste")
REMOVED, WISH = "removed_mark", "wished_mark"


class NoteForm(BaseForm):
    note = TextAreaField(
        "Notiz",
        [optional(), at_most(4000)],
        description="Nur Sie sehen sie, außer Sie teilen die Liste mit Notizen.",
    )


def _subject(public_id: str) -> Subject:
    return queries.visible_subject(public_id, who()) or abort(404)


@bp.get("/")
@signed_in
def overview() -> str:
    order = request.args.get("sortierung", "neueste")
    order = order if order in queries.ORDERS else "neueste"
    share = queries.share(who().id or 0)
    address = url_for("marks.shared", signed=links.signed(share.name), _external=True) if share else ""
    entries = queries.kept(who().id or 0, who(), order)
    removed = session.pop(REMOVED, None)
    return render_template(
        "marks/list.html", entries=entries, order=order, share=share, address=address, removed=removed
    )


@bp.get("/merkliste.csv")
@signed_in
def as_csv() -> Response:
    entries = [one for one in queries.kept(who().id or 0, who()) if one.card]
    headings = ("Titel", "Art", "Ort", "Einwohner", "Organisation", "Adresse", "Notiz", "Gemerkt am")
    rows = [
        (
            c.title,
            c.kind_label,
            c.place_name,
            c.population,
            c.owner_name,
            request.url_root.rstrip("/") + c.url,
            one.note,
            one.kept_at,
        )
        for one in entries
        if (c := one.card)
    ]
    return csv_response("merkliste", headings, rows)


@bp.get("/merken/<public_id>")
@public
def wish(public_id: str) -> Any:
    """A guest's button: log in, come back here, and it is kept.

    The wish lies in the guest's own session and is used up once, so nobody else's link can keep anything.
    """
    subject = _subject(public_id)
    if who().is_guest:
        session[WISH] = public_id
        return redirect(url_for("accounts.log_in", weiter=request.path), 303)
    if session.pop(WISH, "") != public_id:
        return redirect(url_for("marks.note", public_id=public_id), 303)
    services.keep(subject, note=None, actor=who())
    flash("Das steht jetzt auf Ihrer Merkliste.")
    return redirect(subject.address, 303)


@bp.route("/<public_id>", methods=["GET", "POST"])
@signed_in
def note(public_id: str) -> Any:
    """The page where a thing is kept with a note. Posting without a note field keeps the earlier note."""
    subject = _subject(public_id)
    mark = queries.bookmark(who(), subject.id)
    form = NoteForm(data={"note": mark.note if mark else ""})
    if form.validate_on_submit():
        services.keep(subject, note=form.note.data if "note" in request.form else None, actor=who())
        flash("Das steht jetzt auf Ihrer Merkliste.")
        return redirect(local_path(request.form.get("weiter")) or url_for("marks.overview"), 303)
    return render_template("marks/note.html", subject=subject, bookmark=mark, form=form), 422 if form.errors else 200


@bp.post("/<public_id>/entfernen")
@signed_in
def remove(public_id: str) -> Any:
    """Also for things one may not see any more; undoing keeps it again, with its note."""
    entry = queries.own_entry(who(), public_id) or abort(404)
    services.drop(entry.id, actor=who())
    session[REMOVED] = {"public_id": public_id, "title": entry.title}
    return redirect(url_for("marks.overview"), 303)


@bp.post("/teilen")
@signed_in
def open_link() -> Any:
    services.open_link(with_notes=request.form.get("mit_notizen") == "1", actor=who())
    flash("Ihre Liste ist jetzt über den neuen Link lesbar. Ein früherer gilt nicht mehr.")
    return redirect(url_for("marks.overview"), 303)


@bp.post("/teilen/beenden")
@signed_in
def close_link() -> Any:
    services.close_link(actor=who())
    flash("Der Link gilt nicht mehr.")
    return redirect(url_for("marks.overview"), 303)


@bp.get("/geteilt/<signed>")
@public
def shared(signed: str) -> Response:
    """Somebody's list, as far as the reader may see what stands on it. Never kept: a link that ends, ends at once."""
    name = links.name_in(signed) or abort(404)
    found = queries.shared(name) or abort(404)
    entries = [one for one in queries.kept(found.user_id, who()) if one.card]
    html = render_template("marks/shared.html", entries=entries, found=found, robots="noindex")
    return Response(html, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"})
