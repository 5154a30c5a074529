"""What the mails plug into the feature."""

from app.core.events import Listener
from app.core.jobs.worker import Ticker
from app.webtalks import events
from app.webtalks.mails import listeners, reminders, views

BLUEPRINTS = [views.bp]
TICKERS = [Ticker("webtalks.reminders", 60, reminders.remind, needed=reminders.is_needed)]
LISTENERS = [
    Listener("webtalks.mail-seat", events.SeatGiven, listeners.seat_given),
    Listener("webtalks.mail-waiting", events.PutOnWaitingList, listeners.waiting),
    Listener("webtalks.mail-offered", events.SeatOffered, listeners.offered),
    Listener("webtalks.mail-to-confirm", events.SeatToConfirm, listeners.to_confirm),
    Listener("webtalks.mail-lost", events.SeatLost, listeners.lost),
    Listener("webtalks.mail-moved", events.WebtalkMoved, listeners.moved),
    Listener("webtalks.mail-changed", events.WebtalkChanged, listeners.changed),
    Listener("webtalks.mail-cancelled", events.WebtalkCancelled, listeners.cancelled),
    Listener("webtalks.mail-host-missing", events.HostMissing, listeners.host_missing),
]
