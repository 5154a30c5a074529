"""The recording of a talk: its form, and the files themselves."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, request

from app.core.guards import allow
from app.core.permissions import who
from app.core.uploads import expect_large
from app.media.serving import serve
from app.webtalks import queries
from app.webtalks.afterwards.captions import CaptionsRefused
from app.webtalks.afterwards.forms import RecordingFilesForm
from app.webtalks.afterwards.models import Recap
from app.webtalks.afterwards.permissions import RecapAction
from app.webtalks.afterwards.queries import find_recap, recap_of, recording_file, video_of
from app.webtalks.afterwards.recordings import keep_recording, remove_recording
from app.webtalks.afterwards.videos import VideoRefused
from app.webtalks.afterwards.views import about, too_early
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.recording.refusal import refusal
from app.webtalks.services.scheduling import NotReady

bp = Blueprint("webtalk_recordings", __name__)
expect_large("webtalk_recordings.edit", "recording_megabytes")
PIECE = 4_000_000
"""Bytes of a recording sent at once: nobody's slow network holds a worker for a whole hour of video."""

NOT_BOTH = "Bitte geben Sie entweder eine Adresse an oder eine Datei."
CONFIRM = "Bitte bestätigen Sie das; sonst dürfen wir die Aufzeichnung nicht zeigen."
TOO_LARGE = "Die Aufzeichnung hat {size} MB, erlaubt sind {most} MB. Legen Sie sie auf einen Videoserver."


@bp.route("/webtalks/<slug>/rueckblick/aufzeichnung", methods=["GET", "POST"])
@allow(WebtalkAction.CLOSE, load=queries.find_talk)
def edit(talk: Webtalk) -> Any:
    if refused := too_early(talk):
        return refused
    address, recap = f"{talk.subject.address}/rueckblick", recap_of(talk.id)
    form, why = RecordingFilesForm(), refusal(talk)
    if form.validate_on_submit() and _kept(talk, form):
        flash("Gespeichert.")
        return redirect(f"{address}/aufzeichnung", 303)
    video = video_of(recap, address) if recap is not None else None
    most = current_app.config["SETTINGS"].recording_megabytes
    page = render_template(
        "webtalks/afterwards/recording.html", form=form, recap=recap, video=video, why=why, most=most, **about(talk)
    )
    return page, 422 if form.is_submitted() else 200


def _kept(talk: Webtalk, form: RecordingFilesForm) -> bool:
    """Each refusal stands at its field."""
    file = request.files.get("file")
    stream = file.stream if file else None
    if not _fits(form, file) or not _confirmed(form, stream):
        return False
    values: dict[str, Any] = {"url": form.url.data or "", "captions": getattr(form.captions, "content", b"")}
    try:
        keep_recording(
            talk, **values, stream=stream, has_captions_elsewhere=bool(form.has_captions_elsewhere.data), actor=who()
        )
    except VideoRefused as problem:
        form.file.errors = [str(problem)]
    except CaptionsRefused as problem:
        form.captions.errors = [str(problem)]
    except NotReady as problem:
        form.url.errors = list(problem.sentences)
    else:
        return True
    return False


def _fits(form: RecordingFilesForm, file: Any) -> bool:
    if not file:
        return True
    size, most = file.stream.seek(0, 2), current_app.config["SETTINGS"].recording_megabytes
    if size > most * 1_000_000:
        form.file.errors = [TOO_LARGE.format(size=size // 1_000_000, most=most)]
    return not form.file.errors


def _confirmed(form: RecordingFilesForm, stream: Any) -> bool:
    is_new = bool(form.url.data or stream)
    if form.url.data and stream:
        form.file.errors = [NOT_BOTH]
    elif is_new and not form.confirmed.data:
        form.confirmed.errors = [CONFIRM]
    return not (form.file.errors or form.confirmed.errors)


@bp.post("/webtalks/<slug>/rueckblick/aufzeichnung/entfernen")
@allow(WebtalkAction.CLOSE, load=queries.find_talk)
def remove(talk: Webtalk) -> Any:
    remove_recording(talk, actor=who())
    flash("Die Aufzeichnung ist entfernt.")
    return redirect(f"{talk.subject.address}/rueckblick/aufzeichnung", 303)


@bp.get("/webtalks/<slug>/rueckblick/aufzeichnung/<int(max=999999999999):number>/<name>")
@allow(RecapAction.VIEW, load=lambda slug, number, name: find_recap(slug))
def file(recap: Recap) -> Response:
    """In pieces: a browser that plays asks for the next one."""
    named = request.view_args or {}
    found = recording_file(recap, named["number"], named["name"]) or abort(404)
    _shorten()
    return serve(found, for_everyone=found.is_published and recap.subject.is_open)


def _shorten() -> None:
    """An open range, "bytes=0-", becomes the next PIECE of it."""
    wanted = request.range
    if wanted is None or wanted.units != "bytes" or len(wanted.ranges) != 1:
        return
    start, end = wanted.ranges[0]
    if start is not None and start >= 0 and (end is None or end - start > PIECE):
        request.environ["HTTP_RANGE"] = f"bytes={start}-{start + PIECE - 1}"
