from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, session, url_for

from app.core.confirming import Confirmation, PressForm
from app.core.guards import allow, public, signed_in
from app.core.limits import address
from app.core.permissions import who
from app.practices.kinds import CASE
from app.practices.permissions import PracticeAction
from app.practices.queries.entries import Entry, case_by_slug
from app.practices.questions import queries, services
from app.practices.questions.forms import GuestQuestionForm, QuestionForm, new_stamp
from app.practices.questions.services import Wish
from app.practices.reading.page import answer_speed

bp = Blueprint("questions", __name__)
SENT = "Ihre Frage ist unterwegs. Die Antwort kommt mit einer gewöhnlichen E-Mail."
CONFIRMATION = Confirmation(
    services.PURPOSE,
    services.confirm,
    SENT,
    "practices/questions/confirm.html",
    "practices/questions/press.html",
    lambda payload: {"message": payload.get("message", "")},
)


@bp.route("/praxisbeispiele/<slug>/fragen", methods=["GET", "POST"])
@allow(PracticeAction.ASK, load=case_by_slug, moved=CASE)
def ask(entry: Entry) -> Any:
    if not entry.has_mailbox:
        abort(404, "Zu diesem Praxisbeispiel kann man hier keine Fragen stellen.")
    form = _member_form() if not who().is_guest else GuestQuestionForm()
    if form.validate_on_submit():
        return _as_visitor(entry, form) if who().is_guest else _as_member(entry, form)
    if who().is_guest:
        form.shown_at.data = new_stamp()
    asked = queries.last_asked(who().id, entry.id)
    page = {"entry": entry, "form": form, "answers": answer_speed(entry.answer_hours), "asked": asked}
    return render_template("practices/questions/ask.html", **page), 422 if form.is_submitted() else 200


def _member_form() -> QuestionForm:
    return QuestionForm(data={"organisation": queries.organisation_name(who().organisation_ids())})


def _wish(form: QuestionForm, name: str, email: str) -> Wish:
    calls = bool(form.wants_call.data)
    return Wish(
        " ".join(name.split()),
        email,
        form.organisation.data or "",
        form.message.data or "",
        calls,
        (form.phone.data or "") if calls else "",
        (form.call_times.data or "") if calls else "",
    )


def _as_member(entry: Entry, form: QuestionForm) -> Any:
    wish = _wish(form, who().name, queries.email_of(who().id or 0))
    services.ask_as_member(entry.id, wish, asker_id=who().id or 0, network=address())
    flash(SENT)
    return redirect(entry.address, 303)


def _as_visitor(entry: Entry, form: GuestQuestionForm) -> Any:
    if not form.website.data:  # who fills in the trap gets the same answer, and nothing is sent
        wish = _wish(form, form.name.data or "", form.email.data or "")
        session[CONFIRMATION.waiting] = services.ask_as_visitor(entry.id, wish, network=address())
    return redirect(url_for("questions.confirm_by_code"), 303)


@bp.route("/fragen/bestaetigen", methods=["GET", "POST"])
@public
def confirm_by_code() -> Any:
    return CONFIRMATION.by_code()


@bp.route("/fragen/bestaetigen/<link>", methods=["GET", "POST"])
@public
def confirm_by_link(link: str) -> Any:
    return CONFIRMATION.by_link(link)


@bp.route("/fragen/beantwortet/<secret>", methods=["GET", "POST"])
@public
def answered(secret: str) -> Any:
    """From the mail to the mailbox: say that the question has been answered."""
    question = queries.question_by_answer_link(secret)
    if question is None:
        abort(410)
    form = PressForm()
    if form.validate_on_submit() and question.state == "sent":
        services.mark_answered(question)
        return redirect(url_for("questions.answered", secret=secret), 303)
    return render_template("practices/questions/answered.html", form=form, done=question.state == "answered")


@bp.get("/konto/fragen")
@signed_in
def own() -> str:
    """The questions a member has asked."""
    return render_template("practices/questions/own.html", questions=queries.asked_by(who().id or 0))
