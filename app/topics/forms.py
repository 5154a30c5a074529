from wtforms import BooleanField, StringField, TextAreaField

from app.core.forms import BaseForm, at_most, required


class TopicForm(BaseForm):
    title = StringField("Name", [required("Bitte geben Sie dem Thema einen Namen."), at_most(80)])
    description = TextAreaField("Beschreibung", [at_most(1000)], description="Ein oder zwei Sätze.")
    in_default_search = BooleanField("In der normalen Suche zeigen", default=True)
