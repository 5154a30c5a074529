from app.webtalks.models.calendar import OwnCalendar
from app.webtalks.models.registration import Registration, SeriesRegistration
from app.webtalks.models.series import Series
from app.webtalks.models.talk import Invitation, Speaker, TalkLink, Webtalk
from app.webtalks.models.wish import Wish, WishVote

__all__ = [
    "Invitation",
    "OwnCalendar",
    "Registration",
    "Series",
    "SeriesRegistration",
    "Speaker",
    "TalkLink",
    "Webtalk",
    "Wish",
    "WishVote",
]
