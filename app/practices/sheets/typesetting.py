"""Typesetting by typst, kept by content: a sheet is set once and then read from INSTANCE_PATH/sheets."""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from flask import current_app

from app.core.typesetting import typeset
from app.practices.sheets.pictures import jpeg_of

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "sheet.typ"
PICTURE = "picture.jpg"


def sheet_pdf(subject_id: int, data: dict[str, Any]) -> bytes:
    """The PDF for these texts and this picture. Older ones of the same subject are thrown away."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(TEMPLATE.read_bytes() + text.encode()).hexdigest()[:24]
    path = folder() / f"{subject_id}-{digest}.pdf"
    if path.is_file():
        return path.read_bytes()
    pdf = _with_picture(data)
    _keep(path, pdf, subject_id)
    return pdf


def folder() -> Path:
    return current_app.config["SETTINGS"].instance_path / "sheets"


def _with_picture(data: dict[str, Any]) -> bytes:
    """The typesetter reads a picture from a folder that holds nothing else; without room for it there is none."""
    jpeg = jpeg_of(data)
    if jpeg is not None:
        try:
            folder().mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder()) as root:
                (Path(root) / PICTURE).write_bytes(jpeg)
                return typeset(TEMPLATE, data, root=Path(root))
        except OSError:
            current_app.logger.exception("the picture of a sheet could not be laid out")
    return typeset(TEMPLATE, {**data, "picture": None})


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
