""" "Geht das in meinem Rathaus?": what a browser can find out by itself, and a sheet for the IT department."""

from flask import Blueprint, Response, current_app, g, make_response, render_template

from app.core.guards import public
from app.webtalks.jitsi import Jitsi

bp = Blueprint("webtalk_readiness", __name__)


@bp.get("/geht-das-in-meinem-rathaus")
@public
def page() -> Response:
    """Nothing is asked of the video server before the click that names it."""
    jitsi = Jitsi(current_app.config["SETTINGS"])
    answer = make_response(render_template("webtalks/room/readiness.html", jitsi=jitsi, host=jitsi.domain))
    if jitsi.domain:
        g.csp = {"connect-src": f"'self' {jitsi.origin} {jitsi.socket_origin}"}
        answer.headers["Permissions-Policy"] = "camera=(self), microphone=(self), display-capture=(), geolocation=()"
    return answer
