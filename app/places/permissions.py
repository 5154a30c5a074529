from app.core.permissions import Action, is_moderator, is_open


class PlaceAction(Action):
    VIEW = "places:view"  # read the page of a town; all but hidden ones are public


RULES = {PlaceAction.VIEW: [[is_open], [is_moderator]]}
