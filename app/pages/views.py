"""Doors to the pages that belong to nobody in particular."""

from flask import Blueprint, render_template

from app.core.guards import public
from app.pages.forms import SampleForm
from app.pages.samples import sample_values

bp = Blueprint("pages", __name__)


@bp.get("/muster")
@public
def muster() -> str:
    """All blocks of the house, from the real pieces."""
    text = "Wir haben drei leere Läden **aufgeschlossen**."
    form = SampleForm(meta={"csrf": False}, data={"text": text, "land": ""})
    form.validate()
    return render_template("pages/muster.html", form=form, robots="noindex", **sample_values())
