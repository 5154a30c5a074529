"""The operator edits the pages that every installation needs; every version stays."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from wtforms import BooleanField, StringField

from app.core import markup
from app.core.forms import BaseForm, MarkdownField, VersionField, at_most, required
from app.core.guards import allow
from app.core.permissions import who
from app.core.transaction import Stale
from app.pages import legal
from app.pages.permissions import PageAction

CHANGED = "Jemand hat die Seite inzwischen geändert. Ihr Text steht noch unten; bitte vergleichen Sie."
bp = Blueprint("page_editing", __name__, url_prefix="/redaktion/seiten")


class PageForm(BaseForm):
    title = StringField("Überschrift", [required(), at_most(200)])
    text = MarkdownField("Text", [required("Bitte schreiben Sie einen Text.")])
    version = VersionField()


class TermsPageForm(PageForm):
    """Terms of use: members may have to agree anew."""

    needs_consent = BooleanField(
        "Mitglieder um Zustimmung bitten",
        description="Nur bei Änderungen, die Rechte oder Pflichten betreffen. Jedes Mitglied wird bei der nächsten "
        "Anmeldung einmal gefragt.",
    )
    note = StringField(
        "Was hat sich geändert?", [at_most(500)], description="Ein oder zwei Sätze. Sie stehen über der Frage."
    )


@bp.get("/")
@allow(PageAction.EDIT)
def pages() -> Any:
    return render_template("pages/all.html", pages=[legal.page(slug) for slug in legal.TITLES])


@bp.route("/<slug>", methods=["GET", "POST"])
@allow(PageAction.EDIT)
def edit(slug: str) -> Any:
    page = legal.page(slug) or abort(404)
    kind = TermsPageForm if slug == legal.TERMS else PageForm
    form = kind(data={"title": page.title, "text": page.text_md, "version": page.number})
    if form.validate_on_submit():
        return _save(page, form)
    values = {"page": page, "form": form, "versions": legal.versions(slug)}
    return render_template("pages/edit.html", **values), 422 if form.errors else 200


def _save(page: legal.LegalPage, form: PageForm) -> Any:
    consent = {"needs_consent": form.needs_consent.data, "note": form.note.data} if "note" in form else {}
    values = {"title": form.title.data, "text": form.text.data, "seen": form.version.data or 0, **consent}
    try:
        legal.save(page.slug, **values, actor=who())
    except Stale:
        form.form_errors = [CHANGED]
        form.version.data = page.number
        values = {"page": page, "form": form, "versions": legal.versions(page.slug), "other": page}
        return render_template("pages/edit.html", **values), 409
    flash("Die neue Fassung ist öffentlich.")
    return redirect(url_for("legal.show", slug=page.slug), 303)


@bp.get("/<slug>/<int:number>")
@allow(PageAction.EDIT)
def earlier(slug: str, number: int) -> Any:
    page = legal.version(slug, number) or abort(404)
    html = markup.stored_page(page.text_html)
    return render_template("pages/legal.html", page=page, html=html, robots="noindex", earlier=True)
