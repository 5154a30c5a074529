"""Everything this folder plugs in: the folder's table of contents."""

from app.core.feature import Feature, Navigation
from app.practices import commands, permissions, subject
from app.practices.reading import detail_views, list_views, panels
from app.practices.writing import plugs as writing

FEATURE = Feature(
    name="practices",
    blueprints=[list_views.bp, detail_views.bp, *writing.BLUEPRINTS],
    panels=panels.PANELS,
    tickers=writing.TICKERS,
    rules=permissions.RULES,
    commands=[commands.practices, commands.case_studies],
    subjects=[subject.PRACTICES, subject.CASES],
    navigation=[Navigation("Maßnahmen", "/massnahmen/", 10), Navigation("Praxisbeispiele", "/praxisbeispiele/", 20)],
)
