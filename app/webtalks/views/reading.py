"""The list of talks, the month, one talk, a series; as pages and as files."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request

from app.core import clock, formats
from app.core.feeds import FeedEntry, atom_response
from app.core.guards import allow, public
from app.core.permissions import allows, who
from app.core.tables import csv_response
from app.extensions import db
from app.topics.queries import topic_choices, topics_of
from app.webtalks import queries, times, words
from app.webtalks.admission import refusal
from app.webtalks.agenda import agenda_of
from app.webtalks.kinds import WEBTALK
from app.webtalks.listing import (
    PERIODS,
    SORTS,
    drawn,
    organisations_with_talks,
    page_for,
    read_wanted,
    rows_of,
    seats_left,
)
from app.webtalks.models import Webtalk
from app.webtalks.months import month_of
from app.webtalks.permissions import WebtalkAction
from app.webtalks.services.series import rule_of
from app.webtalks.structured import event_data

bp = Blueprint("webtalks", __name__)
MOST_IN_FILE, MOST_IN_FEED = 2_000, 50


@bp.get("/webtalks/")
@public
def overview() -> str:
    if request.args.get("ansicht") == "monat":
        return _month()
    wanted = read_wanted()
    page = page_for(wanted, who())
    return render_template("webtalks/list.html", page=page, **_around(wanted))


def _around(wanted: Any) -> dict[str, Any]:
    topics = [(slug, title, None, slug == wanted.topic) for slug, title in topic_choices()]
    organisations = organisations_with_talks(who())
    groups = [
        ("Thema", "thema", [("", "Alle Themen", None, not wanted.topic), *topics]),
        (
            "Organisation",
            "organisation",
            [
                ("", "Alle", None, not wanted.organisation),
                *[(slug, name, None, slug == wanted.organisation) for slug, name in organisations],
            ],
        ),
    ]
    tabs = [(label, _url(zeit=key), key == wanted.period) for key, label in PERIODS.items()]
    return {
        "wanted": wanted,
        "groups": groups,
        "tabs": [*tabs, ("Monat", "/webtalks/?ansicht=monat", False)],
        "sorts": [(label, _url(sortierung=key), key == wanted.sort) for key, label in SORTS.items()],
        "query": _query(),
    }


def _query(**changes: str) -> str:
    kept = {name: value for name, value in request.args.items() if name not in ("seite", "ansicht") and value}
    text = urlencode({**kept, **changes})
    return f"?{text}" if text else ""


def _url(**changes: str) -> str:
    return f"/webtalks/{_query(**changes)}"


def _month() -> str:
    text = request.args.get("monat", "")
    try:
        first = date.fromisoformat(f"{text}-01") if text else clock.today().replace(day=1)
    except ValueError:
        abort(404, "Diesen Monat gibt es nicht.")
    if not 2000 <= first.year <= 2100:
        abort(404, "So weit reicht der Kalender nicht.")
    month = month_of(first, queries.of_month(first, who()))
    tabs = [(label, f"/webtalks/?zeit={key}", False) for key, label in PERIODS.items()]
    return render_template(
        "webtalks/month.html", month=month, tabs=[*tabs, ("Monat", "/webtalks/?ansicht=monat", True)]
    )


@bp.get("/webtalks/liste.csv")
@public
def as_csv() -> Response:
    headings = ("Titel", "Beginn", "Ende", "Organisation", "Ort", "Plätze", "Abgesagt", "Adresse", "Kurz gefasst")
    rows = db.session.execute(rows_of(read_wanted(), who()).limit(MOST_IN_FILE))
    root = request.url_root.rstrip("/")
    lines = [
        (
            row.title,
            row.starts_at.astimezone(clock.BERLIN),
            row.ends_at.astimezone(clock.BERLIN),
            row.owner_name,
            row.place_name,
            row.capacity,
            row.cancelled_at is not None,
            f"{root}/webtalks/{row.slug}",
            row.summary,
        )
        for row in rows
    ]
    return csv_response("webtalks", headings, lines)


@bp.get("/feeds/webtalks.atom")
@public
def feed() -> Response:
    """Public talks, the ones announced last first."""
    query = rows_of(read_wanted(), queries.Actor()).order_by(None).order_by(queries.Subject.published_at.desc())
    rows = db.session.execute(query.add_columns(queries.Subject.changed_at).limit(MOST_IN_FEED)).all()
    topics = topics_of([row.id for row in rows])
    entries = [
        FeedEntry(
            id=f"webtalk:{row.public_id}",
            title=row.title,
            url=f"/webtalks/{row.slug}",
            summary=f"{times.span(row.starts_at, row.ends_at)}. {row.summary}",
            published_at=row.published_at,
            changed_at=row.changed_at,
            author=row.owner_name or "",
            topics=[topic.title for topic in topics.get(row.id, ())],
        )
        for row in rows
    ]
    return atom_response("Webtalks", f"/webtalks/{_query()}", entries)


@bp.get("/webtalks/<slug>")
@allow(WebtalkAction.VIEW, load=queries.find_talk, moved=WEBTALK)
def detail(talk: Webtalk) -> str:
    return render_template("webtalks/detail.html", **page_of(talk))


def page_of(talk: Webtalk) -> dict[str, Any]:
    """Everything the page of a talk shows; a fixed number of statements."""
    actor, own = who(), queries.registration_of(talk.id, who())
    place = queries.place_in_queue(own) if own else 0
    owner = queries.owner_of(talk)
    others = queries.other_dates(talk, actor)
    speakers = queries.speakers_of(talk.id)
    return {
        "talk": talk,
        "subject": talk.subject,
        "when": times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else "",
        "owner": owner,
        "speakers": speakers,
        "hosts": queries.hosts_of(talk.id),
        "topics": topics_of([talk.id]).get(talk.id, []),
        "links": queries.linked_cards(talk.id),
        "others": [drawn(row) for row in others],
        "rule": f"{rule_of(talk.series).words()} um {talk.series.starts_at_time:%H:%M} Uhr" if talk.series else "",
        "agenda": agenda_of(talk),
        "own": own,
        "standing": words.state_sentence(talk, own, place),
        "to_confirm": own is not None and words.needs_confirmation(talk, own),
        "queue_rule": words.QUEUE_RULE,
        "confirm_rule": words.CONFIRM_RULE,
        "refused": refusal(talk, user_id=actor.id),
        "seats": seats_left(talk),
        "may_edit": allows(actor, WebtalkAction.EDIT, talk),
        "may_schedule": allows(actor, WebtalkAction.SCHEDULE, talk),
        "may_publish": allows(actor, WebtalkAction.PUBLISH, talk),
        "is_host": allows(actor, WebtalkAction.ATTENDEES, talk),
        "json_ld": event_data(talk, owner.title if owner else "", [one.name for one in speakers]),
        "robots": "noindex" if talk.subject.state != "published" or talk.subject.origin == "demo" else "",
        "moved_from": formats.german_datetime(talk.moved_from) if talk.moved_from else "",
    }
