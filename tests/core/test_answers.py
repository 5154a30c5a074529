"""Headers, errors, guards, kept pages and kept forms, on a small blueprint of our own."""

import errno

import pytest
from flask import Blueprint, abort, request
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

import app as application
from app.core import cache_version, clock, errors
from app.core.feature import Feature
from app.core.guards import allow, public, signed_in
from app.core.permissions import Action, is_admin, is_author, is_open
from app.core.subjects import Subject
from app.core.transaction import transaction
from app.extensions import db
from app.features import FEATURES
from tests.factories.base import RowFactory


class ThingAction(Action):
    VIEW = "things:view"
    EDIT = "things:edit"


RULES = {ThingAction.VIEW: [[is_open], [is_author]], ThingAction.EDIT: [[is_author, is_open], [is_admin]]}


class SubjectRow(RowFactory):
    class Meta:
        model = Subject

    kind = "thing"
    title = "Ding"
    slug = "ding"
    state = "published"


def small_feature():
    bp = Blueprint("things", __name__)

    def load(slug):
        return db.session.scalar(select(Subject).where(Subject.kind == "thing", Subject.slug == slug))

    bp.get("/dinge/<slug>")(allow(ThingAction.VIEW, load=load)(lambda thing: f"<p>{thing.title}</p>"))
    bp.add_url_rule(
        "/dinge/<slug>/edit", "edit", allow(ThingAction.EDIT, load=load)(lambda thing: "edit"), methods=["GET", "POST"]
    )
    bp.add_url_rule("/offen", "open", public(lambda: "<p>offen</p>"))
    bp.add_url_rule("/schreiben", "write", signed_in(lambda: "<p>schreiben</p>"), methods=["GET", "POST"])
    bp.add_url_rule("/kaputt", "broken", public(broken))
    bp.add_url_rule("/zu-viel", "limited", public(lambda: abort(429)))
    return Feature(name="things", blueprints=[bp], rules=RULES)


def broken():
    if request.args.get("what") == "disk":
        raise OSError(errno.ENOSPC, "No space left on device")
    if request.args.get("what") == "full-database":
        raise OperationalError("INSERT", {}, Exception("database or disk is full"))
    if request.args.get("what") == "database":
        raise OperationalError("SELECT 1", {}, Exception("database is locked"))
    raise ZeroDivisionError


@pytest.fixture
def site(make_app, monkeypatch):
    monkeypatch.setattr(application, "FEATURES", [*FEATURES, small_feature()])
    app = make_app()
    with app.app_context():
        yield app


def test_a_view_without_a_guard_stops_the_start(make_app, monkeypatch):
    bp = Blueprint("careless", __name__)
    bp.add_url_rule("/offen", "open", lambda: "x")
    monkeypatch.setattr(application, "FEATURES", [*FEATURES, Feature(name="careless", blueprints=[bp])])
    with pytest.raises(RuntimeError, match=r"careless\.open"):
        make_app()


def test_hidden_and_missing_read_the_same(site):
    SubjectRow(hidden_at=clock.now())
    hidden, missing = site.test_client().get("/dinge/ding"), site.test_client().get("/dinge/leer")
    assert hidden.status_code == missing.status_code == 404
    assert len(hidden.data) == len(missing.data)


def test_seen_but_not_changed_is_403_and_a_guest_logs_in(site, clara, log_in):
    SubjectRow()
    assert site.test_client().get("/dinge/ding/edit").status_code == 303
    assert log_in(site.test_client(), clara).get("/dinge/ding/edit").status_code == 403


def test_every_answer_carries_its_headers(site):
    for path in ("/offen", "/fehlt", "/healthz"):
        headers = site.test_client().get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "camera=()" in headers["Permissions-Policy"]


def test_cookies_are_bound_to_the_host_when_https(make_app):
    app = make_app(https=True)
    assert app.config["SESSION_COOKIE_NAME"] == "__Host-ortskern"
    assert app.config["SESSION_COOKIE_SECURE"] is True


