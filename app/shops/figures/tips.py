"""One concrete tip for a shop that few have seen: what would help most, as far as we can tell."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import exists, func, select

from app.core import clock
from app.core.languages import _
from app.core.subjects import Subject
from app.extensions import db
from app.media.models import Attachment
from app.shops.models import Shop, ShopHelp

SHORT_STORY = 150
OLD = timedelta(days=180)


class Tip(NamedTuple):
    """path: where to do it, on this installation."""

    sentence: str
    path: str


def tips_for(shop_ids: Sequence[int]) -> dict[int, Tip]:
    """One statement for all of them."""
    return {row.id: tip_of(row) for row in db.session.execute(_COLUMNS.where(Shop.id.in_(shop_ids)))}


_COLUMNS = select(
    Shop.id,
    Subject.slug,
    Subject.public_id,
    Shop.lat,
    Shop.opening_hours,
    Shop.hours_text,
    Shop.hours_confirmed_at,
    Shop.confirmed_at,
    Shop.website,
    Shop.phone,
    func.length(Shop.story_md).label("story"),
    exists().where(Attachment.subject_id == Shop.id, Attachment.role == "image").label("has_picture"),
    exists().where(ShopHelp.shop_id == Shop.id).label("has_help"),
).join(Subject, Subject.id == Shop.id)


def tip_of(row: Any) -> Tip:
    """The first that fits. row: of _COLUMNS."""
    here, long_ago = f"/laeden/{row.slug or row.public_id}", clock.now() - OLD
    has_hours = row.opening_hours or row.hours_text
    tips = (
        (row.has_picture, _("Zeigen Sie ein Foto: Mit Bild wird ein Laden viel eher angeklickt."), "/bilder"),
        (has_hours, _("Tragen Sie Ihre Öffnungszeiten ein: Danach suchen die meisten zuerst."), "/oeffnungszeiten"),
        (row.lat is not None, _("Setzen Sie Ihren Laden auf die Karte: Noch fehlt dort Ihr Punkt."), "/bearbeiten"),
        (row.hours_confirmed_at, _("Bestätigen Sie Ihre Öffnungszeiten: Erst dann steht da „Jetzt geöffnet“."), ""),
        (row.story >= SHORT_STORY, _("Erzählen Sie mehr von sich: Drei Sätze zu Ihrem Laden genügen."), "/bearbeiten"),
        (row.has_help, _("Bieten Sie einen Gutschein an: Damit kann Ihre Kundschaft Ihnen helfen."), "/hilfe"),
        (row.website or row.phone, _("Nennen Sie Website oder Telefon, damit man Sie erreicht."), "/bearbeiten"),
        (row.confirmed_at and row.confirmed_at > long_ago, _("Bestätigen Sie mit einem Klick, dass alles stimmt."), ""),
    )
    missing = ((sentence, path) for is_there, sentence, path in tips if not is_there)
    poster = (_("Hängen Sie Ihren Aushang ins Fenster: Der QR-Code führt zu Ihrer Seite."), "/aushang.pdf")
    sentence, path = next(missing, poster)
    return Tip(sentence, here + path)
