"""Typeset the evidence of the demo cases: one page each, ours, CC0, tagged PDF/UA.

Run `python -m tools.demo_documents` to write demo/documents/*.pdf again.
"""

import json
from pathlib import Path

import typst

from app.core import formats
from app.demo import records

TARGET = records.FOLDER / "documents"
TEMPLATE = Path(__file__).with_suffix(".typ")


def main() -> None:
    TARGET.mkdir(exist_ok=True)
    names = {one.key: one.name for one in records.organisations()}
    for case in records.case_studies():
        for piece in case.attachments:
            (records.FOLDER / piece.file).write_bytes(page(case, piece, names))
            print(piece.file)


def page(case: records.DemoCase, piece: records.DemoAttachment, names: dict[str, str]) -> bytes:
    day = case.published_on
    data = {
        "title": piece.title,
        "organisation": names[piece.organisation],
        "case": case.title,
        "figures": [row(figure) for figure in case.figures],
        "text": [part.strip() for part in case.result_happened.split("\n\n")],
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }
    inputs = {"data": json.dumps(data)}
    return typst.compile(TEMPLATE, sys_inputs=inputs, pdf_standards="ua-1", timestamp=0)


def row(figure: records.Figure) -> dict[str, str]:
    return {
        "label": figure.label,
        "before": shown(figure.before, figure),
        "after": shown(figure.after, figure),
        "method": figure.method,
    }


def shown(value: float | None, figure: records.Figure) -> str:
    return "nicht erhoben" if value is None else f"{formats.number(value)} {figure.unit}"


if __name__ == "__main__":
    main()
