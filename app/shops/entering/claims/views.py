"""Pages for claiming an entry, and the list in which staff decide."""

from collections import defaultdict
from contextlib import suppress
from typing import Any, NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_wtf.file import FileField
from sqlalchemy import func, select
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Regexp, ValidationError

from app.accounts.models import User
from app.core import clock
from app.core.confirming import WRONG_CODE, CodeForm, PressForm
from app.core.forms import BaseForm, at_most, required
from app.core.guards import allow, signed_in
from app.core.paging import page_number, page_of, window
from app.core.permissions import who
from app.core.subjects import Subject
from app.core.tokens import Spent, find_by_code, find_by_link
from app.extensions import db
from app.shops import queries
from app.shops.entering.claims import services
from app.shops.entering.claims.models import WAYS, ShopClaim
from app.shops.entering.proofs import services as proofs
from app.shops.entering.proofs.files import ACCEPTED, ProofCheck
from app.shops.models import Shop
from app.shops.permissions import ShopAction, StaffAction

bp = Blueprint("shop_claims", __name__)
LIST = "/redaktion/laeden/ansprueche"
HERS = "Willkommen! Das ist jetzt Ihr Laden. Sehen Sie die Angaben durch und bestätigen Sie sie."
RIVAL = "Der Code stimmt. Auch jemand anderes möchte den Laden übernehmen; die Redaktion entscheidet."


class ClaimForm(BaseForm):
    """domain: of the shop's own website, or "" when it has none."""

    way = RadioField(
        "Wie sollen wir prüfen, dass Sie für den Laden sprechen?",
        [required("Bitte wählen Sie einen Weg.")],
        choices=list(WAYS.items()),
    )
    mailbox = StringField(
        "Ihr Postfach dort",
        [at_most(64), Regexp(r"^[A-Za-z0-9._+-]*\Z", message="Bitte nur den Teil vor dem @ eingeben.")],
    )
    message = TextAreaField("Was sollen wir wissen?", [at_most(1_000)])
    proof = FileField("Nachweis", [ProofCheck()])

    def narrow(self, shop: Shop) -> "ClaimForm":
        """Only the ways this entry allows."""
        possible = {"domain": bool(services.own_domain(shop)), "letter": bool(shop.street), "staff": True}
        self.way.choices = [(name, words) for name, words in WAYS.items() if possible[name]]
        self.way.data = self.way.data or self.way.choices[0][0]
        return self

    def validate_mailbox(self, field: StringField) -> None:
        if self.way.data == "domain" and not field.data:
            raise ValidationError("Bitte geben Sie Ihr Postfach bei der Domain des Ladens an.")


def find_claimable(slug: str) -> Shop | None:
    shop = queries.find_shop(slug)
    return shop if shop is not None and services.can_be_claimed(shop) else None


@bp.route("/laeden/<slug>/uebernehmen", methods=["GET", "POST"])
@allow(ShopAction.REGISTER, load=find_claimable)
def claim(shop: Shop) -> Any:
    form, waiting = ClaimForm().narrow(shop), services.open_claim(shop, who())
    if waiting is None and form.validate_on_submit():
        words = {"mailbox": form.mailbox.data or "", "message": form.message.data or ""}
        with suppress(Spent):  # pressed twice: the page says how it stands
            services.claim(shop, form.way.data, **words, proof=_sent(form.proof), actor=who())
        return redirect(f"{shop.subject.address}/uebernehmen", 303)
    page = waiting_page(shop, waiting, CodeForm(), form) if waiting else _asking_page(shop, form)
    return render_template("shops/entering/claim.html", **page), 422 if form.is_submitted() else 200


def _sent(field: Any) -> Any:
    return (field.proof, field.data.filename or "") if field.proof else None


def _asking_page(shop: Shop, form: ClaimForm) -> dict[str, Any]:
    page = {"shop": shop, "subject": shop.subject, "form": form, "waiting": None, "accepted": ACCEPTED}
    return {**page, "domain": services.own_domain(shop)}


def waiting_page(shop: Shop, waiting: ShopClaim, code_form: CodeForm, proof_form: BaseForm) -> dict[str, Any]:
    """proof_form: with the field "proof". sent: the proofs that are there; may_send: another one may come."""
    sent = proofs.of_claims([waiting.id])
    code_form.code.label.text = "Code aus dem Brief" if waiting.way == "letter" else "Code aus der E-Mail"
    page = {"shop": shop, "subject": shop.subject, "waiting": waiting, "code_form": code_form, "form": proof_form}
    return {**page, "accepted": ACCEPTED, "sent": sent, "may_send": len(sent) < proofs.MOST, "kept": proofs.KEPT}


