"""How a talk looks from outside: name, address, who sees it, what is findable."""

from app.core.subjects import SubjectType
from app.webtalks.cards import LABELS
from app.webtalks.findable import documents
from app.webtalks.kinds import WEBTALK
from app.webtalks.permissions import WebtalkAction

WEBTALKS = SubjectType(
    kind=WEBTALK,
    label="Webtalk",
    plural="Webtalks",
    path="/webtalks/{slug}",
    view_action=WebtalkAction.VIEW,
    documents=documents,
    labels=LABELS,
)
