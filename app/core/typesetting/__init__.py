"""PDFs tagged for screen readers (PDF/UA-1), set by typst with our own fonts."""

import json
import re
from pathlib import Path
from typing import Any

import segno
import typst

FONTS = Path(__file__).parent / "fonts"
_UNUSUAL = re.compile(r"[^\u0020-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u200b\u2010-\u2026\u20ac]+")
REPLACEMENT = "[…]"


def typeset(template: Path, data: dict[str, Any], root: Path | None = None) -> bytes:
    """template: a .typ file that reads its texts from sys.inputs.data (JSON), so that they are never markup.

    root: a folder the typesetter may read pictures from; without one, that of the template.
    PDF/UA-1 allows no letter without a picture in the font: then unusual ones are left out.
    """
    text = json.dumps(data, ensure_ascii=False)
    try:
        return _compile(template, text, root)
    except typst.TypstError:
        return _compile(template, _UNUSUAL.sub(REPLACEMENT, text), root)


def drawn(template: Path, data: dict[str, Any]) -> bytes:
    """A PNG of the template's one page: a point is a pixel."""
    source: Any = template.read_bytes()
    return typst.compile(
        source,
        root=template.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        format="png",
        ppi=72.0,
    )


def qr_code(address: str) -> str:
    """SVG for the template, with its quiet zone. Never a micro code: cameras of phones don't read these."""
    code = segno.make(address, error="m", micro=False).svg_inline(scale=4, border=4, light="#ffffff", omitsize=False)
    return code.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _compile(template: Path, text: str, root: Path | None) -> bytes:
    source: Any = template.read_bytes()
    return typst.compile(
        source,
        root=root or template.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": text},
        pdf_standards="ua-1",
    )
