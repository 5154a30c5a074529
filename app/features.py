"""The ordered list of features; the only file that imports them all. Lower ranks come first."""

from app.accounts.feature import FEATURE as ACCOUNTS
from app.campaigns.feature import FEATURE as CAMPAIGNS
from app.core.feature import Feature
from app.core.housekeeping import CORE
from app.demo.feature import FEATURE as DEMO
from app.home.feature import FEATURE as HOME
from app.marks.feature import FEATURE as MARKS
from app.media.feature import FEATURE as MEDIA
from app.moderation.feature import FEATURE as MODERATION
from app.organisations.feature import FEATURE as ORGANISATIONS
from app.pages.feature import FEATURE as PAGES
from app.places.feature import FEATURE as PLACES
from app.practices.feature import FEATURE as PRACTICES
from app.search.feature import FEATURE as SEARCH
from app.shops.feature import FEATURE as SHOPS
from app.support.feature import FEATURE as SUPPORT
from app.topics.feature import FEATURE as TOPICS
from app.webtalks.feature import FEATURE as WEBTALKS

FEATURES: list[Feature] = [
    CORE,
    PLACES,
    TOPICS,
    ACCOUNTS,
    ORGANISATIONS,
    MEDIA,
    MARKS,
    PRACTICES,
    WEBTALKS,
    SHOPS,
    SUPPORT,
    CAMPAIGNS,
    SEARCH,
    MODERATION,
    PAGES,
    HOME,
    DEMO,
]
