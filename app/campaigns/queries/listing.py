"""The list of campaigns: those that run first, then those to come, then the past."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from werkzeug.datastructures import MultiDict

from app.campaigns.kinds import CAMPAIGN, COMING, OVER, PHASE_BADGES, PHASES, RUNNING
from app.campaigns.models import Campaign, phase_of
from app.core import clock
from app.core.paging import Page, page_of, window
from app.core.remembered import remembered
from app.core.subjects import Subject, open_only
from app.core.text import sort_key
from app.extensions import db
from app.organisations.cards import Card, card_columns, card_of
from app.places.classes import STATE_BY_NAME
from app.places.matching import by_key, match
from app.places.models import Place
from app.places.towns import Town
from app.shops.directory.wanted import SEVERAL, UNKNOWN

MOST_KNOWN = 2_000
OVER_AT = func.coalesce(Campaign.stopped_at, Campaign.ends_at)


@dataclass(frozen=True)
class Wanted:
    """phase: running, coming, over or nothing. state_key: two digits of the Land. town_text: as typed; problem: a
    sentence when it is not one town."""

    phase: str = ""
    state_key: str = ""
    town: Town | None = None
    town_text: str = ""
    problem: str = ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.phase or self.state_key or self.town)


def read_wanted(arguments: MultiDict[str, str]) -> Wanted:
    """What we do not know counts as not said."""
    phase, land = arguments.get("stand", ""), arguments.get("land", "")
    codes = {"laeuft": RUNNING, "kommt": COMING, "vorbei": OVER}
    town, text, problem = _town(arguments.get("ort", "").strip()[:120], arguments.get("ort_key", ""))
    state = STATE_BY_NAME[land].key if land in STATE_BY_NAME else ""
    return Wanted(codes.get(phase, ""), state, town, text, problem)


def _town(text: str, key: str) -> tuple[Town | None, str, str]:
    chosen = by_key(key) if key else None
    if chosen and (not text or sort_key(text) in sort_key(chosen.label)):
        return chosen, chosen.label, ""
    if not text:
        return None, "", ""
    found = match(text)
    if found.town:
        return found.town, found.town.label, ""
    return None, text, SEVERAL if found.choices else UNKNOWN


def rows_of(wanted: Wanted) -> Select[Any]:
    query = open_only(card_columns().join(Campaign, Campaign.id == Subject.id)).where(Subject.kind == CAMPAIGN)
    query = query.add_columns(Campaign.starts_at, Campaign.ends_at, Campaign.stopped_at, Subject.changed_at)
    query = query.where(*_conditions(wanted))
    now = clock.now()
    rank = case((now >= OVER_AT, 2), (Campaign.starts_at > now, 1), else_=0)
    return query.order_by(rank, case((rank == 2, None), else_=Campaign.starts_at), OVER_AT.desc(), Subject.id.desc())


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    now = clock.now()
    found: list[ColumnElement[bool]] = []
    if wanted.phase == RUNNING:
        found += [Campaign.starts_at <= now, now < OVER_AT]
    elif wanted.phase == COMING:
        found += [Campaign.starts_at > now, now < OVER_AT]
    elif wanted.phase == OVER:
        found += [now >= OVER_AT]
    if wanted.state_key:
        found.append(Place.state_key == wanted.state_key)
    return [*found, Subject.place_id == wanted.town.id] if wanted.town else found


def page_for(wanted: Wanted, number: int) -> Page:
    """One statement."""
    rows = db.session.execute(window(rows_of(wanted), number)).all()
    return page_of([drawn(row) for row in rows], number)


def drawn(row: Row[Any]) -> Card:
    card = card_of(row)
    return replace(card, badges=(PHASE_BADGES[phase_of(row.starts_at, row.stopped_at or row.ends_at)], *card.badges))


@dataclass(frozen=True)
class Known:
    """A campaign everyone may see, as banners and panels need it."""

    id: int
    title: str
    summary: str
    url: str
    slug: str
    owner_id: int | None
    place_id: int
    place: str
    covers: str
    starts_at: datetime
    over_at: datetime


def known() -> list[Known]:
    """All of them, those that end last first; kept until the next write, so that pages beside ask nothing."""
    return remembered(("campaigns.known",), _known)


def _known() -> list[Known]:
    columns = (Subject.id, Subject.title, Subject.summary, Subject.slug, Subject.owner_id, Subject.place_id)
    query = select(*columns, Place.name.label("place"), Campaign.covers, Campaign.starts_at, OVER_AT.label("over_at"))
    query = open_only(query.join(Campaign, Campaign.id == Subject.id).join(Place, Place.id == Subject.place_id))
    rows = db.session.execute(query.order_by(OVER_AT.desc(), Subject.id).limit(MOST_KNOWN))
    return [Known(url=f"/hilfsaktionen/{row.slug}", **row._mapping) for row in rows]


def running_now() -> list[Known]:
    """The latest begun first."""
    now = clock.now()
    return sorted((one for one in known() if one.starts_at <= now < one.over_at), key=_begun, reverse=True)


def _begun(one: Known) -> datetime:
    return one.starts_at


def phase_words() -> list[tuple[str, str]]:
    """(value in the address, label)."""
    return list(zip(("laeuft", "kommt", "vorbei"), PHASES.values(), strict=True))
