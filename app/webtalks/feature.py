"""Everything this folder plugs in: the folder's table of contents."""

from app.core.events import Listener, PersonRemoved, SubjectEvent
from app.core.feature import Feature, Navigation
from app.core.jobs.worker import Ticker
from app.core.panels import together
from app.webtalks import exports, panels, permissions, series_hits, subject
from app.webtalks.afterwards import plugs as afterwards
from app.webtalks.calendars import plugs as calendars
from app.webtalks.certificates import plugs as certificates
from app.webtalks.dates import plugs as dates
from app.webtalks.events import WebtalkPublished
from app.webtalks.feedback import plugs as feedback
from app.webtalks.live import plugs as live
from app.webtalks.mails import plugs as mails
from app.webtalks.recording import plugs as recording
from app.webtalks.room import plugs as room
from app.webtalks.services import forgetting, hosts, series, ticking
from app.webtalks.views import account, desk, people, reading, registering, wishes, writing

FEATURE = Feature(
    name="webtalks",
    blueprints=[
        reading.bp,
        registering.bp,
        writing.bp,
        desk.bp,
        people.bp,
        account.bp,
        wishes.bp,
        *room.BLUEPRINTS,
        *live.BLUEPRINTS,
        *recording.BLUEPRINTS,
        *afterwards.BLUEPRINTS,
        *feedback.BLUEPRINTS,
        *certificates.BLUEPRINTS,
        *mails.BLUEPRINTS,
        *calendars.BLUEPRINTS,
        *dates.BLUEPRINTS,
    ],
    rules={**permissions.RULES, **afterwards.RULES},
    subjects=[subject.WEBTALKS, *afterwards.SUBJECTS],
    panels=together(
        panels.PANELS,
        room.PANELS,
        calendars.PANELS,
        dates.PANELS,
        live.PANELS,
        recording.PANELS,
        afterwards.PANELS,
        feedback.PANELS,
        certificates.PANELS,
    ),
    checks=room.CHECKS,
    navigation=[Navigation("Webtalks", "/webtalks/", 25)],
    menus={"konto": [Navigation("Meine Webtalks", "/konto/webtalks", 15)]},
    tickers=[
        *mails.TICKERS,
        *live.TICKERS,
        *feedback.TICKERS,
        *recording.TICKERS,
        *afterwards.TICKERS,
        Ticker("webtalks.forget-seats", 86_400, forgetting.forget_seats),
        Ticker("webtalks.series-hits", 60, series_hits.tick, needed=lambda: bool(series_hits.just_ended())),
        Ticker("webtalks.seats", 60, ticking.tick, needed=ticking.is_needed),
    ],
    listeners=[
        *mails.LISTENERS,
        *live.LISTENERS,
        Listener("webtalks.series-hits", SubjectEvent, series_hits.on_event, inline=True),
        *recording.LISTENERS,
        *afterwards.LISTENERS,
        Listener("webtalks.seat-regulars", WebtalkPublished, series.seat_regulars),
        Listener("webtalks.forget-person", PersonRemoved, hosts.forget_person),
    ],
    exports={"webtalks": exports.export},
)
