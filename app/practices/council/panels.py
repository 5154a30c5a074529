"""The way from a Merkliste to its paper."""

from app.core.rendering import macro


def button(base: str) -> str:
    """base: address of the list, without a slash at its end."""
    return macro("_parts.html", "button_link")("Vorlage für den Rat", f"{base}/vorlage", "secondary", "file")


PANELS = {"marks.list.actions": button}
