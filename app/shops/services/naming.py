"""Addresses of shops: the name alone where it is free, with the town where it is not."""

from sqlalchemy import select

from app.core.subjects import FormerSlug, Subject, give_slug
from app.core.text import slugify
from app.extensions import db
from app.shops.kinds import SHOP
from app.shops.models import Shop

RESERVED = {
    "karte",
    "einbetten",
    "liste",
    "nachricht",
    "fehlt",
    "kalender",
    "import",
    "eintrag",
    "entfernen",
    "bestaetigen",
    "stimmt-noch",
    "vierteljahrespost",
}
"""Last parts of addresses under /laeden/ that are pages of their own."""


def name_address(shop: Shop, subject: Subject) -> None:
    """Give the slug, inside a transaction."""
    text = subject.title
    if shop.city and (slugify(text) in RESERVED or _is_taken(slugify(text), subject.id)):
        text = f"{text} {shop.city}"
    give_slug(subject, f"{text} laden" if slugify(text) in RESERVED else text)


def _is_taken(slug: str, own_id: int) -> bool:
    bearer = select(Subject.id).where(Subject.kind == SHOP, Subject.slug == slug, Subject.id != own_id)
    former = select(FormerSlug.subject_id).where(FormerSlug.kind == SHOP, FormerSlug.slug == slug)
    return db.session.scalar(bearer.union_all(former.where(FormerSlug.subject_id != own_id)).limit(1)) is not None