@bp.post("/laeden/<slug>/uebernehmen/code")
@allow(ShopAction.REGISTER, load=find_claimable)
def by_code(shop: Shop) -> Any:
    form, waiting = CodeForm(), services.open_claim(shop, who())
    if waiting is None:
        abort(404)
    if form.validate_on_submit():
        token = find_by_code(services.PURPOSE, waiting.token_id or 0, form.code.data or "")
        if token is not None:
            return _proved(token)
        form.code.errors = [WRONG_CODE]
    return render_template("shops/entering/claim.html", **waiting_page(shop, waiting, form, ClaimForm())), 422


@bp.route("/laeden/uebernehmen/<link>", methods=["GET", "POST"])
@signed_in
def by_link(link: str) -> Any:
    """A page with a button: mail gateways open links too."""
    token = find_by_link(services.PURPOSE, link)
    row = db.session.get(ShopClaim, token.payload.get("claim_id", 0)) if token else None
    if token is None or row is None or row.user_id != who().id:
        abort(410)
    form = PressForm()
    if form.validate_on_submit():
        return _proved(token)
    shop = db.session.get_one(Shop, row.shop_id)
    return render_template("shops/entering/claim_press.html", form=form, shop=shop)


def _proved(token: Any) -> Any:
    try:
        shop, is_hers = services.prove(token)
    except Spent:
        abort(410)
    flash(HERS if is_hers else RIVAL, "success" if is_hers else "info")
    return redirect(f"{shop.subject.address}/bearbeiten" if is_hers else shop.subject.address, 303)


class Waiting(NamedTuple):
    """One line of the list."""

    claim: ShopClaim
    title: str
    slug: str
    name: str
    handle: str
    street: str
    house_number: str
    postcode: str
    city: str


@bp.get(LIST)
@allow(StaffAction.DECIDE)
def waiting() -> str:
    """By shop, the oldest first: whoever claims the same one stands beside."""
    number = page_number()
    address = (Shop.street, Shop.house_number, Shop.postcode, Shop.city)
    query = (
        select(ShopClaim, Subject.title, Subject.slug, User.name, User.handle, *address)
        .join(Subject, Subject.id == ShopClaim.shop_id)
        .join(User, User.id == ShopClaim.user_id)
    )
    query = query.join(Shop, Shop.id == ShopClaim.shop_id).where(ShopClaim.state == "open")
    rows = db.session.execute(window(query.order_by(ShopClaim.shop_id, ShopClaim.id), number)).all()
    page = page_of([Waiting(*row) for row in rows], number)
    sent = defaultdict(list)
    for proof in proofs.of_claims([one.claim.id for one in page.items]):
        sent[proof.claim_id].append(proof)
    return render_template("shops/entering/claims.html", page=page, ways=WAYS, sent=sent, kept=proofs.KEPT, me=who().id)


def waiting_count() -> int:
    return db.session.scalar(select(func.count()).select_from(ShopClaim).where(ShopClaim.state == "open")) or 0


def find_open(public_id: str) -> ShopClaim | None:
    return db.session.scalar(select(ShopClaim).where(ShopClaim.public_id == public_id, ShopClaim.state == "open"))


@bp.post(f"{LIST}/<public_id>")
@allow(StaffAction.DECIDE, load=find_open)
def decide(row: ShopClaim) -> Any:
    answer = request.form.get("antwort", "")
    _not_ones_own(row)
    if answer in ("ja", "nein"):
        try:
            services.decide(row, answer == "ja", actor=who())
            flash("Der Laden hat jetzt jemanden." if answer == "ja" else "Abgelehnt.")
        except Spent:
            flash("Der Laden hat schon jemanden.", "warning")
    return redirect(LIST, 303)


@bp.post(f"{LIST}/<public_id>/brief")
@allow(StaffAction.DECIDE, load=find_open)
def letter(row: ShopClaim) -> Any:
    """The letter to print; its code is shown this once."""
    _not_ones_own(row)
    shop = db.session.get_one(Shop, row.shop_id)
    code = services.letter_code(row, actor=who())
    return render_template("shops/entering/letter.html", shop=shop, code=code, today=clock.now())


def _not_ones_own(row: ShopClaim) -> None:
    """Nobody decides on her own claim, nor reads its code."""
    if row.user_id == who().id:
        abort(403)
