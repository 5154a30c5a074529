from app.core.permissions import Action, Rules, is_admin


class PageAction(Action):
    EDIT = "pages:edit"  # imprint, privacy, terms, accessibility, plain language


RULES: Rules = {PageAction.EDIT: [[is_admin]]}
