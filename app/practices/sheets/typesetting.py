"""Typesetting by typst, kept by content: a sheet is set once and then read from INSTANCE_PATH/sheets."""

import hashlib
import json
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import typst
from flask import current_app

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "sheet.typ"
FONTS = FOLDER / "fonts"
_UNUSUAL = re.compile(r"[^\u0020-\u024f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff\u200b\u2010-\u2026\u20ac]+")
REPLACEMENT = "[…]"


def sheet_pdf(subject_id: int, data: dict[str, Any]) -> bytes:
    """The PDF for these texts. Older ones of the same subject are thrown away."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(TEMPLATE.read_bytes() + text.encode()).hexdigest()[:24]
    path = current_app.config["SETTINGS"].instance_path / "sheets" / f"{subject_id}-{digest}.pdf"
    if path.is_file():
        return path.read_bytes()
    pdf = typeset(text)
    _keep(path, pdf, subject_id)
    return pdf


def typeset(text: str) -> bytes:
    """text: JSON. PDF/UA-1 allows no letter without a picture in the font: then unusual ones are left out."""
    try:
        return _compile(text)
    except typst.TypstError:
        return _compile(_UNUSUAL.sub(REPLACEMENT, text))


def _compile(text: str) -> bytes:
    return typst.compile(
        TEMPLATE,
        root=FOLDER,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"data": text},
        pdf_standards="ua-1",
    )


def _keep(path: Path, pdf: bytes, subject_id: int) -> None:
    """A cache: when the disk is full the sheet is still answered."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob(f"{subject_id}-*.pdf"):
            old.unlink(missing_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(pdf)
        os.replace(file.name, path)
    except OSError:
        current_app.logger.exception("the sheet could not be kept")
