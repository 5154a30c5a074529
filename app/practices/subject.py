"""How measures and cases look from outside: name, address, who sees them, what is findable."""

from app.core.subjects import SubjectType
from app.practices.cards import LABELS
from app.practices.findable import case_documents, practice_documents
from app.practices.kinds import CASE, PRACTICE
from app.practices.models import CaseStudy
from app.practices.permissions import PracticeAction

PRACTICES = SubjectType(
    kind=PRACTICE,
    label="Maßnahme",
    plural="Maßnahmen",
    path="/massnahmen/{slug}",
    view_action=PracticeAction.VIEW,
    documents=practice_documents,
    named_in=(CaseStudy.id, CaseStudy.practice_id),
)
CASES = SubjectType(
    kind=CASE,
    label="Praxisbeispiel",
    plural="Praxisbeispiele",
    path="/praxisbeispiele/{slug}",
    view_action=PracticeAction.VIEW,
    documents=case_documents,
    labels=LABELS,
)
