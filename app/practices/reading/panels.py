"""What measures and cases give to the pages of towns, topics and organisations."""

from typing import Any
from urllib.parse import quote

from flask import render_template

from app.core.panels import drawn_once
from app.practices.kinds import CASE, PRACTICE
from app.practices.queries.shelves import cases_of_town, entries_of_organisation, entries_of_topic


def of_place(place: Any) -> str:
    shelf = cases_of_town(place.id)
    more = f"/praxisbeispiele/?gemeinde={quote(place.key)}"
    return render_template("practices/_of_place.html", place=place, shelf=shelf, more=more)


def of_topic(topic: Any) -> str:
    query = f"?thema={quote(topic.slug)}"
    shelves = [
        ("Maßnahmen", entries_of_topic(topic.id, PRACTICE), f"/massnahmen/{query}"),
        ("Praxisbeispiele", entries_of_topic(topic.id, CASE), f"/praxisbeispiele/{query}"),
    ]
    return render_template("practices/_of_topic.html", topic=topic, shelves=shelves)


def of_organisation(organisation: Any) -> str:
    query = f"?organisation={quote(organisation.subject.slug or '')}"
    found = entries_of_organisation(organisation.id)
    shelves = [
        ("Praxisbeispiele", found[CASE], f"/praxisbeispiele/{query}"),
        ("Maßnahmen", found[PRACTICE], f"/massnahmen/{query}"),
    ]
    return render_template("practices/_of_organisation.html", shelves=shelves)


PANELS = {
    "places.detail.content": drawn_once(of_place),
    "topics.detail.content": drawn_once(of_topic),
    "organisations.detail.content": drawn_once(of_organisation),
}
