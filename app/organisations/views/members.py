"""Members, roles, wishes to join and invitations; an organisation's own people."""

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.guards import allow, public, signed_in
from app.core.kept_forms import to_log_in
from app.core.permissions import who
from app.organisations import membership, queries
from app.organisations.forms import ButtonForm, InviteForm, JoinForm, RoleForm
from app.organisations.models import MembershipRequest, Organisation
from app.organisations.permissions import OrganisationAction
from app.organisations.services import joining
from app.organisations.services import members as service
from app.organisations.services.second_person import NoSecondPerson, ask_for_second_person
from app.organisations.views.blueprint import bp, keep_secret

Answer = Response | str | tuple[str, int]
LAST_ADMIN = (
    "Jemand muss die Organisation verwalten. Bitte geben Sie vorher einer anderen Person die Rolle „Verwaltung“."
)

NO_SECOND = (
    "Dafür braucht es zwei Personen, die veröffentlichen dürfen. Bitte geben Sie vorher noch jemandem die Rolle "
    "„Redaktion“ oder „Verwaltung“."
)
TWO_FROM_NOW = "Ab jetzt gibt eine zweite Person frei, was jemand geschrieben hat."
ONE_FROM_NOW = "Ab jetzt veröffentlicht wieder, wer schreibt."


@bp.get("/konto/organisationen")
@signed_in
def mine() -> str:
    """The person's organisations and her wishes."""
    actor = who()
    roles = {scope: role for role, scope in actor.roles if scope}
    labels = queries.labels(list(roles))
    wishes = [one for one in membership.requests_of_person(actor.id or 0) if one.kind == "join" and one.state == "open"]
    waiting = queries.labels([one.organisation_id for one in wishes])
    rows = [(labels[scope], membership.ROLES[role], role) for scope, role in roles.items() if scope in labels]
    return render_template(
        "organisations/mine.html",
        rows=sorted(rows, key=lambda row: row[0].name),
        waiting=[waiting[one.organisation_id] for one in wishes if one.organisation_id in waiting],
    )


@bp.route("/organisationen/<slug>/mitglieder", methods=["GET", "POST"])
@allow(OrganisationAction.MEMBERS, load=queries.by_slug)
def members(organisation: Organisation) -> Answer:
    """The page of members; sending the form invites somebody."""
    form = InviteForm()
    if form.validate_on_submit():
        message = form.message.data or ""
        joining.invite(organisation, form.email.data or "", form.role.data, message, actor=who())
        flash(f"Die Einladung an {form.email.data} ist unterwegs. Sie gilt 14 Tage.")
        return redirect(_page(organisation), 303)
    values = {"members": membership.members(organisation.id), "requests": membership.open_requests(organisation.id)}
    page = render_template("organisations/members.html", organisation=organisation, form=form, **values)
    return page, 422 if form.errors else 200


def _page(organisation: Organisation) -> str:
    return url_for("organisations.members", slug=organisation.subject.slug)


@bp.post("/organisationen/<slug>/vier-augen")
@allow(OrganisationAction.MEMBERS, load=queries.by_slug)
def four_eyes(organisation: Organisation) -> Answer:
    """Whether who writes needs a second person to release it."""
    wanted = request.form.get("wert") == "ja"
    try:
        ask_for_second_person(organisation, wanted, actor=who())
        flash(TWO_FROM_NOW if wanted else ONE_FROM_NOW)
    except NoSecondPerson:
        flash(NO_SECOND, "warning")
    return redirect(_page(organisation), 303)


@bp.route("/organisationen/<slug>/mitglieder/<handle>", methods=["GET", "POST"])
@allow(OrganisationAction.MEMBERS, load=lambda slug, handle: queries.by_slug(slug))
def member(organisation: Organisation) -> Answer:
    """Another role for one member."""
    found = _member(organisation)
    form = RoleForm(data={"role": found.role})
    if form.validate_on_submit():
        try:
            service.change_role(organisation, found.handle, form.role.data, actor=who())
            flash(f"Die Rolle von {found.name} ist geändert.")
            return redirect(_page(organisation), 303)
        except service.LastAdmin:
            form.role.errors = [LAST_ADMIN]
    page = render_template("organisations/member.html", organisation=organisation, member=found, form=form)
    return page, 422 if form.errors else 200


def _member(organisation: Organisation) -> membership.Member:
    return membership.member_of(organisation.id, (request.view_args or {})["handle"]) or abort(404)


@bp.post("/organisationen/<slug>/mitglieder/<handle>/entfernen")
@allow(OrganisationAction.MEMBERS, load=lambda slug, handle: queries.by_slug(slug))
def remove(organisation: Organisation) -> Answer:
    found = _member(organisation)
    try:
        service.remove_member(organisation, found.handle, actor=who())
        flash(f"{found.name} gehört nicht mehr zur Organisation. Die Beiträge bleiben.")
    except service.LastAdmin:
        flash(LAST_ADMIN, "danger")
    return redirect(_page(organisation), 303)


