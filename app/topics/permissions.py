from app.core.permissions import Action, is_moderator


class TopicAction(Action):
    MANAGE = "redaktion:topics"  # create, rename and order topics


RULES = {TopicAction.MANAGE: [[is_moderator]]}
