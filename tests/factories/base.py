from typing import Any

import factory

from app.core import clock
from app.core.subjects import Subject
from app.core.text import slugify
from app.core.transaction import transaction
from app.extensions import db


class RowFactory(factory.Factory):
    """Writes what it makes through transaction(), so that everybody sees it."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        row = model_class(*args, **kwargs)
        with transaction():
            db.session.add(row)
        return row


class SubjectFactory(RowFactory):
    """A thing with an address, published and open to all, together with its subject row.

    Takes the fields of both: title, slug, state, owner_id … go to the subject, the others to the thing.
    """

    class Meta:
        abstract = True

    subject_kind = ""
    title = factory.Sequence(lambda number: f"Eintrag {number}")
    state = "published"

    @classmethod
    def _create(cls, model_class: type, *args: Any, **kwargs: Any) -> Any:
        kind = kwargs.pop("subject_kind")
        of_subject = {name: kwargs.pop(name) for name in list(kwargs) if is_subject_field(name, model_class)}
        with transaction():
            subject = Subject(kind=kind, **with_address(of_subject))
            db.session.add(subject)
            db.session.flush()
            thing = model_class(id=subject.id, **kwargs)
            db.session.add(thing)
            cls.finish(thing, subject)
        return thing

    @classmethod
    def finish(cls, thing: Any, subject: Subject) -> None:
        """What a kind adds before the commit."""


def is_subject_field(name: str, model_class: type) -> bool:
    return hasattr(Subject, name) and not hasattr(model_class, name)


def with_address(fields: dict[str, Any]) -> dict[str, Any]:
    if fields.get("state") in ("draft", "review"):
        return fields
    return {"slug": slugify(fields["title"]), "published_at": clock.now(), **fields}
