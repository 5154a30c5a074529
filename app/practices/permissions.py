"""Who may do what with measures and cases. One table for both: they differ in what they hold, not in whose they are."""

from typing import Any

from app.core.actors import Actor
from app.core.permissions import (
    Action,
    edits_for_owner,
    is_admin,
    is_author,
    is_for_members,
    is_moderator,
    is_open,
    is_signed_in,
    leads_owner,
    speaks_for_owner,
)


class PracticeAction(Action):
    WRITE = "practices:write"  # begin a draft
    VIEW = "practices:view"  # read the page; drafts only for their own people
    EDIT = "practices:edit"  # change the draft beside the published text
    PUBLISH = "practices:publish"  # let the public read the draft
    REPUBLISH = "practices:republish"  # the last published text again, after it was withdrawn
    WITHDRAW = "practices:withdraw"  # take it from the public again
    HISTORY = "practices:history"  # compare the published versions
    HIDE = "practices:hide"  # moderation takes it out of sight
    ASK = "practices:ask"  # Kollegin fragen
    RELEASE = "practices:release"  # send the draft to somebody who decides without an account
    CONFIRM = "practices:confirm"  # a town says that a vendor's case is true; `thing` knows its town's organisations
    REPLACE = "redaktion:completions"  # staff: a case takes the place of an example that a source names
    TAKE_IN = "redaktion:take_in"  # staff: begin a draft for an organisation that wrote by mail


def _row(thing: Any) -> Any:
    return getattr(thing, "subject", thing)


def is_own_author(actor: Actor, thing: Any) -> bool:
    """Wrote it, and still speaks for the organisation it belongs to: people come and go."""
    row = _row(thing)
    return is_author(actor, row) and (row.owner_id is None or speaks_for_owner(actor, row))


def belongs_to_nobody(actor: Actor, thing: Any) -> bool:
    """Not yet given to an organisation."""
    return _row(thing).owner_id is None


def is_no_draft(actor: Actor, thing: Any) -> bool:
    return _row(thing).state in ("published", "withdrawn")


def has_taken_it_in(actor: Actor, thing: Any) -> bool:
    """Staff who typed it in for an organisation, until it is public."""
    return actor.is_staff and is_author(actor, _row(thing)) and _row(thing).state in ("draft", "review")


def is_second_person(actor: Actor, thing: Any) -> bool:
    """Where the organisation asks for it: somebody else wrote it and handed it in. Only a desk knows its draft."""
    is_released_by = getattr(thing, "is_released_by", None)
    return is_released_by is None or is_released_by(actor.id)


def edits_for_its_town(actor: Actor, thing: Any) -> bool:
    return not set(thing.town_organisation_ids).isdisjoint(actor.organisation_ids("org_admin", "org_editor"))


RULES = {
    PracticeAction.WRITE: [[is_signed_in]],
    PracticeAction.VIEW: [
        [is_open],
        [is_for_members, is_signed_in],
        [is_own_author],
        [speaks_for_owner],
        [is_moderator, is_no_draft],
        [has_taken_it_in],
        [is_admin],
    ],
    PracticeAction.EDIT: [[is_own_author], [edits_for_owner], [has_taken_it_in], [is_admin]],
    PracticeAction.PUBLISH: [[edits_for_owner, is_second_person], [is_admin, belongs_to_nobody]],
    PracticeAction.REPUBLISH: [[edits_for_owner], [is_admin, belongs_to_nobody]],
    PracticeAction.WITHDRAW: [[is_own_author], [leads_owner], [is_admin]],
    PracticeAction.HISTORY: [[is_own_author], [edits_for_owner], [is_moderator]],
    PracticeAction.HIDE: [[is_moderator]],
    PracticeAction.ASK: [[is_open], [is_for_members, is_signed_in]],
    PracticeAction.RELEASE: [[edits_for_owner], [has_taken_it_in]],
    PracticeAction.CONFIRM: [[is_open, edits_for_its_town]],
    PracticeAction.REPLACE: [[is_moderator]],
    PracticeAction.TAKE_IN: [[is_moderator]],
}
