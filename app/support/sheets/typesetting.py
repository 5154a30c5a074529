"""Which paper. Nothing is kept: a voucher's code lies on no disk but the database's."""

from pathlib import Path
from typing import Any

from app.core.typesetting import typeset

FOLDER = Path(__file__).parent
SHEET, CARD = FOLDER / "voucher.typ", FOLDER / "card.typ"


def voucher_pdf(template: Path, data: dict[str, Any]) -> bytes:
    return typeset(template, data, root=FOLDER)
