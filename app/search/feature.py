"""Everything this folder plugs in."""

from flask import Flask

from app.core.events import Listener, PersonRemoved, SubjectEvent, SubjectsImported
from app.core.feature import Feature, Navigation
from app.core.jobs.worker import JobType, Ticker
from app.core.ports import add, register
from app.search import indexing, marking, ports, service
from app.search.commands import search
from app.search.learning import counting
from app.search.learning import services as learning
from app.search.learning.permissions import RULES as LEARNING_RULES
from app.search.learning.permissions import LearningAction
from app.search.learning.views import bp as search_learning
from app.search.saved import matching, queries
from app.search.saved import services as saved
from app.search.saved.panels import news
from app.search.saved.views import bp as saved_searches
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
    counting.set_up(app)
    register(ports.similar, ports.find)(app)
    add("saved_hits", queries.new_hits)(app)


FEATURE = Feature(
    name="search",
    blueprints=[bp, words, saved_searches, search_learning, upkeep],
    rules={**WORDS_RULES, **LEARNING_RULES, **UPKEEP_RULES},
    menus={
        "redaktion": [
            Navigation("Wortliste der Suche", "/redaktion/suchwoerter", 45, WordsAction.EDIT),
            Navigation("Was gesucht wird", "/redaktion/suche", 44, LearningAction.LOOK),
            Navigation("Suchindex", "/redaktion/suchindex", 70, UpkeepAction.LOOK),
        ],
        "konto": [Navigation("Gemerkte Suchen", "/konto/suchen/", 25)],
    },
    panels={"moderation.desk": desk_panel, "accounts.overview": news},
    exports={"gemerkte_suchen": queries.export},
    listeners=[
        Listener("search.mark", SubjectEvent, marking.mark_changed, inline=True),
        Listener("search.mark_imported", SubjectsImported, marking.mark_imported, inline=True),
        Listener("search.mark_topic", TopicChanged, marking.mark_topic, inline=True),
        Listener("search.saved", SubjectEvent, matching.entry_changed),
        Listener("search.saved_imported", SubjectsImported, matching.entries_imported),
        Listener("search.saved_forget_person", PersonRemoved, saved.forget_person),
    ],
    jobs=[
        JobType(indexing.REBUILD, indexing.rebuild_job),
        JobType(comparing.JOB, comparing.compare_job),
        *marking.JOBS,
    ],
    tickers=[
        Ticker("search.index", 0.15, indexing.index_pending, needed=indexing.is_pending),
        Ticker("search.heal", 5, indexing.ask_for_rebuild, needed=indexing.is_broken),
        Ticker("search.counts", 20, learning.collect, needed=learning.is_waiting),
        Ticker("search.counts_sweep", 86_400, learning.sweep),
        Ticker("search.saved_sweep", 86_400, saved.sweep),
        Ticker("search.forget", 3600, indexing.forget_done),
        Ticker("search.compare", 600, comparing.ask_to_compare, needed=comparing.is_due),
    ],
    commands=[search],
    set_up=set_up,
)
