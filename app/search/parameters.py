"""What the address of a search says. Wrong parts are left out and named in a sentence; nothing raises but the page."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from flask import request
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.core import formats
from app.core.paging import page_number
from app.core.remembered import remembered
from app.core.subjects import SubjectType, subject_types
from app.core.text import slugify
from app.extensions import db
from app.organisations.models import KINDS
from app.places.classes import SIZES, STATES
from app.search.engines.interface import DATE, RELEVANCE
from app.topics.models import Topic

ALSO_UNKNOWN = "auch_ohne_angabe"
MOST_VALUES = 40
MOST_EUROS = 10**12
LONGEST_TEXT = 500


@dataclass(frozen=True)
class Choice:
    """A filter of the page. options: value → German words."""

    name: str
    legend: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """filters: name → chosen values, as in the address.  cost_euros: at most, None: no limit."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cost_euros: int | None = None
    sort: str = RELEVANCE
    page: int = 1
    also_unknown: bool = False
    problems: tuple[str, ...] = ()


def kinds() -> dict[str, SubjectType]:
    """What can be found, by its name in addresses ("praxisbeispiele"); content first, towns last."""
    found = [one for one in reversed(subject_types().values()) if one.documents is not None]
    return {one.path.strip("/").split("/")[0]: one for one in found}


def topics() -> list[tuple[str, str, bool]]:
    """(slug, title, is in the default search), in the order of staff."""
    query = select(Topic.slug, Topic.title, Topic.in_default_search).order_by(Topic.position, Topic.title)
    return remembered("search.topics", lambda: [tuple(row) for row in db.session.execute(query)])


def choices() -> list[Choice]:
    """All filters of the page, in its order."""
    return [
        Choice("typ", "Was suchen Sie?", {name: kind.plural for name, kind in kinds().items()}),
        Choice("thema", "Thema", {slug: title for slug, title, _ in topics()}),
        Choice("groesse", "Einwohner des Ortes", {size.name: size.label for size in SIZES}),
        Choice("land", "Land", {state.name: state.label for state in STATES}),
        Choice("art", "Wer steht dahinter?", KINDS),
    ]


def read(arguments: MultiDict[str, str] | None = None) -> Asked:
    """The present request, or these arguments. A page number that is none is a 404."""
    arguments = request.args if arguments is None else arguments
    problems: list[str] = []
    filters = {choice.name: _chosen(arguments, choice, problems) for choice in choices()}
    return Asked(
        text=_text(arguments.get("q", ""), problems),
        filters={name: values for name, values in filters.items() if values},
        cost_euros=_euros(arguments.get("kosten_bis", ""), problems),
        sort=_sort(arguments.get("sortierung", ""), problems),
        page=page_number(),
        also_unknown=arguments.get(ALSO_UNKNOWN, "") == "1",
        problems=tuple(problems),
    )


def _text(text: str, problems: list[str]) -> str:
    text = " ".join(text.replace("\x00", " ").split())
    if len(text) > LONGEST_TEXT:
        problems.append(f"Ihr Suchtext war sehr lang. Wir haben nach den ersten {LONGEST_TEXT} Zeichen gesucht.")
    return text[:LONGEST_TEXT]


def _chosen(arguments: MultiDict[str, str], choice: Choice, problems: list[str]) -> tuple[str, ...]:
    given = [value for value in dict.fromkeys(arguments.getlist(choice.name)) if value]
    if len(given) > MOST_VALUES:
        problems.append(f"Bei „{choice.legend}“ waren mehr als {MOST_VALUES} Werte angegeben. Die übrigen fehlen hier.")
    known = _known_values(choice)
    wrong = [value for value in given[:MOST_VALUES] if value not in known]
    if wrong:
        problems.append(f"Den Wert „{wrong[0][:40]}“ gibt es bei „{choice.legend}“ nicht. Er wurde nicht beachtet.")
    return tuple(dict.fromkeys(known[value] for value in given[:MOST_VALUES] if value in known))


def _known_values(choice: Choice) -> dict[str, str]:
    """Values as people may write them → as in our addresses: "praxisbeispiel" and "case_study" mean one kind."""
    known = {name: name for name in choice.options}
    if choice.name == "typ":
        for name, kind in kinds().items():
            known |= dict.fromkeys((kind.kind, slugify(kind.label), slugify(kind.plural)), name)
    return known


def _euros(text: str, problems: list[str]) -> int | None:
    plain = text.replace("€", "").replace(".", "").replace(" ", "").replace("\u00a0", "").strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= 13 and int(plain) <= MOST_EUROS):
        problems.append("Die Kosten geben Sie bitte als ganze Zahl in Euro an, zum Beispiel 20000.")
        return None
    return int(plain)


def _sort(text: str, problems: list[str]) -> str:
    if text in ("", RELEVANCE, DATE):
        return text or RELEVANCE
    problems.append("Sortiert werden kann nach Relevanz oder nach Datum.")
    return RELEVANCE


def chips(asked: Asked, without: Callable[[str, str], str]) -> list[tuple[str, str]]:
    """Chosen filters as (words, address without it). without(name, value): that address."""
    found: list[tuple[str, str]] = []
    for choice in choices():
        values: Iterable[str] = asked.filters.get(choice.name, ())
        found += [(choice.options[value], without(choice.name, value)) for value in values]
    if asked.cost_euros is not None:
        words = f"Kosten bis {formats.euro(asked.cost_euros * 100)}"
        found.append((words, without("kosten_bis", request.args.get("kosten_bis", ""))))
    return found
