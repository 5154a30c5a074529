"""Everything this folder plugs in: the folder's table of contents."""

from app.core.events import Listener, PersonRemoved
from app.core.feature import Feature, Navigation
from app.core.panels import drawn_once
from app.organisations import leaving, panels, permissions, subject
from app.organisations.views import acting, members, pages, registering, staff
from app.organisations.views.blueprint import bp

VIEWS = (acting, members, pages, registering, staff)

FEATURE = Feature(
    name="organisations",
    blueprints=[bp],
    rules=permissions.RULES,
    subjects=[subject.ORGANISATION],
    listeners=[Listener("organisations.forget-person", PersonRemoved, leaving.forget_person)],
    panels={
        "places.detail.content": drawn_once(panels.of_place),
        "accounts.overview": panels.of_account,
        "accounts.person.content": panels.of_person,
        "moderation.desk": panels.of_desk,
    },
    navigation=[Navigation("Organisationen", "/organisationen/", 40)],
    menus={
        "konto": [Navigation("Organisationen", "/konto/organisationen", 40)],
        "redaktion": [Navigation("Organisationen", "/redaktion/organisationen", 20, permissions.StaffAction.MANAGE)],
    },
    exports={"organisationen": leaving.export},
    objections=[leaving.last_admin_objections],
)