@bp.post("/organisationen/<slug>/anfragen/<int(max=999999999999):number>")
@allow(OrganisationAction.MEMBERS, load=lambda slug, number: queries.by_slug(slug))
def decide(organisation: Organisation) -> Answer:
    """Take somebody in with a role, decline a wish, or take an invitation back."""
    wish = membership.find_request(organisation.id, (request.view_args or {})["number"]) or abort(404)
    if wish.kind == "invitation":
        joining.take_back_invitation(wish, actor=who())
        flash("Die Einladung ist zurückgenommen; ihr Link gilt nicht mehr.")
    elif request.form.get("antwort") == "ja":
        role = request.form.get("role", "org_member")
        joining.accept_wish(wish, role if role in membership.ROLES else "org_member", actor=who())
        flash("Die Person gehört jetzt zur Organisation und hat eine E-Mail bekommen.")
    else:
        joining.decline_wish(wish, actor=who())
        flash("Die Anfrage ist abgelehnt. Die Person bekommt eine freundliche E-Mail.")
    return redirect(_page(organisation), 303)


@bp.route("/organisationen/<slug>/beitreten", methods=["GET", "POST"])
@allow(OrganisationAction.VIEW, load=queries.by_slug)
def join(organisation: Organisation) -> Answer:
    if who().is_guest:
        return to_log_in()
    if organisation.id in who().organisation_ids():
        flash("Sie gehören schon zu dieser Organisation.", "info")
        return redirect(organisation.subject.address, 303)
    form = JoinForm()
    if form.validate_on_submit():
        is_in = joining.ask_to_join(organisation, form.message.data or "", actor=who())
        flash(
            "Ihre E-Mail-Adresse gehört zur Organisation: Sie sind jetzt Mitglied."
            if is_in
            else "Ihre Anfrage ist gestellt. Sie bekommen eine E-Mail, sobald jemand entschieden hat."
        )
        return redirect(organisation.subject.address, 303)
    waiting = membership.open_request_of(organisation.id, who().id)
    page = render_template("organisations/join.html", organisation=organisation, form=form, waiting=waiting)
    return page, 422 if form.errors else 200


@bp.post("/organisationen/<slug>/beitreten/zurueck")
@allow(OrganisationAction.JOIN, load=queries.by_slug)
def withdraw_wish(organisation: Organisation) -> Answer:
    joining.withdraw_wish(organisation, actor=who())
    flash("Ihre Anfrage ist zurückgenommen.")
    return redirect(organisation.subject.address, 303)


@bp.route("/organisationen/<slug>/verlassen", methods=["GET", "POST"])
@allow(OrganisationAction.LEAVE, load=queries.by_slug)
def leave(organisation: Organisation) -> Answer:
    form, is_last = ButtonForm(), False
    if form.validate_on_submit():
        try:
            service.remove_member(organisation, who().handle, actor=who())
            flash("Sie gehören nicht mehr zu dieser Organisation. Ihre Beiträge bleiben bei ihr.")
            return redirect(url_for("organisations.mine"), 303)
        except service.LastAdmin:
            is_last = True
    page = render_template("organisations/leave.html", organisation=organisation, is_last=is_last, text=LAST_ADMIN)
    return page, 409 if is_last else 200


@bp.route("/einladung/<link>", methods=["GET", "POST"])
@public
def invitation(link: str) -> Answer:
    """For the bearer of the link, with or without an account."""
    keep_secret()
    found = membership.find_invitation(link)
    label = queries.labels([found.organisation_id]).get(found.organisation_id) if found else None
    if found is None or label is None:
        return render_template("organisations/link_expired.html", what="invitation", robots="noindex"), 410
    if ButtonForm().validate_on_submit():
        return _answer(found, label)
    values = {"label": label, "role": found.role, "email": found.email, "robots": "noindex"}
    return render_template("organisations/invitation.html", path=request.path, roles=membership, **values)


def _answer(found: MembershipRequest, label: queries.Label) -> Answer:
    if request.form.get("antwort") == "nein":
        joining.decline_invitation(found)
        flash("Sie haben die Einladung nicht angenommen.")
        return redirect("/", 303)
    if who().is_guest:
        return to_log_in()
    try:
        joining.accept_invitation(found, actor=who())
        flash(f"Willkommen! Sie gehören jetzt zu {label.name}.")
    except joining.AlreadyMember:
        flash("Sie gehören schon zu dieser Organisation.", "info")
    return redirect(label.url, 303)
