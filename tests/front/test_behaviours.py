"""What a page asks of the scripts is known to them: a misspelt attribute would do nothing, and nobody would notice."""

import re
from pathlib import Path

APP = Path(__file__).parents[2] / "app"
IN_SCRIPTS = "\n".join(path.read_text() for path in (APP / "static/js").rglob("*.js"))
IN_STYLES = "\n".join(path.read_text() for path in (APP / "static/css").rglob("*.css"))
OTHERS = ("data-hx-", "data-muster")  # htmx, and the marks of the pattern page


def test_every_data_attribute_of_a_template_is_read_by_a_script_or_style():
    asked = {}
    for path in (APP / "templates").rglob("*.html"):
        for name in re.findall(r"\s(data-[a-z-]+)(?=[\s=>])", path.read_text()):
            asked.setdefault(name, path.relative_to(APP).as_posix())
    unknown = {name: path for name, path in asked.items() if not (is_read(name) or name.startswith(OTHERS))}
    assert unknown == {}


def is_read(name: str) -> bool:
    """By its selector or name, from the dataset, or taken out of it: { own } or { own: other }."""
    own = re.sub(r"-([a-z])", lambda found: found[1].upper(), name.removeprefix("data-"))
    ways = rf"""\[{name}[\]=]|"{name}"|dataset\.{own}\b|"{own}" in|[{{,]\s*{own}\s*[,:}}]"""
    return re.search(ways, IN_SCRIPTS) is not None or re.search(rf"\[{name}[\]=]", IN_STYLES) is not None
