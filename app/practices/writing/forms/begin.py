"""Beginning: in whose name, and in how much depth."""

from wtforms import RadioField

from app.core.forms import BaseForm, options

DEPTHS = {
    "short": "Fünf Fragen, zehn Minuten",
    "full": "Ausführlich, Schritt für Schritt",
}


class BeginForm(BaseForm):
    owner = RadioField("Für welche Organisation schreiben Sie?")
    depth = RadioField("Wie möchten Sie schreiben?", choices=options(DEPTHS.items()), default="short")


def begin_form(owners: list[tuple[int, str, str]], *, with_depth: bool) -> BeginForm:
    """owners: (id, public id, name). The only organisation is chosen already."""
    form = BeginForm()
    form.owner.choices = options((public_id, name) for _, public_id, name in owners)
    if len(owners) == 1:
        form.owner.data = form.owner.data or owners[0][1]
    if not with_depth:
        del form.depth
    return form
