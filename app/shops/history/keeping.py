"""One revision per change that readers could see; confirming alone is none."""

from typing import Any

from sqlalchemy import func, select

from app.core.drafts import Revision
from app.core.languages import N_
from app.extensions import db
from app.media.models import Attachment
from app.shops.models import Shop

FIELDS = {
    "title": N_("Name"),
    "summary": N_("In einem Satz"),
    "story": N_("Geschichte"),
    "category": N_("Art"),
    "address": N_("Adresse"),
    "position": N_("Lage auf der Karte"),
    "hours": N_("Öffnungszeiten"),
    "hours_text": N_("Öffnungszeiten in Worten"),
    "phone": N_("Telefon"),
    "website": N_("Website"),
    "online_shop": N_("Online-Shop"),
    "social": N_("Weitere Seiten"),
    "delivery": N_("Lieferung"),
    "wheelchair": N_("Zugang"),
    "pictures": N_("Bilder"),
    "closed": N_("Geschlossen seit"),
    "owner": N_("Hat jemanden, der ihn pflegt"),
}
"""What a revision holds, and how the page calls it. The mailbox of a shop is in none: it is never public."""


def snapshot(shop: Shop) -> dict[str, Any]:
    pictures = select(func.count()).where(Attachment.subject_id == shop.id, Attachment.role == "image")
    return {
        "title": shop.subject.title,
        "summary": shop.subject.summary,
        "story": shop.story_md,
        "category": shop.category,
        "address": shop.address,
        "position": "" if shop.lat is None else f"{shop.lat}, {shop.lon}",
        "hours": shop.opening_hours or "",
        "hours_text": shop.hours_text,
        "phone": shop.phone,
        "website": shop.website,
        "online_shop": shop.online_shop,
        "social": ", ".join(one.get("url", "") for one in shop.social or ()),
        "delivery": shop.delivery_text or ("ja" if shop.delivers else ""),
        "wheelchair": shop.wheelchair,
        "pictures": str(db.session.scalar(pictures) or ""),
        "closed": shop.closed_at.date().isoformat() if shop.closed_at else "",
        "owner": "ja" if shop.claimed_at else "",
    }


def revise(shop: Shop, actor_id: int | None) -> None:
    """Inside the transaction of the change; nothing when the page says the same as before."""
    newest = select(Revision.number, Revision.data).where(Revision.subject_id == shop.id)
    last = db.session.execute(newest.order_by(Revision.number.desc()).limit(1)).first()
    data = snapshot(shop)
    if last is None or last.data != data:
        number = last.number + 1 if last else 1
        db.session.add(Revision(subject_id=shop.id, number=number, data=data, author_id=actor_id))
        db.session.flush()
