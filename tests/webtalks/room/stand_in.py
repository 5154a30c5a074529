"""A stand-in for a Jitsi server, a process of its own: hands out the frame's script and lets nobody in without a token.

python -m tests.webtalks.room.stand_in PORT
"""

import sys
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.webtalks.room.verifier import Refused, check

SCRIPT = """
window.JitsiMeetExternalAPI = class {
  constructor(domain, options) {
    const frame = document.createElement("iframe");
    frame.allow = "camera; microphone; display-capture; autoplay";
    frame.src = `${location.protocol}//${domain}/${options.roomName}?jwt=${options.jwt}`;
    options.parentNode.append(frame);
  }
  addListener() {}
  dispose() {}
};
"""


class Room(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/external_api.js":
            return self.answer(200, "text/javascript", SCRIPT)
        token = parse_qs(address.query).get("jwt", [""])[0]
        try:
            user = check(token, room=address.path[1:], domain="127.0.0.1")["context"]["user"]
        except (Refused, ValueError) as refused:
            return self.answer(403, "text/html", f"<h1>refused: {escape(str(refused))}</h1>")
        role = "moderator" if user["moderator"] else "member" if user["lobby_bypass"] else "lobby"
        self.answer(200, "text/html", f"<!doctype html><title>Raum</title><h1>{role}: {escape(user['name'])}</h1>")

    def answer(self, status: int, kind: str, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_values: object) -> None:
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Room).serve_forever()
