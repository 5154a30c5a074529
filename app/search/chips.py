"""What narrows the present search, as (words, address without it): the box first, then town and filters."""

from flask import request
from sqlalchemy import select

from app.core.subjects import Subject, open_only
from app.extensions import db
from app.places.your_town import your_town
from app.search import addresses
from app.search.parameters import ALSO_UNKNOWN, MEASURE, Asked, choices
from app.search.ranges import NUMBER_FILTERS, spans

Chip = tuple[str, str]


def chips(asked: Asked) -> list[Chip]:
    from_box = [(piece.words, addresses.with_text(piece.rest)) for piece in asked.pieces]
    return [*from_box, *_town(), *_choices(asked), *_measure(asked), *_ranges(), *_also_unknown(asked)]


def _town() -> list[Chip]:
    town = your_town().town
    return [(f"Orte wie {town.name}", addresses.without_all(("wie", "ort")))] if town else []


def _choices(asked: Asked) -> list[Chip]:
    boxed = {(piece.name, piece.value) for piece in asked.pieces}
    pairs = [(choice, value) for choice in choices() for value in asked.filters.get(choice.name, ())]
    return [(c.options[v], addresses.without(c.name, v)) for c, v in pairs if (c.name, v) not in boxed]


def _measure(asked: Asked) -> list[Chip]:
    """With its title if everybody may see it."""
    if MEASURE not in asked.filters:
        return []
    query = open_only(select(Subject.title).where(Subject.public_id == asked.filters[MEASURE][0]))
    title = db.session.scalar(query)
    return [(f"Maßnahme: {title or 'unbekannt'}", addresses.without_all([MEASURE]))]


def _ranges() -> list[Chip]:
    typed = spans(request.args, [])
    found = [(one, typed[one.name]) for one in NUMBER_FILTERS if one.name in typed]
    return [(one.words(*span), addresses.without_all((one.low_name, one.high_name))) for one, span in found]


def _also_unknown(asked: Asked) -> list[Chip]:
    return [("auch ohne Angabe", addresses.without_all([ALSO_UNKNOWN]))] if asked.also_unknown else []
