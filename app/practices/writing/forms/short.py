"""Five questions: enough to publish, done in ten minutes on a phone."""

from wtforms import StringField, TextAreaField

from app.core.forms import at_most
from app.places.fields import PlaceField
from app.practices.facts import FACTS
from app.practices.writing.forms import checks
from app.practices.writing.forms.case import again_field, day_field, fact_field, markdown, status_field
from app.practices.writing.forms.step import StepForm
from app.topics.fields import TopicsField

MAILBOX = "Wird nie gezeigt. Bleibt sie leer, gehen Fragen an das Postfach Ihrer Organisation."


class ShortForm(StepForm):
    title = StringField("Titel", [at_most(200)], description="Was würden Sie einer Kollegin in einem Satz sagen?")
    place = PlaceField("In welchem Ort?")
    what = markdown("what", "Ein paar Sätze reichen. Was war das Problem, und was haben Sie getan?", "In Ihren Worten")
    one_off_cost = fact_field(FACTS["one_off_cost"], "Einmalig")
    yearly_cost = fact_field(FACTS["yearly_cost"], "Und im Jahr")
    months_to_start = fact_field(FACTS["months_to_start"], "Von der Idee bis zum Start")
    started_on = day_field("Seit wann gibt es das?")
    status = status_field()
    again = again_field("Ihre Antwort")
    again_why = TextAreaField("Was würden Sie anders machen?", [at_most(2000)])
    contact_name = StringField(
        "Name oder Stelle", [at_most(120)], description="Zum Beispiel: Wirtschaftsförderung, vormittags"
    )
    mailbox = StringField("E-Mail-Adresse für Fragen", [at_most(254), checks.email], description=MAILBOX)
    topics = TopicsField("Themen")

    def stored(self) -> dict:
        return {**super().stored(), "depth": "short"}
