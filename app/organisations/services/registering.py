"""Registering an organisation, changing what it says of itself, and taking it from the public."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.services.roles import give_role
from app.core import audit, clock, storage
from app.core.actors import Actor
from app.core.limits import Limit, require
from app.core.markup import plain, render
from app.core.pictures import Picture, read_picture
from app.core.subjects import Subject, give_slug
from app.core.text import excerpt, sort_key
from app.core.transaction import Transaction, touch, transaction
from app.extensions import db
from app.organisations.events import OrganisationChanged, OrganisationPublished, OrganisationRemoved
from app.organisations.models import ActsFor, MembershipRequest, Organisation
from app.organisations.services.mailbox import set_mailbox
from app.organisations.services.verifying import recheck
from app.places.towns import Town

PER_PERSON = Limit("organisation-register", 5, 86_400)
LOGO_SIDE, LOGO_SMALL = 640, 192  # pixels


class TownTaken(Exception):
    """The municipality is here already. organisation_id: whose form to join leads in."""

    def __init__(self, organisation_id: int | None) -> None:
        super().__init__("taken")
        self.organisation_id = organisation_id


@dataclass(frozen=True)
class Profile:
    """What an organisation says of itself, as typed and checked. website: with https:// or empty."""

    name: str
    town: Town | None
    description: str = ""
    website: str = ""
    mailbox: str = ""


def register_organisation(kind: str, profile: Profile, *, actor: Actor, for_others: bool = False) -> Organisation:
    """A new organisation, public at once and not verified. Raises TownTaken.

    Who registers it leads it; a municipality only after staff or a mail domain has confirmed it: until then its
    first member may draft, and waits. for_others: staff registers it without becoming a member.
    """
    if not actor.is_staff:
        require(PER_PERSON, str(actor.id))
    try:
        with transaction() as tx:
            organisation = _add(kind, profile, actor)
            _write(organisation, profile, tx, actor)
            if not for_others:
                _make_first_member(organisation, actor)
            audit.record("organisation.registered", actor_id=actor.id, subject_id=organisation.id, kind=kind)
            recheck(organisation, tx)
            tx.publish(OrganisationPublished(kind="organisation", id=organisation.id, actor_id=actor.id))
    except IntegrityError:
        raise TownTaken(None) from None
    return organisation


def _add(kind: str, profile: Profile, actor: Actor) -> Organisation:
    town_id = profile.town.id if kind == "kommune" and profile.town else None
    if town_id:
        taken = db.session.scalar(select(Organisation.id).where(Organisation.town_id == town_id))
        if taken:
            raise TownTaken(taken)
    subject = Subject(kind="organisation", title=profile.name, author_id=actor.id, published_at=clock.now())
    db.session.add(subject)
    db.session.flush()
    give_slug(subject)
    subject.owner_id, subject.state = subject.id, "published"
    organisation = Organisation(id=subject.id, kind=kind, town_id=town_id, subject=subject)
    db.session.add(organisation)
    db.session.flush()
    return organisation


def _write(organisation: Organisation, profile: Profile, tx: Transaction, actor: Actor) -> None:
    subject, rendered = organisation.subject, render(profile.description)
    organisation.description_md, organisation.website = profile.description, profile.website
    organisation.description_html, organisation.renderer_version = rendered.html, rendered.version
    subject.title, subject.sort_key = profile.name, sort_key(profile.name)
    subject.summary = excerpt(plain(rendered.html))
    if organisation.kind != "kommune" or organisation.town_id is not None:
        subject.place_id = organisation.town_id or (profile.town.id if profile.town else None)
    set_mailbox(organisation, profile.mailbox, actor=actor, tx=tx)


def _make_first_member(organisation: Organisation, actor: Actor) -> None:
    assert actor.id is not None
    leads = organisation.kind != "kommune"
    give_role(actor.id, "org_admin" if leads else "org_member", organisation.id, actor_id=actor.id)
    if not leads:
        wish = {"kind": "join", "user_id": actor.id, "role": "org_admin", "created_by_id": actor.id}
        db.session.add(MembershipRequest(organisation_id=organisation.id, **wish))
        db.session.flush()


def change_organisation(
    organisation: Organisation,
    profile: Profile,
    *,
    version: int,
    actor: Actor,
    logo: Picture | None = None,
    without_logo: bool = False,
) -> None:
    """logo: shown from now on; without_logo: none any more. Raises Stale.

    A new name ends what staff had checked under the old one.
    """
    with transaction(organisation, version=version) as tx:
        renamed = profile.name != organisation.subject.title
        _write(organisation, profile, tx, actor)
        if logo or without_logo:
            organisation.logo_file_id = _kept(logo).id if logo else None
        if renamed:
            give_slug(organisation.subject)
            if organisation.verified_by == "staff" and not actor.is_staff:
                organisation.verified_at, organisation.verified_by = None, ""
        recheck(organisation, tx)
        detail = {"renamed": renamed}
        audit.record("organisation.changed", actor_id=actor.id, subject_id=organisation.id, **detail)
        touch(organisation.subject)
        tx.publish(OrganisationChanged(kind="organisation", id=organisation.id, actor_id=actor.id))


def logo_of(content: bytes) -> Picture:
    """A logo, written anew. Raises PictureRefused with a German sentence."""
    return read_picture(content, longest=LOGO_SIDE, small=LOGO_SMALL).full


def _kept(logo: Picture) -> storage.StoredFile:
    size = {"width": logo.width, "height": logo.height}
    return storage.keep(logo.content, name="logo.webp", media_type=logo.media_type, **size)


def withdraw_organisation(organisation: Organisation, *, actor: Actor) -> None:
    """Out of sight; its published entries stay, its name on them too. The town is free for another registration."""
    with transaction(organisation) as tx:
        subject = organisation.subject
        subject.state, subject.withdrawn_at = "withdrawn", clock.now()
        organisation.town_id = None
        for bond in db.session.scalars(select(ActsFor).where(ActsFor.organisation_id == organisation.id)):
            bond.state = "ended"
        audit.record("organisation.withdrawn", actor_id=actor.id, subject_id=organisation.id)
        touch(subject)
        tx.publish(OrganisationRemoved(kind="organisation", id=organisation.id, actor_id=actor.id))
