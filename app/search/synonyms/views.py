"""The staff's pages of the word list."""

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy import select

from app.core.formats import counted
from app.core.guards import allow
from app.core.paging import page_number, page_of
from app.core.permissions import who
from app.core.tables import csv_response
from app.extensions import db
from app.search.engines.interface import IndexBroken
from app.search.synonyms import queries, services, tables
from app.search.synonyms.forms import EntryForm, ImportForm
from app.search.synonyms.models import SynonymEntry
from app.search.synonyms.permissions import WordsAction
from app.search.synonyms.preview import Preview, preview
from app.search.synonyms.thesaurus import Synonyms

bp = Blueprint("search_words", __name__, url_prefix="/redaktion/suchwoerter")
PER_PAGE = 50
OTHER_LINE = "Mit „{}“ beginnt schon eine andere Zeile. Bitte ergänzen Sie dort."
NO_INDEX = "Die Suche wird gerade neu aufgebaut; die Vorschau geht in wenigen Minuten wieder."


@bp.get("")
@allow(WordsAction.EDIT)
def index() -> str:
    text, area, number = request.args.get("q", "").strip()[:80], request.args.get("bereich", "")[:60], page_number()
    rows = queries.listed(text, area)
    page = page_of(rows[(number - 1) * PER_PAGE : number * PER_PAGE + 1], number, PER_PAGE, len(rows))
    values = {"text": text, "area": area, "areas": queries.areas(), "lines": queries.lines}
    return render_template("search/words/list.html", page=page, **values)


@bp.get("/suchwoerter.csv")
@allow(WordsAction.EDIT)
def as_csv() -> Response:
    entries = list(db.session.scalars(select(SynonymEntry).order_by(SynonymEntry.area, SynonymEntry.key)))
    return csv_response("suchwoerter", tables.HEADINGS, tables.rows_of(entries))


@bp.route("/neu", methods=["GET", "POST"])
@allow(WordsAction.EDIT)
def add() -> Any:
    form = EntryForm(data={"terms": request.args.get("begriff", "")[:80], "is_active": True})
    return _edit(form, None, "Redaktion")


@bp.route("/<int:number>", methods=["GET", "POST"])
@allow(WordsAction.EDIT, load=queries.entry)
def edit(entry: SynonymEntry) -> Any:
    names = ("terms", "narrower", "area", "is_active")
    return _edit(EntryForm(data={name: getattr(entry, name) for name in names}), entry.id, entry.origin)


def _edit(form: EntryForm, number: int | None, origin: str) -> Any:
    shown: Preview | None = None
    if form.validate_on_submit():
        if request.form.get("was") == "vorschau":
            shown = _preview(form, number, origin)
        elif _saved(form, number, origin):
            flash("Die Zeile ist gespeichert und gilt ab der nächsten Suche.")
            return redirect(url_for("search_words.index"), 303)
    page = render_template("search/words/edit.html", form=form, number=number, origin=origin, preview=shown)
    return page, 422 if form.errors else 200


def _saved(form: EntryForm, number: int | None, origin: str) -> bool:
    values = form.values(origin)
    try:
        services.save_entry(number, values, actor=who())
    except services.TermTaken:
        form.terms.errors = [OTHER_LINE.format(values.terms[0])]
        return False
    return True


def _preview(form: EntryForm, number: int | None, origin: str) -> Preview | None:
    values = form.values(origin)
    changed = Synonyms(values.terms, values.narrower) if values.is_active else None
    try:
        return preview(form.text.data or values.terms[0], number, changed, who())
    except IndexBroken:
        form.text.errors = [NO_INDEX]
        return None


@bp.post("/<int:number>/loeschen")
@allow(WordsAction.EDIT, load=queries.entry)
def remove(entry: SynonymEntry) -> Any:
    services.delete_entry(entry.id, actor=who())
    flash("Die Zeile ist gelöscht und gilt ab der nächsten Suche nicht mehr.")
    return redirect(url_for("search_words.index"), 303)


@bp.route("/einspielen", methods=["GET", "POST"])
@allow(WordsAction.EDIT)
def take_in() -> Any:
    """First a trial run of a file, of pasted text or of the list that comes with the software; then for good."""
    form, outcomes = ImportForm(), None
    if form.validate_on_submit():
        text, dry_run = _text(form), request.form.get("was") != "uebernehmen"
        try:
            outcomes = tables.run_import(text, dry_run=dry_run, actor=who())
        except tables.Unreadable as error:
            form.file.errors = [str(error)]
        else:
            if not dry_run:
                flash(_sentence(outcomes))
                return redirect(url_for("search_words.index"), 303)
            form.text.data = text
    values = {"outcomes": outcomes, "counts": _counts(outcomes or []), "kinds": (tables.NEW, tables.CHANGED)}
    return render_template("search/words/import.html", form=form, **values), 422 if form.errors else 200


def _text(form: ImportForm) -> str:
    if request.form.get("was") == "mitgeliefert":
        return tables.SHIPPED.read_text("utf-8")
    given = form.file.data.read(tables.LARGEST + 1) if form.file.data else b""
    return given.decode("utf-8", "replace") if given else (form.text.data or "")


def _counts(outcomes: list[tables.Outcome]) -> dict[str, int]:
    kinds = (tables.NEW, tables.CHANGED, tables.SAME, tables.WRONG)
    return {what: sum(one.what == what for one in outcomes) for what in kinds}


def _sentence(outcomes: list[tables.Outcome]) -> str:
    counts = _counts(outcomes)
    new, changed = counted(counts[tables.NEW], "Zeile", "Zeilen"), counted(counts[tables.CHANGED], "Zeile", "Zeilen")
    return f"{new} neu, {changed} geändert. Das gilt ab der nächsten Suche."
