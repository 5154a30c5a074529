from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request

from app.core.formats import german_datetime
from app.core.guards import allow
from app.core.kept_forms import to_log_in
from app.core.merging import as_marks
from app.core.permissions import who
from app.core.pictures import PictureRefused
from app.core.uploads import UploadTooLarge, checked_content
from app.media.documents import DocumentRefused
from app.practices.permissions import PracticeAction
from app.practices.writing.attachments import attach
from app.practices.writing.desks import Desk, find_desk, writers_of
from app.practices.writing.drafts import Saved, save_draft
from app.practices.writing.forms import FilesForm, StepForm
from app.practices.writing.forms.files import files_form
from app.practices.writing.notes import Reader
from app.practices.writing.pieces import read_files
from app.practices.writing.plans import SHELVES
from app.practices.writing.publishing import read_text
from app.practices.writing.shown import shown_html

bp = Blueprint("writing_edit", __name__)
FILE = "datei"
FASTER = "Jemand anderes hat diesen Entwurf inzwischen geändert. Ihr Text ist noch nicht gespeichert."


def find_desk_or_log_in(shelf: str, public_id: str, step: str) -> Desk | None:
    """Who was logged out meanwhile finds the text again after logging in; the same whether there is a draft or not."""
    if who().is_guest and request.form:
        abort(to_log_in())
    return find_desk(shelf, public_id, step)


@bp.route(f"/<{SHELVES}:shelf>/entwurf/<public_id>/<step>", methods=["GET", "POST"])
@allow(PracticeAction.EDIT, load=find_desk_or_log_in)
def step(desk: Desk) -> Any:
    """One step: GET shows it, POST saves it and goes where the pressed button says."""
    form = form_of(desk)
    if request.method == "GET":
        return _page(desk, form)
    return send(desk, form, has_file=bool(request.files.get(FILE)))


def send(desk: Desk, form: StepForm, *, has_file: bool = False) -> Any:
    """Save what was typed and the file beside it; then the page with what is wrong, or where the button leads."""
    is_valid = form.validate_on_submit()
    if (refusal := save_or_tell(desk, form)) is not None:
        return refusal
    if has_file:
        is_valid = _takes_file(desk, form) and is_valid
    if not is_valid or request.form.get("zeige"):
        return _page(_fresh(desk), form), 200 if is_valid else 422
    if has_file:
        flash("Die Datei ist hochgeladen. Bitte sagen Sie noch, was sie zeigt.")
        return redirect(f"{desk.url}bilder", 303)
    return _onward(desk)


def save_or_tell(desk: Desk, form: StepForm) -> Any:
    """None when all is saved; else the page that shows what somebody else has written meanwhile."""
    saved = _save(desk, form)
    return (_page(_fresh(desk), form, conflicts=_shown(form, saved)), 409) if saved.conflicts else None


def _takes_file(desk: Desk, form: StepForm) -> bool:
    """Put the chosen file on the draft; a refusal stands at its field."""
    sent = request.files.get(FILE)
    try:
        attach(desk.subject, _fresh(desk).data, checked_content(sent), name=(sent and sent.filename) or "", actor=who())
    except (UploadTooLarge, PictureRefused, DocumentRefused) as reason:
        form[FILE].errors = [str(reason)]
        return False
    return True


@bp.post(f"/<{SHELVES}:shelf>/entwurf/<public_id>/<step>/zwischenstand")
@allow(PracticeAction.EDIT, load=find_desk)
def autosave(desk: Desk) -> Any:
    """Saves in the background. JSON: version and what can't be read yet; 409 when somebody else was faster."""
    form = form_of(desk)
    form.validate()
    saved = _save(desk, form)
    if saved.conflicts:
        return jsonify(message=FASTER, version=saved.version, fields=sorted(saved.conflicts)), 409
    errors = {name: list(map(str, texts)) for name, texts in form.errors.items()}
    return jsonify(version=saved.version, seen=as_marks(saved.seen), errors=errors)


def form_of(desk: Desk) -> StepForm:
    """The form of the step at hand, with what the draft holds or what was sent."""
    assert desk.step is not None
    cls = desk.step.form
    if cls is FilesForm:
        cls = files_form(read_files(Reader(desk.data), desk.subject, lambda _title: None))
    return cls.of(desk.data, desk.version)


def _save(desk: Desk, form: StepForm) -> Saved:
    saved = save_draft(
        desk.subject,
        form.stored(),
        actor=who(),
        seen_version=form.seen_version,
        seen=form.seen_marks,
        base=desk.data,
    )
    form.take_seen(saved.version, saved.seen)
    return saved


def _fresh(desk: Desk) -> Desk:
    """The desk with what has just been saved on it."""
    again = find_desk(desk.plan.shelf, desk.subject.public_id, desk.step.slug if desk.step else None)
    assert again is not None
    return again


def _shown(form: StepForm, saved: Saved) -> list[dict[str, Any]]:
    """Fields that two people have changed: label, mine, theirs."""
    return [
        {"name": name, "label": form[name].label.text, "mine": form[name].data, "theirs": theirs}
        for name, theirs in saved.conflicts.items()
        if name in form
    ]


def _page(desk: Desk, form: StepForm, *, conflicts: Any = ()) -> str:
    assert desk.step is not None
    by = writers_of(desk.data, [one["name"] for one in conflicts]) if conflicts else ""
    when = german_datetime(desk.draft.changed_at) if desk.draft else ""
    ways = desk.ways(read_text(desk.data, desk.subject)[1])
    values = {"by": by, "saved_at": when, "shown": _rendered(form), "ways": ways}
    return render_template(desk.step.template, desk=desk, form=form, conflicts=conflicts, **values)


def _rendered(form: StepForm) -> dict[str, str]:
    """HTML of the one field whose preview was asked for without script, by its name."""
    name = request.form.get("zeige", "")
    return {name: shown_html(form[name].data or "")} if name in form else {}


def _onward(desk: Desk) -> Any:
    """Where the button leads: the step before, after or named; the preview; or the overview."""
    aim = request.form.get("weiter", "weiter")
    if aim in ("vorschau", "pruefen"):
        return redirect(f"{desk.url}{aim}", 303)
    if aim == "speichern":
        flash("Ihr Entwurf ist gespeichert. Sie können jederzeit weiterschreiben, auch an einem anderen Gerät.")
        return redirect(desk.url, 303)
    steps, at = _fresh(desk).steps, 0
    assert desk.step is not None
    at = next((number for number, one in enumerate(steps) if one.slug == desk.step.slug), 0)
    at += -1 if aim == "zurueck" else 1
    if at < 0:
        return redirect(desk.url, 303)
    return redirect(desk.step_url(steps[at]) if at < len(steps) else f"{desk.url}pruefen", 303)
