"""Lists as files: CSV that spreadsheets open rightly and no cell of which is ever run as a formula, and JSON."""

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Response

BOM = "\ufeff"
_RUN = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20"
_PRICE = "-[ \u00a0]*(?:€|$)"
"""As in "5,- €", which nothing can run."""
_BEGINS = f'(?:^[ \u00a0]*(?=[{_RUN}\n])|(?<=[,;\t\r\n"])[ \u00a0]*(?!{_PRICE})(?=[{_RUN}]))'
"""Where a spreadsheet may begin a cell that it runs: at our own beginnings, and within a cell behind whatever another
one takes for an end (a program set to commas or tabs knows neither our semicolons nor our quotes)."""
_FORMULA = re.compile(_BEGINS)
_GUARDED = re.compile(_BEGINS.replace("(?=", "'(?="))


def csv_response(name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """UTF-8 with byte order mark and semicolons, as German spreadsheets expect. name: without ending.

    The rows are read before the answer begins: a fault becomes an error page, never half a file.
    """
    text = BOM + _lines([headings, *rows])
    return _download(text, f"{name}.csv", "text/csv; charset=utf-8")


def json_response(name: str, rows: Iterable[dict[str, Any]]) -> Response:
    """A list of objects; moments as ISO 8601 in UTC."""
    text = json.dumps(list(rows), ensure_ascii=False, indent=1, default=_json_value)
    return _download(text, f"{name}.json", "application/json; charset=utf-8")


def harmless(value: Any) -> str:
    """A cell as text. Whatever in it a spreadsheet could take for a formula gets an apostrophe in front."""
    text = _cell(value)
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return text if is_number else _FORMULA.sub(lambda found: f"{found[0]}'", text)


def unguarded(text: str) -> str:
    """A cell of a file of ours that comes back: without those apostrophes."""
    return _GUARDED.sub(lambda found: found[0][:-1], text)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, datetime | date):
        return value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def _lines(rows: Iterable[Sequence[Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(value) for value in row])
    return buffer.getvalue()


def _json_value(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def _download(text: str, name: str, media_type: str) -> Response:
    response = Response(text, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
