"""The pages of topics, and the staff's page where they are made and ordered."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.core.guards import allow, public
from app.core.permissions import who
from app.topics import queries, services
from app.topics.forms import TopicForm
from app.topics.permissions import TopicAction

bp = Blueprint("topics", __name__)
EXISTS = "Ein Thema mit diesem Namen gibt es schon, oder der Name hat keine Buchstaben."


@bp.get("/themen/")
@public
def index() -> str:
    return render_template("topics/list.html", topics=queries.all_topics())


@bp.get("/themen/<slug>")
@public
def detail(slug: str) -> str:
    topic = queries.find_topic(slug) or abort(404)
    return render_template("topics/detail.html", topic=topic)


@bp.route("/redaktion/themen", methods=["GET", "POST"])
@allow(TopicAction.MANAGE)
def manage() -> Response | tuple[str, int]:
    form = TopicForm()
    if form.validate_on_submit():
        try:
            values = {"description": form.description.data, "in_default_search": form.in_default_search.data}
            services.create_topic(form.title.data, **values, actor=who())
            flash("Das Thema ist angelegt.")
            return redirect(url_for("topics.manage"), 303)
        except services.TopicExists:
            form.title.errors = [EXISTS]
    page = render_template("topics/manage.html", form=form, topics=queries.all_topics())
    return page, 422 if form.errors else 200


@bp.route("/redaktion/themen/<slug>", methods=["GET", "POST"])
@allow(TopicAction.MANAGE, load=queries.find_topic)
def edit(topic: queries.TopicRow) -> Response | tuple[str, int]:
    form = TopicForm(obj=topic)
    if form.validate_on_submit():
        values = {name: form[name].data for name in ("title", "description", "in_default_search")}
        services.change_topic(topic.slug, **values, actor=who())
        flash("Das Thema ist gespeichert. Seine Adresse bleibt.")
        return redirect(url_for("topics.manage"), 303)
    return render_template("topics/edit.html", form=form, topic=topic), 422 if form.errors else 200


@bp.post("/redaktion/themen/<slug>/verschieben")
@allow(TopicAction.MANAGE, load=queries.find_topic)
def move(topic: queries.TopicRow) -> Response:
    services.move_topic(topic.slug, -1 if request.form.get("wohin") == "hoch" else 1)
    return redirect(url_for("topics.manage", _anchor=topic.slug), 303)
