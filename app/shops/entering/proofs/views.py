"""Doors for proofs: the claimant adds and removes, who decides opens them."""

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file
from flask_wtf.file import FileField
from sqlalchemy import select
from wtforms.validators import ValidationError

from app.core.confirming import CodeForm
from app.core.forms import BaseForm
from app.core.guards import allow
from app.core.permissions import who
from app.core.storage import StoredFile, path_of
from app.core.tokens import Spent
from app.extensions import db
from app.shops.entering.claims import services as claims
from app.shops.entering.claims.views import LIST, find_claimable, waiting_page
from app.shops.entering.proofs import services
from app.shops.entering.proofs.files import ProofCheck, ProofRefused
from app.shops.entering.proofs.models import ClaimProof
from app.shops.models import Shop
from app.shops.permissions import ShopAction, StaffAction

bp = Blueprint("shop_proofs", __name__)
POLICY = "default-src 'none'; sandbox"
CHOOSE = "Bitte wählen Sie erst eine Datei aus."


class ProofForm(BaseForm):
    proof = FileField("Nachweis", [ProofCheck()])

    def validate_proof(self, field: Any) -> None:
        if not field.data:
            raise ValidationError(CHOOSE)


@bp.post("/laeden/<slug>/uebernehmen/nachweis")
@allow(ShopAction.REGISTER, load=find_claimable)
def add(shop: Shop) -> Any:
    claim, form = claims.open_claim(shop, who()), ProofForm()
    if claim is None:
        abort(404)
    if form.validate_on_submit() and _added(claim, form):
        flash("Der Nachweis ist da. Nur wer entscheidet, kann ihn öffnen.")
        return redirect(f"{shop.subject.address}/uebernehmen", 303)
    return render_template("shops/entering/claim.html", **waiting_page(shop, claim, CodeForm(), form)), 422


def _added(claim: Any, form: ProofForm) -> bool:
    try:
        services.add(claim, form.proof.proof, name=form.proof.data.filename or "")  # type: ignore[attr-defined]
    except Spent:
        abort(404)
    except ProofRefused as refusal:
        form.proof.errors = [str(refusal)]
        return False
    return True


def find_own_claim(slug: str, public_id: str) -> Shop | None:
    """The entry, when the proof belongs to the reader's own open claim of it."""
    shop = find_claimable(slug)
    return shop if shop is not None and _own_proof(shop, public_id) else None


def _own_proof(shop: Shop, public_id: str) -> ClaimProof | None:
    claim = claims.open_claim(shop, who())
    query = select(ClaimProof).where(ClaimProof.public_id == public_id)
    return db.session.scalar(query.where(ClaimProof.claim_id == claim.id)) if claim else None


@bp.post("/laeden/<slug>/uebernehmen/nachweis/<public_id>/entfernen")
@allow(ShopAction.REGISTER, load=find_own_claim)
def remove(shop: Shop) -> Any:
    proof = _own_proof(shop, str((request.view_args or {})["public_id"]))
    if proof is not None:
        services.remove(proof)
        flash("Der Nachweis ist entfernt.")
    return redirect(f"{shop.subject.address}/uebernehmen", 303)


def find_proof(public_id: str) -> ClaimProof | None:
    return db.session.scalar(select(ClaimProof).where(ClaimProof.public_id == public_id))


@bp.get(f"{LIST}/nachweise/<public_id>")
@allow(StaffAction.DECIDE, load=find_proof)
def open_proof(proof: ClaimProof) -> Response:
    """As a download that no browser runs and no cache keeps."""
    stored = db.session.get_one(StoredFile, proof.file_id)
    path = path_of(stored.sha256)
    if not path.is_file():
        abort(404)
    name = f"nachweis-{proof.public_id}.{stored.name.rpartition('.')[2]}"
    response = send_file(path, mimetype=stored.media_type, as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Robots-Tag"] = "noindex"
    return response
