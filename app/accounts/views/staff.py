"""People, for staff."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.accounts.forms.own import ButtonForm
from app.accounts.forms.staff import BlockForm, RolesForm
from app.accounts.permissions import PersonAction
from app.accounts.services import staff as service
from app.accounts.staff_queries import PersonForStaff, find_for_staff, people, site_roles_of
from app.accounts.views.blueprint import bp
from app.core.guards import allow
from app.core.paging import page_number, page_of, window
from app.core.permissions import who
from app.core.text import clean
from app.extensions import db

Answer = Response | str | tuple[str, int]
ROLES = {
    "admin": "Verwaltung",
    "moderator": "Redaktion",
    "org_admin": "Verwaltung",
    "org_editor": "Redaktion",
    "org_member": "Mitglied",
    "webtalk_host": "Leitung des Webtalks",
    "shop_owner": "Betreut den Laden",
}


@bp.get("/redaktion/personen")
@allow(PersonAction.LIST)
def staff_people() -> str:
    text, number = clean(request.args.get("q", ""))[:200].strip(), page_number()
    rows = db.session.execute(window(people(text), number)).all()
    page = page_of(rows, number)
    roles = site_roles_of([row.id for row in page.items])
    return render_template(
        "accounts/staff_people.html", page=page, rows=page.items, roles=roles, text=text, words=ROLES
    )


@bp.get("/redaktion/personen/<handle>")
@allow(PersonAction.VIEW, load=find_for_staff)
def staff_person(person: PersonForStaff) -> str:
    return _page(person, BlockForm(), _roles_form(person))


@bp.post("/redaktion/personen/<handle>/sperren")
@allow(PersonAction.BLOCK, load=find_for_staff)
def block(person: PersonForStaff) -> Answer:
    form = BlockForm()
    if not form.validate_on_submit():
        return _page(person, form, _roles_form(person)), 422
    service.block_person(person.id, actor=who(), reason=form.reason.data or "")
    flash(f"Das Konto von {person.name} ist gesperrt und überall abgemeldet.")
    return _back(person)


@bp.post("/redaktion/personen/<handle>/freigeben")
@allow(PersonAction.BLOCK, load=find_for_staff)
def unblock(person: PersonForStaff) -> Answer:
    if ButtonForm().validate_on_submit():
        service.unblock_person(person.id, actor=who())
        flash(f"{person.name} kann sich wieder anmelden.")
    return _back(person)


@bp.post("/redaktion/personen/<handle>/rollen")
@allow(PersonAction.ROLES, load=find_for_staff)
def site_roles(person: PersonForStaff) -> Answer:
    form = RolesForm()
    if form.validate_on_submit():
        service.set_site_roles(person.id, form.wanted(), actor=who(), present=set(person.site_roles))
        flash(f"Die Rollen von {person.name} sind gespeichert.")
    return _back(person)


def _roles_form(person: PersonForStaff) -> RolesForm:
    return RolesForm(formdata=None, data=dict.fromkeys(person.site_roles, True))


def _page(person: PersonForStaff, form: BlockForm, roles_form: RolesForm) -> str:
    values = {"person": person, "form": form, "roles_form": roles_form, "words": ROLES}
    return render_template("accounts/staff_person.html", **values)


def _back(person: PersonForStaff) -> Response:
    return redirect(url_for("accounts.staff_person", handle=person.handle), 303)
