"""Digits and links sent by mail: which this browser waits for, and the pages they all share.

Waited for are the ids of tokens, in the signed session, by purpose.
"""

from collections.abc import Callable

from flask import render_template, session
from werkzeug.wrappers import Response

from app.accounts.forms.entry import CodeForm
from app.core.tokens import OneTimeToken, find_by_code

Answer = Response | str | tuple[str, int]
WAITING = "waits_for"
WRONG_CODE = "Der Code stimmt nicht oder gilt nicht mehr. Nach sechs falschen Versuchen brauchen Sie einen neuen."


def wait_for(purpose: str, token_id: int) -> None:
    session[WAITING] = {**session.get(WAITING, {}), purpose: token_id}


def waits_for(purpose: str) -> int | None:
    return session.get(WAITING, {}).get(purpose)


def code_page(template: str, purpose: str, finish: Callable[[OneTimeToken], Answer]) -> Answer:
    """The page for the digits; with the right ones, what finish says."""
    form = CodeForm()
    waited = waits_for(purpose)
    if form.validate_on_submit():
        token = find_by_code(purpose, waited, form.code.data) if waited else None
        if token is not None:
            return finish(token)
        form.code.errors = [WRONG_CODE]
    page = render_template(template, form=form, is_waiting=waited is not None)
    return page, 422 if form.is_submitted() else 200


def expired_page(purpose: str) -> Answer:
    """The link is used, too old or none of ours: what to do next."""
    return render_template("accounts/link_expired.html", purpose=purpose), 410