def test_a_post_from_another_site_is_refused(site, clara, log_in):
    client = log_in(site.test_client(), clara)
    assert client.post("/schreiben", headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/schreiben", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post("/schreiben", headers={"Origin": "null"}).status_code == 403
    assert client.post("/schreiben", headers={"Origin": "http://localhost"}).status_code == 200
    sent_by_a_page_without_referrer = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/schreiben", headers=sent_by_a_page_without_referrer).status_code == 200


def test_a_broken_database_is_503_with_retry_after(site):
    answer = site.test_client().get("/kaputt?what=database")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


def test_a_full_disk_is_said_in_a_sentence(site):
    for what in ("disk", "full-database"):
        answer = site.test_client().get(f"/kaputt?what={what}")
        assert answer.status_code == 507
        assert "Betreiber" in answer.text


def test_too_many_is_429_with_a_sentence(site):
    answer = site.test_client().get("/zu-viel")
    assert answer.status_code == 429
    assert "warten" in answer.text


def test_an_unexpected_error_is_a_page_and_shows_nothing_of_the_inside(site):
    site.testing = False
    errors.set_up(site)
    answer = site.test_client().get("/kaputt")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text


def test_what_was_typed_is_there_again_after_logging_in(site, clara, log_in):
    client = site.test_client()
    client.get("/offen")
    answer = client.post("/schreiben", data={"text": "Mein langer Text", "password": "geheim"})
    assert answer.status_code == 303
    assert "/konto/anmelden?weiter=" in answer.headers["Location"]
    with client.session_transaction() as session:
        assert session["kept_form"]
    stored = db.session.execute(text("SELECT fields FROM kept_form")).scalar()
    assert "Mein langer Text" in str(stored)
    assert "geheim" not in str(stored)


def test_guest_pages_are_kept_until_something_is_written(make_app, monkeypatch):
    monkeypatch.setattr(application, "FEATURES", [*FEATURES, small_feature()])
    app = make_app(page_cache_seconds=60)
    with app.app_context():
        row = SubjectRow()
        client = app.test_client()
        first = client.get("/dinge/ding")
        assert "Ding" in first.text
        tag = first.headers["ETag"]
        assert client.get("/dinge/ding", headers={"If-None-Match": tag}).status_code == 304
        with transaction(row, raises_cache=False):
            row.title = "Anders"
        assert "Ding" in client.get("/dinge/ding").text
        with transaction(row):
            row.title = "Neu"
        assert "Neu" in client.get("/dinge/ding").text
        assert client.get("/dinge/ding", headers={"Accept-Encoding": "gzip"}).headers["Content-Encoding"] == "gzip"


def test_a_hidden_page_leaves_the_kept_ones_at_once(make_app, monkeypatch):
    monkeypatch.setattr(application, "FEATURES", [*FEATURES, small_feature()])
    app = make_app(page_cache_seconds=60)
    with app.app_context():
        row = SubjectRow()
        client = app.test_client()
        assert client.get("/dinge/ding").status_code == 200
        with transaction(row):
            row.hidden_at = clock.now()
        assert client.get("/dinge/ding").status_code == 404


def test_readyz_says_what_is_wrong(site):
    site.extensions["ortskern_checks"] = {}
    assert site.test_client().get("/readyz").json["ready"] is True
    site.extensions["ortskern_checks"] = {"index": lambda: "der Index fehlt"}
    answer = site.test_client().get("/readyz")
    assert answer.status_code == 503
    assert answer.json["parts"]["index"]["problem"] == "der Index fehlt"


def test_a_lost_version_file_is_no_fault(site, tmp_path):
    assert cache_version.read_version(tmp_path / "fehlt") == (0, 0)


def test_every_write_in_a_row_changes_the_version_of_kept_pages(site, monkeypatch):
    monkeypatch.setattr(cache_version, "LARGEST_BYTES", 40)
    folder = site.config["SETTINGS"].instance_path
    with site.app_context():
        seen = set()
        for _ in range(100):
            cache_version.raise_version()
            seen.add(cache_version.read_version(folder))
    assert len(seen) == 100
    assert cache_version.path_in(folder).stat().st_size <= 41
