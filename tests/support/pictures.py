"""The voucher as a camera sees it: the real card, set as a picture."""

import io
import json
from typing import Any

import typst
from PIL import Image

from app.core.typesetting import FONTS
from app.support.models import SupportOrder, Voucher
from app.support.sheets.texts import voucher_data
from app.support.sheets.typesetting import CARD

DOTS_PER_INCH = 150


def picture_of(order: SupportOrder, voucher: Voucher) -> Image.Image:
    """505 × 319 dots, with colours."""
    source: Any = CARD.read_bytes()
    values = {"data": json.dumps(voucher_data(order, voucher))}
    setting: dict[str, Any] = {"root": CARD.parent, "font_paths": [FONTS], "ignore_system_fonts": True}
    png: Any = typst.compile(source, sys_inputs=values, format="png", ppi=DOTS_PER_INCH, **setting)
    return Image.open(io.BytesIO(png)).convert("RGB")
