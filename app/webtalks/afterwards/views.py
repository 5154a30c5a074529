"""A recap: its page, and the two forms behind it."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request

from app.core.guards import allow
from app.core.permissions import allows, who
from app.core.transaction import Stale
from app.media.documents import DocumentRefused
from app.topics.queries import topics_of
from app.webtalks import queries, times
from app.webtalks.afterwards import services
from app.webtalks.afterwards.forms import RecapForm, SlidesForm, recap_form
from app.webtalks.afterwards.models import RECAP, Recap
from app.webtalks.afterwards.permissions import RecapAction
from app.webtalks.afterwards.queries import answers_of, find_recap, open_questions, recap_of, slides_of, video_of
from app.webtalks.afterwards.slides import add_slides, remove_slides
from app.webtalks.afterwards.structured import recap_data
from app.webtalks.models import Webtalk
from app.webtalks.permissions import WebtalkAction
from app.webtalks.services.scheduling import NotReady

bp = Blueprint("webtalk_recaps", __name__)
CHANGED = "Jemand hat den Rückblick inzwischen geändert. Ihr Text steht noch hier; öffnen Sie die Seite daneben neu."
NO_FILE = "Bitte wählen Sie eine Datei aus."
STILL_TO_COME = "Der Rückblick lässt sich schreiben, sobald der Webtalk vorbei ist."


@bp.get("/webtalks/<slug>/rueckblick")
@allow(RecapAction.VIEW, load=find_recap, moved=RECAP)
def page(recap: Recap) -> str:
    talk, slides = recap.talk, slides_of(recap.id)
    owner, speakers = queries.owner_of(talk), queries.speakers_of(talk.id)
    names, video = [one.name for one in speakers], video_of(recap, recap.subject.address)
    video = None if video is not None and video.is_stopped else video
    if video is not None and video.file_url:
        g.csp = {"media-src": "'self'"}
    return render_template(
        "webtalks/afterwards/recap.html",
        recap=recap,
        owner=owner,
        speakers=speakers,
        slides=slides,
        video=video,
        answers=answers_of(recap.id),
        links=queries.linked_cards(talk.id),
        topics=topics_of([recap.id]).get(recap.id, []),
        may_close=allows(who(), WebtalkAction.CLOSE, talk),
        json_ld=recap_data(recap, talk, owner.title if owner else "", names, slides, video),
        robots="noindex" if recap.subject.state != "published" or recap.subject.origin == "demo" else "",
        **{**about(talk), "subject": recap.subject},
    )


@bp.route("/webtalks/<slug>/rueckblick/schreiben", methods=["GET", "POST"])
@allow(WebtalkAction.CLOSE, load=queries.find_talk)
def write(talk: Webtalk) -> Any:
    if refused := too_early(talk):
        return refused
    recap, questions = recap_of(talk.id), open_questions(talk.id)
    form = recap_form(recap, questions)
    if form.validate_on_submit() and _saved(talk, form, questions):
        return redirect(f"{talk.subject.address}/rueckblick", 303)
    values = {"form": form, "recap": recap_of(talk.id), "questions": questions, **about(talk)}
    return render_template("webtalks/afterwards/write.html", **values), 422 if form.is_submitted() else 200


def _saved(talk: Webtalk, form: RecapForm, questions: Any) -> bool:
    """What was typed is kept in any case; whether it also goes out is said."""
    try:
        recap = services.save(talk, form.words(questions), actor=who(), version=form.version.data or 0)
        form.version.data, form.version.raw_data = recap.subject.version, None  # what the page shows next
        if request.form.get("danach") != "veroeffentlichen":
            flash("Gespeichert." if recap.subject.state == "published" else "Der Entwurf ist gespeichert.")
            return True
        services.publish(talk, actor=who())
    except NotReady as problem:
        form.form_errors.extend(problem.sentences)
        return False
    except Stale:
        form.form_errors.append(CHANGED)
        return False
    flash("Der Rückblick ist veröffentlicht.")
    return True


@bp.route("/webtalks/<slug>/rueckblick/folien", methods=["GET", "POST"])
@allow(WebtalkAction.CLOSE, load=queries.find_talk)
def slides(talk: Webtalk) -> Any:
    if refused := too_early(talk):
        return refused
    form, recap = SlidesForm(), recap_of(talk.id)
    if form.validate_on_submit() and _added(talk, form):
        flash("Die Folien sind da. Ihr Text wird gleich für die Suche gelesen.")
        return redirect(f"{talk.subject.address}/rueckblick/folien", 303)
    shown = slides_of(recap.id) if recap is not None else []
    values = {"form": form, "recap": recap, "slides": shown, **about(talk)}
    return render_template("webtalks/afterwards/slides.html", **values), 422 if form.is_submitted() else 200


def _added(talk: Webtalk, form: SlidesForm) -> bool:
    content = getattr(form.file, "content", b"")
    if not content:
        form.file.errors = [NO_FILE]
        return False
    words = {"title": form.title.data or "", "description": form.description.data or ""}
    try:
        add_slides(talk, content, file_name=form.file.data.filename or "folien", actor=who(), **words)
    except DocumentRefused as problem:
        form.file.errors = [str(problem)]
        return False
    return True


@bp.post("/webtalks/<slug>/rueckblick/folien/<int(max=999999999999):number>/entfernen")
@allow(WebtalkAction.CLOSE, load=lambda slug, number: queries.find_talk(slug))
def remove(talk: Webtalk) -> Any:
    remove_slides(talk, (request.view_args or {})["number"], actor=who())
    flash("Die Folien sind entfernt.")
    return redirect(f"{talk.subject.address}/rueckblick/folien", 303)


@bp.post("/webtalks/<slug>/rueckblick/zuruecknehmen")
@allow(WebtalkAction.CLOSE, load=queries.find_talk)
def take_back(talk: Webtalk) -> Any:
    services.take_back(talk, actor=who())
    flash("Der Rückblick ist zurückgenommen. Nur Sie und Ihre Organisation sehen ihn noch.")
    return redirect(f"{talk.subject.address}/rueckblick/schreiben", 303)


@bp.post("/webtalks/<slug>/rueckblick/ohne")
@allow(WebtalkAction.CLOSE, load=queries.find_talk)
def without(talk: Webtalk) -> Any:
    if refused := too_early(talk):
        return refused
    services.close_without(talk)
    flash("Gut, es bleibt ohne Rückblick. Sie können ihn trotzdem jederzeit schreiben.")
    return redirect(talk.subject.address, 303)


def too_early(talk: Webtalk) -> Any:
    """The page that says why there is no recap yet; nothing when there may be one."""
    if talk.is_over() and not talk.is_cancelled:
        return None
    why = "Der Webtalk ist abgesagt; es gibt nichts zurückzublicken." if talk.is_cancelled else STILL_TO_COME
    return render_template("webtalks/afterwards/too_early.html", why=why, **about(talk)), 409


def about(talk: Webtalk) -> dict[str, Any]:
    when = times.span(talk.starts_at, talk.ends_at) if talk.starts_at and talk.ends_at else ""
    return {"talk": talk, "subject": talk.subject, "when": when}
