"""What the writing side plugs into the feature: pages and periodic work."""

from app.core.jobs.worker import Ticker
from app.practices.writing.bin import purge_drafts
from app.practices.writing.views import begin, bin, edit, files, publish

BLUEPRINTS = [begin.bp, files.bp, bin.bp, publish.bp, edit.bp]
TICKERS = [Ticker("practices.purge_drafts", 3600, lambda: purge_drafts() and None)]
