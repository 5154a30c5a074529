from typing import Any

from app.core.subjects import Subject
from app.organisations.models import Organisation
from tests.factories.base import SubjectFactory


class OrganisationFactory(SubjectFactory):
    """OrganisationFactory(title="Stadtmarketing Lindenau", kind="stadtmarketing")"""

    class Meta:
        model = Organisation

    subject_kind = "organisation"
    kind = "verband"
    mailbox = "info@organisation.example"

    @classmethod
    def finish(cls, thing: Any, subject: Subject) -> None:
        subject.owner_id = subject.id
