"""A stand-in for a Jitsi server, a process of its own: hands out the frame's script and lets nobody in without a token.

It takes log-ins over HTTP as well, as far as `flask doctor` speaks with it.

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

STREAM = """<body xmlns="http://jabber.org/protocol/httpbind" sid="s1"><features/></body>"""
SAID = """<body xmlns="http://jabber.org/protocol/httpbind">{}</body>"""
JOINED = """<presence xmlns="jabber:client" from="{}"><x xmlns="http://jabber.org/protocol/muc#user">
<item affiliation="owner" role="moderator"/></x></presence>"""


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

    def do_POST(self) -> None:
        """One step of a log-in: stream, auth, restart and bind, then a room."""
        query = parse_qs(urlsplit(self.path).query)
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.answer(200, "text/xml", self.reply(said, query.get("room", [""])[0], query.get("token", [""])[0]))

    def reply(self, said: str, room: str, token: str) -> str:
        if "<auth" in said:
            return SAID.format(self.verdict(room, token))
        if "<bind" in said:
            return SAID.format('<iq xmlns="jabber:client" type="result" id="b"/>')
        if "protocol/muc" in said:
            return SAID.format(JOINED.format(said.split("to=")[1].split('"')[1]))
        return STREAM

    @staticmethod
    def verdict(room: str, token: str) -> str:
        try:
            check(token, room=room, domain="127.0.0.1")
        except (Refused, ValueError) as refused:
            return f"<failure><not-allowed/><text>Invalid {escape(str(refused))}</text></failure>"
        return "<success/>"

    def answer(self, status: int, kind: str, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_values: object) -> None:
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Room).serve_forever()
