"""Take the pictures of README.md from a running demo site: `python -m tools.screenshots http://127.0.0.1:8000`.

Writes docs/img/<name>.webp. For developers; needs Chromium and the development requirements.
"""

import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tools.machine import find_chromium

FOLDER = Path(__file__).parent.parent / "docs/img"


@dataclass(frozen=True)
class View:
    """width, height: of the window in CSS pixels; scroll: so far down."""

    name: str
    path: str
    width: int = 1280
    height: int = 860
    scroll: int = 0
    scheme: Literal["light", "dark"] = "light"


VIEWS = [
    View("start", "/"),
    View("suche", "/suche?q=zwischennutzung&groesse=5000-20000&kosten_bis=20000"),
    View("beispiel", "/praxisbeispiele/laden-auf-probe-sechs-monate-zwischennutzung-in-der-langen-strasse", scroll=440),
    View("rueckblick", "/webtalks/schaufenstergalerie-vereine-fuellen-leere-laeden/rueckblick", scroll=420),
    View("karte", "/laeden/karte?ort=Heidelberg"),
    View("laden", "/laeden/buchhandlung-siebenschlaefer"),
    View("hilfsaktion", "/hilfsaktionen/baustelle-wir-haben-offen"),
    View("dunkel", "/themen/", scheme="dark"),
    View("telefon-start", "/", 390, 780),
    View("telefon-suche", "/suche?q=wochenmarkt", 390, 780),
    View("telefon-beispiel", "/praxisbeispiele/pakete-auf-dem-rad-ein-umschlagplatz-im-parkhaus", 390, 780),
]


def take(browser: Browser, site: str, view: View) -> bytes:
    """A PNG of the window's first screen."""
    page = browser.new_page(
        viewport={"width": view.width, "height": view.height},
        color_scheme=view.scheme,
        locale="de-DE",
        reduced_motion="reduce",
    )
    page.goto(site + view.path, wait_until="networkidle")
    page.mouse.wheel(0, view.scroll)
    page.wait_for_timeout(400)
    picture = page.screenshot()
    page.close()
    return picture


def main() -> None:
    """Take all views of the site named on the command line."""
    site = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(find_chromium()), args=["--no-sandbox", "--disable-gpu"])
        for view in VIEWS:
            path = FOLDER / f"{view.name}.webp"
            Image.open(io.BytesIO(take(browser, site, view))).save(path, quality=82, method=6)
            print(f"{path.name}: {path.stat().st_size:,} bytes")
        browser.close()


if __name__ == "__main__":
    main()
