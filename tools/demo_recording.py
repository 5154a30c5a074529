"""Film the recording of a demo talk: its slides' words on a card, a few seconds, no sound; ours, CC0.

Run `python -m tools.demo_recording` to write demo/recordings/*.webm again; it needs Chromium and Playwright.
"""

import base64
import os

from playwright.sync_api import sync_playwright

from app.demo import records

SECONDS_A_CARD = 4
FILM = """
async ([cards, seconds]) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 360];
  const pen = canvas.getContext("2d");
  const draw = (card) => {
    pen.fillStyle = "#fbf6ee"; pen.fillRect(0, 0, 640, 360);
    pen.fillStyle = "#8a4b2a"; pen.font = "600 30px sans-serif"; pen.fillText(card[0], 40, 110, 560);
    pen.fillStyle = "#222"; pen.font = "22px sans-serif";
    card[1].forEach((line, at) => pen.fillText(line, 40, 170 + at * 40, 560));
    pen.fillStyle = "#555"; pen.font = "15px sans-serif"; pen.fillText("Erfunden, zur Anschauung. CC0 1.0", 40, 335);
  };
  const recorder = new MediaRecorder(canvas.captureStream(5), {mimeType: "video/webm", videoBitsPerSecond: 60000});
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  const ended = new Promise((resolve) => { recorder.onstop = resolve; });
  recorder.start();
  for (const card of cards) {
    for (let step = 0; step < seconds * 5; step++) { draw(card); await new Promise((go) => setTimeout(go, 200)); }
  }
  recorder.stop();
  await ended;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (one) => String.fromCharCode(one)).join(""));
}
"""


def main() -> None:
    for recap in records.recaps():
        if recap.recording is not None:
            target = records.FOLDER / recap.recording.file
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(film([[title, lines[:4]] for title, lines, _ in recap.slides[0].pages]))
            print(recap.recording.file)


def film(cards: list[list[object]]) -> bytes:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or None, args=["--no-sandbox"])
        said = browser.new_page().evaluate(FILM, [cards, SECONDS_A_CARD])
        browser.close()
    return base64.b64decode(said)


if __name__ == "__main__":
    main()
