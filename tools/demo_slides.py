"""Typeset the slides of the demo talks: 16:9, ours, CC0, tagged PDF/UA.

Run `python -m tools.demo_slides` to write demo/slides/*.pdf again.
"""

import json
from pathlib import Path

import typst

from app.demo import records

TEMPLATE = Path(__file__).with_suffix(".typ")


def main() -> None:
    for recap in records.recaps():
        for slides in recap.slides:
            target = records.FOLDER / slides.file
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(pages(slides))
            print(slides.file)


def pages(slides: records.DemoSlides) -> bytes:
    rows = [{"title": title, "lines": lines, "rows": rows} for title, lines, rows in slides.pages]
    inputs = {"data": json.dumps({"title": slides.title, "pages": rows})}
    return typst.compile(TEMPLATE, sys_inputs=inputs, pdf_standards="ua-1", timestamp=0)


if __name__ == "__main__":
    main()
