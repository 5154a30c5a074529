from wtforms import BooleanField, TextAreaField

from app.core.forms import BaseForm, at_most, required


class QuestionForm(BaseForm):
    text = TextAreaField("Ihre Frage", [required("Bitte schreiben Sie Ihre Frage."), at_most(500)])
    is_anonymous = BooleanField("Ohne meinen Namen fragen", description="Dann erfährt ihn auch die Leitung nicht.")
