"""The own profile."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete

from app.accounts.models import User
from app.accounts.services.findable import keep_findable
from app.core import clock, markup, storage
from app.core.pictures import read_picture
from app.core.storage import StoredFile
from app.core.transaction import transaction
from app.extensions import db

CONFIRMED_FOR = timedelta(days=365)
AVATAR_SIDE = 400  # pixels


@dataclass(frozen=True)
class ProfileText:
    """What a person says of herself. visibility: field → "public", "members" or "nobody"."""

    name: str
    position: str = ""
    expertise: str = ""
    about_md: str = ""
    phone: str = ""
    visibility: dict[str, str] = field(default_factory=dict)


def save_profile(user_id: int, text: ProfileText) -> None:
    """Store the profile; a phone number that was typed counts as confirmed for a year."""
    rich = markup.render(text.about_md)
    with transaction():
        person = db.session.get_one(User, user_id, populate_existing=True)
        if text.phone and text.phone != person.phone:
            person.contact_until = clock.now() + CONFIRMED_FOR
        person.name, person.position, person.expertise = text.name, text.position, text.expertise
        person.phone, person.visibility = text.phone, dict(text.visibility)
        person.about_md, person.about_html, person.renderer_version = text.about_md, rich.html, rich.version
        keep_findable(person)


def set_avatar(user_id: int, content: bytes) -> None:
    """Show this picture, written anew as a small WebP. Raises PictureRefused with a German sentence."""
    picture = read_picture(content, longest=AVATAR_SIDE).full
    size = {"width": picture.width, "height": picture.height}
    with transaction():
        kept = storage.keep(picture.content, name="portraet.webp", media_type=picture.media_type, **size)
        _replace_avatar(user_id, kept.id)


def remove_avatar(user_id: int) -> None:
    with transaction():
        _replace_avatar(user_id, None)


def confirm_contact(user_id: int) -> None:
    """The phone number still holds: show it another year."""
    with transaction():
        person = db.session.get_one(User, user_id, populate_existing=True)
        person.contact_until = clock.now() + CONFIRMED_FOR


def _replace_avatar(user_id: int, file_id: int | None) -> None:
    person = db.session.get_one(User, user_id, populate_existing=True)
    old, person.avatar_file_id = person.avatar_file_id, file_id
    db.session.flush()
    if old is not None:
        db.session.execute(delete(StoredFile).where(StoredFile.id == old))
