"""What a visitor writes happens once the address is right: by six digits in the same browser, or by a link in any."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, session
from wtforms import StringField

from app.core.forms import BaseForm, at_most, required
from app.core.tokens import OneTimeToken, Spent, find_by_code, find_by_link

WRONG_CODE = "Der Code stimmt nicht oder gilt nicht mehr. Nach sechs falschen Versuchen beginnen Sie bitte neu."


class CodeForm(BaseForm):
    code = StringField("Code aus der E-Mail", [required("Bitte geben Sie die sechs Ziffern ein."), at_most(40)])


class PressForm(BaseForm):
    """Only a button."""


@dataclass(frozen=True)
class Confirmation:
    """purpose: of the token. confirm(token): does it, returns the path to go on to, may raise Spent. done: sentence.

    code_page, press_page: templates with `form`; the latter also gets shown(payload). waiting: the token's id lies
    under this name in the session of the browser that wrote.
    """

    purpose: str
    confirm: Callable[[OneTimeToken], str]
    done: str
    code_page: str
    press_page: str
    shown: Callable[[Mapping[str, Any]], dict[str, Any]] = dict
    wrong_code: str = WRONG_CODE

    @property
    def waiting(self) -> str:
        return f"{self.purpose}_waits"

    def by_code(self) -> Any:
        """Six digits from the mail, in the browser that wrote."""
        form = CodeForm()
        if form.validate_on_submit():
            token = find_by_code(self.purpose, session.get(self.waiting, 0), form.code.data or "")
            if token is not None:
                return self._confirmed(token)
            form.code.errors = [self.wrong_code]
        return render_template(self.code_page, form=form), 422 if form.is_submitted() else 200

    def by_link(self, link: str) -> Any:
        """A page with a button: gateways of town halls open links too."""
        token = find_by_link(self.purpose, link)
        if token is None:
            abort(410)
        form = PressForm()
        if form.validate_on_submit():
            return self._confirmed(token)
        return render_template(self.press_page, form=form, **self.shown(token.payload))

    def _confirmed(self, token: OneTimeToken) -> Any:
        try:
            path = self.confirm(token)
        except Spent:
            abort(410)
        session.pop(self.waiting, None)
        flash(self.done)
        return redirect(path, 303)
