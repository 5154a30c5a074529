"""Profiles: the own one to write, everybody's to read."""

from flask import Response, abort, flash, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response as Redirect

from app.accounts.forms.own import ProfileForm, stored_profile
from app.accounts.models import User
from app.accounts.permissions import ProfileAction
from app.accounts.profiles import find_person, profile_for, sees
from app.accounts.queries import find_own
from app.accounts.services import profile as service
from app.accounts.views.blueprint import bp
from app.core.guards import allow, signed_in
from app.core.permissions import who
from app.core.pictures import PictureRefused
from app.core.storage import StoredFile, path_of
from app.extensions import db

Answer = Redirect | str | tuple[str, int]


@bp.get("/personen/<handle>")
@allow(ProfileAction.VIEW, load=find_person)
def person(person: User) -> str:
    profile = profile_for(who(), person)
    return render_template("accounts/person.html", profile=profile, person=person, is_own=person.id == who().id)


@bp.get("/personen/<handle>/bild")
@allow(ProfileAction.VIEW, load=find_person)
def avatar(person: User) -> Response:
    stored = db.session.get(StoredFile, person.avatar_file_id) if person.avatar_file_id else None
    if stored is None or not (sees(who(), person, "avatar") or person.id == who().id):
        abort(404)
    response = send_file(path_of(stored.sha256), mimetype=stored.media_type, etag=stored.sha256, conditional=True)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@bp.route("/konto/profil", methods=["GET", "POST"])
@signed_in
def profile() -> Answer:
    own = find_own(who().id)
    form = ProfileForm(data=stored_profile(own))
    if form.validate_on_submit() and _saved(own.id, form):
        flash("Ihr Profil ist gespeichert.")
        return redirect(url_for("accounts.person", handle=own.handle), 303)
    return render_template("accounts/profile.html", form=form, person=own), 422 if form.is_submitted() else 200


@bp.post("/konto/profil/kontakt")
@signed_in
def confirm_contact() -> Redirect:
    service.confirm_contact(who().id or 0)
    flash("Danke. Ihre Telefonnummer bleibt ein weiteres Jahr sichtbar.")
    return redirect(url_for("accounts.overview"), 303)


def _saved(user_id: int, form: ProfileForm) -> bool:
    """False when the picture was refused; the field says why."""
    try:
        if form.avatar.data:
            service.set_avatar(user_id, form.avatar.content)
        elif form.remove_avatar.data:
            service.remove_avatar(user_id)
    except PictureRefused as refusal:
        form.avatar.errors = [str(refusal)]
        return False
    service.save_profile(user_id, form.text())
    return True
