from app.core.feature import Feature, Navigation
from app.moderation import desk, views
from app.moderation.permissions import RULES, DeskAction

FEATURE = Feature(
    name="moderation",
    blueprints=[views.bp, desk.bp],
    rules=RULES,
    menus={
        "redaktion": [
            Navigation("Schreibtisch", "/redaktion/", 0, DeskAction.DESK),
            Navigation("Meldungen", "/redaktion/meldungen", 10, DeskAction.REPORTS),
            Navigation("Aufgaben", "/redaktion/aufgaben", 80, DeskAction.JOBS),
            Navigation("Postausgang", "/redaktion/postausgang", 85, DeskAction.OUTBOX),
            Navigation("Protokoll", "/redaktion/protokoll", 90, DeskAction.LOG),
        ],
        "konto": [Navigation("Redaktion", "/redaktion/", 95, DeskAction.DESK)],
    },
)
