"""Keeping proofs, and letting them go: after seven days, with the decision, with the person."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, func, select

from app.core import clock, storage
from app.core.text import clean_line
from app.core.tokens import Spent
from app.core.transaction import transaction
from app.extensions import db
from app.shops.entering.claims.models import ShopClaim
from app.shops.entering.proofs.files import ProofFile, ProofRefused
from app.shops.entering.proofs.models import ClaimProof

KEPT = timedelta(days=7)
MOST = 3
TOO_MANY = f"Bitte höchstens {MOST} Nachweise. Entfernen Sie erst einen."


def add(claim: ShopClaim, proof: ProofFile, *, name: str) -> None:
    """name: as the person's device calls the file. Raises ProofRefused when there are enough, Spent when decided."""
    with transaction(raises_cache=False):
        db.session.refresh(claim, with_for_update=True)
        if claim.state != "open":
            raise Spent
        if len(of_claims([claim.id])) >= MOST:
            raise ProofRefused(TOO_MANY)
        row = ClaimProof(claim_id=claim.id, name=" ".join(clean_line(name).split())[:200] or "Nachweis")
        file = storage.keep(proof.content, name=f"nachweis.{proof.suffix}", media_type=proof.media_type)
        row.file_id = file.id
        db.session.add(row)


def of_claims(claim_ids: Sequence[int]) -> Sequence[ClaimProof]:
    query = select(ClaimProof).where(ClaimProof.claim_id.in_(claim_ids)).order_by(ClaimProof.id)
    return db.session.scalars(query).all()


def remove(proof: ClaimProof) -> None:
    with transaction(raises_cache=False):
        _remove([(proof.id, proof.file_id)])


def remove_of_claims(claim_ids: Sequence[int]) -> None:
    """In the running transaction. The files go with the next sweep: nobody names them any more."""
    _remove([(one.id, one.file_id) for one in of_claims(claim_ids)])


def _remove(rows: Sequence[tuple[int, int]]) -> None:
    db.session.execute(delete(ClaimProof).where(ClaimProof.id.in_([number for number, _ in rows])))
    files = [file_id for _, file_id in rows]
    db.session.execute(delete(storage.StoredFile).where(storage.StoredFile.id.in_(files)))


def are_due() -> bool:
    return bool(db.session.scalar(select(func.count()).select_from(_due().subquery())))


def _due() -> Any:
    return select(ClaimProof.id, ClaimProof.file_id).where(ClaimProof.created_at <= clock.now() - KEPT)


def remove_old() -> None:
    """Every hour: row and file of each proof that is seven days old, whatever has become of the claim."""
    with transaction(raises_cache=False):
        _remove([(row.id, row.file_id) for row in db.session.execute(_due())])
    storage.sweep()
