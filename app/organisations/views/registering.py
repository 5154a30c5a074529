"""Registering an organisation, changing it, its logo, its mailbox, and withdrawing it."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from app.core.confirming import CodeForm
from app.core.guards import allow, public
from app.core.permissions import may, who
from app.core.pictures import PictureRefused
from app.core.tokens import find_by_link
from app.core.transaction import Stale
from app.organisations import queries
from app.organisations.forms import ButtonForm, EditForm, RegisterForm
from app.organisations.models import Organisation
from app.organisations.permissions import OrganisationAction, StaffAction
from app.organisations.services import mailbox, registering
from app.organisations.views.blueprint import bp, keep_secret
from app.organisations.views.pages import town_at

Answer = Response | str | tuple[str, int]
WRONG_CODE = "Der Code stimmt nicht oder gilt nicht mehr. Nach sechs falschen Versuchen brauchen Sie einen neuen."
STALE = "Jemand hat die Angaben inzwischen geändert. Bitte prüfen Sie, was jetzt dort steht, bevor Sie speichern."


@bp.route("/neu/organisation", methods=["GET", "POST"])
@allow(OrganisationAction.CREATE)
def register() -> Answer:
    form, taken = RegisterForm(), None
    if form.validate_on_submit():
        for_others = bool(form.for_others.data) and may(StaffAction.MANAGE)
        try:
            made = registering.register_organisation(form.kind.data, form.profile(), actor=who(), for_others=for_others)
            return _after(made)
        except registering.TownTaken:
            taken = queries.organisation_of_town(form.place.town.id) if form.place.town else None
            form.place.errors = ["Diese Kommune ist schon im Netzwerk. Es kann nur eine geben, Sie können beitreten."]
    page = render_template("organisations/register.html", form=form, taken=taken)
    return page, 422 if form.errors else 200


def _after(made: Organisation) -> Response:
    flash("Die Organisation ist angelegt.")
    page = "organisations.detail" if made.mailbox_confirmed_at else "organisations.confirm_mailbox"
    return redirect(url_for(page, slug=made.subject.slug), 303)


@bp.route("/organisationen/<slug>/bearbeiten", methods=["GET", "POST"])
@allow(OrganisationAction.EDIT, load=queries.by_slug)
def edit(organisation: Organisation) -> Answer:
    subject = organisation.subject
    stored = {
        "name": subject.title,
        "place": town_at(organisation),
        "description": organisation.description_md,
        "website": organisation.website,
        "mailbox": organisation.mailbox,
        "version": subject.version,
    }
    form, is_stale = EditForm(data=stored), False
    if form.validate_on_submit():
        try:
            _change(organisation, form)
            flash("Die Angaben sind gespeichert.")
            return redirect(subject.address, 303)
        except PictureRefused as refusal:
            form.logo.errors = [str(refusal)]
        except Stale as stale:
            form.version.raw_data, form.version.data, is_stale = None, stale.current_version, True
            form.form_errors.append(STALE)
    values = {"organisation": organisation, "form": form, "is_stale": is_stale}
    return render_template("organisations/edit.html", **values), 409 if is_stale else 422 if form.errors else 200


def _change(organisation: Organisation, form: EditForm) -> None:
    registering.change_organisation(
        organisation,
        form.profile(),
        version=form.version.data or 0,
        actor=who(),
        logo=form.new_logo(),
        without_logo=bool(form.remove_logo.data),
    )


@bp.route("/organisationen/<slug>/postfach", methods=["GET", "POST"])
@allow(OrganisationAction.MAILBOX, load=queries.by_slug)
def confirm_mailbox(organisation: Organisation) -> Answer:
    """Six digits from the mail."""
    form = CodeForm()
    if form.validate_on_submit():
        token = mailbox.find_by_code(organisation, form.code.data or "")
        if token:
            mailbox.confirm_mailbox(organisation, token)
            flash("Das Postfach ist bestätigt. Anfragen gehen von jetzt an dorthin.")
            return redirect(organisation.subject.address, 303)
        form.code.errors = [WRONG_CODE]
    page = render_template("organisations/mailbox_code.html", organisation=organisation, form=form)
    return page, 422 if form.errors else 200


@bp.post("/organisationen/<slug>/postfach/neu")
@allow(OrganisationAction.MAILBOX, load=queries.by_slug)
def send_mailbox_code(organisation: Organisation) -> Answer:
    mailbox.send_again(organisation, actor=who())
    flash("Wir haben eine neue E-Mail an das Postfach geschickt.")
    return redirect(url_for("organisations.confirm_mailbox", slug=organisation.subject.slug), 303)


@bp.route("/postfach/<link>", methods=["GET", "POST"])
@public
def confirm_mailbox_by_link(link: str) -> Answer:
    """For whoever reads the mailbox, with or without an account."""
    keep_secret()
    token = find_by_link(mailbox.PURPOSE, link)
    organisation = mailbox.organisation_of(token) if token else None
    if token is None or organisation is None:
        return render_template("organisations/link_expired.html", what="mailbox"), 410
    form = ButtonForm()
    if form.validate_on_submit():
        mailbox.confirm_mailbox(organisation, token)
        flash("Danke. Das Postfach ist bestätigt.")
        return redirect(organisation.subject.address, 303)
    return render_template("organisations/mailbox_link.html", organisation=organisation, mailbox=organisation.mailbox)


@bp.route("/organisationen/<slug>/zurueckziehen", methods=["GET", "POST"])
@allow(OrganisationAction.WITHDRAW, load=queries.by_slug)
def withdraw(organisation: Organisation) -> Answer:
    form = ButtonForm()
    if form.validate_on_submit():
        registering.withdraw_organisation(organisation, actor=who())
        flash("Die Organisation ist zurückgezogen. Ihre veröffentlichten Einträge bleiben.")
        return redirect(url_for("organisations.mine"), 303)
    return render_template("organisations/withdraw.html", organisation=organisation)
