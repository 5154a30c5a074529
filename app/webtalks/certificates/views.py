"""Asking for a certificate, and checking one."""

from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request

from app.core.guards import allow, public
from app.core.kept_forms import to_log_in
from app.core.limits import Limit, address, require
from app.core.permissions import who
from app.webtalks import times
from app.webtalks.attending import seat_of
from app.webtalks.certificates import services
from app.webtalks.certificates.forms import CertificateForm
from app.webtalks.kinds import WEBTALK
from app.webtalks.live.pages import kept_nowhere, query, signed
from app.webtalks.models import Registration, Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.queries import find_talk

bp = Blueprint("webtalk_certificates", __name__)
ADDRESS = "/webtalks/<slug>/bescheinigung"
CHECKING = Limit("webtalk.certificate_check", 60, 600)


@bp.get(ADDRESS)
@allow(WebtalkAction.VIEW, load=find_talk, moved=WEBTALK)
def form(talk: Webtalk) -> Response:
    seat = seat_of(talk, who(), signed())
    name = who().name or (seat.name if seat is not None else "")
    return _page(talk, seat, CertificateForm(data={"name": name}))


@bp.post(ADDRESS)
@allow(WebtalkAction.VIEW, load=find_talk)
def make(talk: Webtalk) -> Any:
    """The PDF itself, to be kept by the person."""
    seat, given = seat_of(talk, who(), signed()), CertificateForm()
    if seat is None:
        abort(to_log_in() if who().is_guest else 403)
    if services.why_not(talk, seat):
        return _page(talk, seat, given, 403)
    if not given.validate_on_submit():
        return _page(talk, seat, given, 422)
    slug = talk.subject.slug
    answer = Response(services.certificate_pdf(talk, seat, given.name.data or ""), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="bescheinigung-{slug}.pdf"'
    return kept_nowhere(answer)


@bp.get("/webtalks/bescheinigung/<code>")
@public
def check(code: str) -> Response:
    """Says title and date, never a name. What nobody knows (any more) is 404 with a sentence."""
    require(CHECKING, address())
    talk = services.talk_of_code(code)
    page = (
        {**_about(talk), "code": code, "title": _title(talk)}
        if talk is not None
        else {"talk": None, "robots": "noindex"}
    )
    html = render_template("webtalks/certificates/check.html", **page)
    return kept_nowhere(make_response(html, 404 if talk is None else 200))


def _title(talk: Webtalk) -> str:
    """Moderation may have hidden the talk; that somebody was there stays true."""
    return "nicht mehr öffentlich" if talk.subject.hidden_at is not None else talk.subject.title


def _page(talk: Webtalk, seat: Registration | None, form: CertificateForm, status: int = 200) -> Response:
    page = {"form": form, "seat": seat, "why_not": services.why_not(talk, seat), "action": f"{request.path}{query()}"}
    return kept_nowhere(
        make_response(render_template("webtalks/certificates/form.html", **_about(talk), **page), status)
    )


def _about(talk: Webtalk) -> dict[str, Any]:
    when = times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else ""
    return {"talk": talk, "subject": talk.subject, "when": when, "robots": "noindex"}
