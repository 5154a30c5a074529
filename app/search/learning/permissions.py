from app.core.permissions import Action, is_moderator


class LearningAction(Action):
    LOOK = "redaktion:search_counts"  # what is looked for and not found


RULES = {LearningAction.LOOK: [[is_moderator]]}
