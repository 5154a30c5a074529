from wtforms import StringField

from app.core.forms import BaseForm, at_most, required


class CodeForm(BaseForm):
    code = StringField("Code aus der E-Mail", [required("Bitte geben Sie die sechs Ziffern ein."), at_most(40)])
