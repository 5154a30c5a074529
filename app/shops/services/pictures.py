"""Pictures of a shop: shown at once, the first of them in lists."""

from sqlalchemy import func, select

from app.core.actors import Actor
from app.core.languages import _
from app.core.pictures import PictureRefused
from app.core.transaction import transaction
from app.extensions import db
from app.media.models import Attachment
from app.media.services import add_picture, remove_attachments
from app.shops.models import Shop
from app.shops.queries import pictures_of
from app.shops.services.changes import written
from app.shops.stewards.notices import Change, tell_people

MOST = 8


def add(shop: Shop, content: bytes, *, name: str, alt: str, credit: str, actor: Actor) -> None:
    """Raises PictureRefused with a German sentence."""
    if len(pictures_of(shop.id)) >= MOST:
        raise _too_many()
    added = add_picture(shop.subject, content, name=name, actor=actor).id
    if not _write(shop, added, alt, credit, actor):
        remove_attachments([added])
        raise _too_many()


def _too_many() -> PictureRefused:
    return PictureRefused(_("Bitte höchstens %(number)s Bilder. Entfernen Sie erst eines.", number=MOST))


def _write(shop: Shop, added: int, alt: str, credit: str, actor: Actor) -> bool:
    """False: others came first meanwhile and took the last place; counted under the lock."""
    with transaction(shop) as tx:
        if sum(one.id <= added for one in pictures_of(shop.id)) > MOST:
            return False
        row = db.session.get_one(Attachment, added)
        last = db.session.scalar(select(func.max(Attachment.position)).where(Attachment.subject_id == shop.id)) or 0
        row.position, row.alt_text, row.credit = last + 1, alt, credit
        row.is_published = shop.subject.state == "published"
        db.session.flush()
        show_first(shop)
        tell_people(tx, shop, actor, [Change("Bilder", "", alt or "ein neues Bild")])
        written(shop, tx, actor)
    return True


def remove(shop: Shop, number: int, *, actor: Actor) -> None:
    with transaction(shop) as tx:
        if number in [one.id for one in pictures_of(shop.id)]:
            remove_attachments([number])
            show_first(shop)
            written(shop, tx, actor)


def show_first(shop: Shop) -> None:
    """The picture of the card, inside a transaction."""
    first = next(iter(pictures_of(shop.id)), None)
    image = {"url": first.small_url, "alt": first.alt} if first else None
    shop.subject.card = {**{name: value for name, value in shop.subject.card.items() if name != "image"}} | (
        {"image": image} if image else {}
    )
