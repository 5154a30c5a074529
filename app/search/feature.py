"""Everything this folder plugs in."""

from flask import Flask

from app.core.events import Listener, SubjectEvent, SubjectsImported
from app.core.feature import Feature, Navigation
from app.core.jobs.worker import JobType, Ticker
from app.core.ports import register
from app.search import indexing, marking, ports, service
from app.search.commands import search
from app.search.synonyms.permissions import RULES as WORDS_RULES
from app.search.synonyms.permissions import WordsAction
from app.search.synonyms.views import bp as words
from app.search.upkeep import comparing
from app.search.upkeep.permissions import RULES as UPKEEP_RULES
from app.search.upkeep.permissions import UpkeepAction
from app.search.upkeep.views import bp as upkeep
from app.search.upkeep.views import desk_panel
from app.search.views import bp
from app.topics.events import TopicChanged


def set_up(app: Flask) -> None:
    service.set_up(app)
    register(ports.similar, ports.find)(app)


FEATURE = Feature(
    name="search",
    blueprints=[bp, words, upkeep],
    rules={**WORDS_RULES, **UPKEEP_RULES},
    menus={
        "redaktion": [
            Navigation("Wortliste der Suche", "/redaktion/suchwoerter", 45, WordsAction.EDIT),
            Navigation("Suchindex", "/redaktion/suchindex", 70, UpkeepAction.LOOK),
        ]
    },
    panels={"moderation.desk": desk_panel},
    listeners=[
        Listener("search.mark", SubjectEvent, marking.mark_changed, inline=True),
        Listener("search.mark_imported", SubjectsImported, marking.mark_imported, inline=True),
        Listener("search.mark_topic", TopicChanged, marking.mark_topic, inline=True),
    ],
    jobs=[
        JobType(indexing.REBUILD, indexing.rebuild_job),
        JobType(comparing.JOB, comparing.compare_job),
        *marking.JOBS,
    ],
    tickers=[
        Ticker("search.index", 0.3, indexing.index_pending, needed=indexing.is_pending),
        Ticker("search.heal", 5, indexing.ask_for_rebuild, needed=indexing.is_broken),
        Ticker("search.forget", 3600, indexing.forget_done),
        Ticker("search.compare", 600, comparing.ask_to_compare, needed=comparing.is_due),
    ],
    commands=[search],
    set_up=set_up,
)
