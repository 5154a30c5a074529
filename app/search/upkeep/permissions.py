from app.core.permissions import Action, is_moderator


class UpkeepAction(Action):
    LOOK = "redaktion:index"  # the state of the search index: see it, compare it, build it anew


RULES = {UpkeepAction.LOOK: [[is_moderator]]}
