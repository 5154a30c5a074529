from app.core.actors import Actor
from app.core.permissions import Action, Rules, is_admin, is_moderator
from app.moderation.models import Report


class DeskAction(Action):
    DESK = "redaktion:desk"  # the staff's start page
    REPORTS = "redaktion:reports"  # read notices
    DECIDE = "redaktion:decide"  # decide a notice, but never on the own organisation's things
    JOBS = "redaktion:jobs"  # see work that failed, repeat it
    OUTBOX = "redaktion:outbox"  # read mail that was written; may hold secret links
    LOG = "redaktion:log"  # who did what


def is_not_own_case(actor: Actor, report: Report) -> bool:
    """Nobody judges the things of an organisation he belongs to."""
    owner_id = report.subject.owner_id if report.subject else None
    return owner_id is None or owner_id not in actor.organisation_ids()


RULES: Rules = {
    DeskAction.DESK: [[is_moderator]],
    DeskAction.REPORTS: [[is_moderator]],
    DeskAction.DECIDE: [[is_moderator, is_not_own_case]],
    DeskAction.JOBS: [[is_moderator]],
    DeskAction.OUTBOX: [[is_admin]],
    DeskAction.LOG: [[is_admin]],
}
