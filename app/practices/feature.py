"""Everything this folder plugs in: the folder's table of contents."""

from app.core.events import Listener, PersonRemoved, SubjectEvent, SubjectsImported
from app.core.feature import Feature, Navigation
from app.core.jobs.worker import Ticker
from app.core.panels import together
from app.practices import commands, likeness, permissions, subject
from app.practices.council import panels as council
from app.practices.council import views as council_views
from app.practices.figures import views as figures
from app.practices.questions import keeping
from app.practices.questions import views as question_views
from app.practices.reading import detail_views, list_views, panels
from app.practices.releases import queries as releases
from app.practices.sheets import views as sheet_views
from app.practices.writing import plugs as writing

FEATURE = Feature(
    name="practices",
    blueprints=[
        list_views.bp,
        detail_views.bp,
        question_views.bp,
        sheet_views.bp,
        council_views.bp,
        figures.bp,
        *writing.BLUEPRINTS,
    ],
    panels=together(panels.PANELS, council.PANELS, figures.PANELS, writing.PANELS),
    tickers=[*writing.TICKERS, Ticker("practices.forget-questions", 86_400, keeping.forget_old)],
    listeners=[
        Listener("practices.forget-asker", PersonRemoved, keeping.forget_person),
        Listener("practices.similar", SubjectEvent, likeness.on_event),
        Listener("practices.similar-imported", SubjectsImported, likeness.on_import),
    ],
    jobs=likeness.JOBS,
    exports={"fragen": keeping.export, "freigabebitten": releases.export},
    menus={
        "konto": [*writing.MENUS["konto"], Navigation("Meine Fragen", "/konto/fragen", 30)],
        "redaktion": writing.MENUS["redaktion"],
    },
    rules=permissions.RULES,
    commands=[commands.topics, commands.practices, commands.case_studies],
    subjects=[subject.PRACTICES, subject.CASES],
    navigation=[Navigation("Maßnahmen", "/massnahmen/", 10), Navigation("Praxisbeispiele", "/praxisbeispiele/", 20)],
)
