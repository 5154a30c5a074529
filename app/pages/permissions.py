from app.core.permissions import Action, is_admin


class PageAction(Action):
    EDIT = "pages:edit"  # imprint, privacy, terms, accessibility, plain language


RULES = {PageAction.EDIT: [[is_admin]]}
