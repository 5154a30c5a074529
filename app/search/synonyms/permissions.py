from app.core.permissions import Action, is_moderator


class WordsAction(Action):
    EDIT = "redaktion:words"  # the word list of the search


RULES = {WordsAction.EDIT: [[is_moderator]]}
