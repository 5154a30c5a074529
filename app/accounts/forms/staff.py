from wtforms import BooleanField, StringField

from app.core.forms import BaseForm, at_most, required


class BlockForm(BaseForm):
    reason = StringField(
        "Grund",
        [required("Bitte nennen Sie den Grund."), at_most(300)],
        description="Er steht im Protokoll; die Person sieht ihn nicht.",
    )


class RolesForm(BaseForm):
    admin = BooleanField("Verwaltung", description="Darf alles, auch Rollen vergeben und das Protokoll lesen.")
    moderator = BooleanField("Redaktion", description="Prüft Meldungen, bestätigt Organisationen, sperrt Konten.")

    def wanted(self) -> set[str]:
        """The site roles that are ticked."""
        return {name for name in ("admin", "moderator") if self[name].data}
