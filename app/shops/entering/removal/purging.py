"""What was taken away can be brought back for thirty days. Then everything it said goes for good.

Its tombstone stays, and an empty row with its address, so that no other shop ever gets that. Entries that once had
somebody stay withdrawn: books hang on them.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select, update

from app.core import clock
from app.core.drafts import Draft, Revision
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment
from app.media.services import remove_attachments
from app.shops.entering.claims.models import ShopClaim
from app.shops.entering.models import ShopTombstone
from app.shops.entering.proofs.services import remove_of_claims
from app.shops.models import Shop

KEPT = timedelta(days=30)
AT_ONCE = 200
GONE = "Entfernter Eintrag"


def purge() -> None:
    """Once a day."""
    while ids := _due():
        with transaction(raises_cache=False):
            _empty(ids)


def _due() -> Sequence[int]:
    query = select(Shop.id).join(Subject, Subject.id == Shop.id).where(Subject.state == "withdrawn")
    removed = select(ShopTombstone.shop_id).where(ShopTombstone.shop_id == Shop.id).exists()
    old = (Subject.origin == "offene_daten", Subject.withdrawn_at <= clock.now() - KEPT)
    return db.session.scalars(query.where(removed, *old).limit(AT_ONCE)).all()


def _empty(ids: Sequence[int]) -> None:
    remove_of_claims(db.session.scalars(select(ShopClaim.id).where(ShopClaim.shop_id.in_(ids))).all())
    remove_attachments(list(db.session.scalars(select(Attachment.id).where(Attachment.subject_id.in_(ids)))))
    for table in (Draft, Revision):
        db.session.execute(delete(table).where(table.subject_id.in_(ids)))
    db.session.execute(delete(Shop).where(Shop.id.in_(ids)))
    nothing: dict[str, object] = {
        "title": GONE,
        "sort_key": "",
        "summary": "",
        "card": {},
        "place_id": None,
        "external_id": None,
    }
    db.session.execute(update(Subject).where(Subject.id.in_(ids)).values(**nothing))
