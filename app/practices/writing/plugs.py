"""What the writing side plugs into the feature: pages, menu entries, panels and periodic work."""

from app.core.feature import Navigation, Panel
from app.core.jobs.worker import Ticker
from app.practices.completions import views as completions
from app.practices.permissions import PracticeAction
from app.practices.releases import intake
from app.practices.releases import views as releases
from app.practices.writing import retention
from app.practices.writing.bin import purge_drafts
from app.practices.writing.views import begin, bin, confirm, edit, files, history, mine, publish

BLUEPRINTS = [
    begin.bp, files.bp, bin.bp, confirm.bp, releases.bp, intake.bp, completions.bp, publish.bp, history.bp, mine.bp,
    edit.bp,
]  # fmt: skip
TICKERS = [
    Ticker("practices.purge_drafts", 3600, lambda: purge_drafts() and None),
    Ticker("practices.retention", 86_400, retention.sweep),
]
MENUS = {
    "konto": [Navigation("Meine Beiträge", "/konto/beitraege", 20)],
    "redaktion": [
        Navigation("Einsendung aufnehmen", "/redaktion/einsendungen/neu", 30, PracticeAction.TAKE_IN),
        Navigation("Ergänzte Beispiele", "/redaktion/ergaenzungen", 32, PracticeAction.REPLACE),
    ],
}
PANELS: dict[str, Panel] = {
    "practices.desk": lambda desk: completions.desk_panel(desk) + releases.desk_panel(desk) + confirm.desk_panel(desk),
    **completions.PANELS,
    "practices.detail.aside": confirm.panel,
    "accounts.overview": mine.open_ones,
}
