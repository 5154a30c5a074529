"""How a recap looks from outside."""

from app.core.subjects import SubjectType
from app.webtalks.afterwards.cards import LABELS
from app.webtalks.afterwards.findable import documents
from app.webtalks.afterwards.models import RECAP
from app.webtalks.afterwards.permissions import RecapAction

RECAPS = SubjectType(
    kind=RECAP,
    label="Rückblick",
    plural="Rückblicke",
    path="/webtalks/{slug}/rueckblick",
    view_action=RecapAction.VIEW,
    documents=documents,
    labels=LABELS,
)
