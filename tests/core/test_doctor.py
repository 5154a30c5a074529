from types import SimpleNamespace

import pytest
from sqlalchemy import text

from app.core import doctor
from app.core.transaction import transaction
from app.extensions import db


def said(app):
    return app.test_cli_runner().invoke(args=["doctor"])


@pytest.fixture
def healthy(app):
    app.extensions["ortskern_checks"] = {}
    return app


def test_a_healthy_installation_gets_advice_only(healthy):
    result = said(healthy)
    assert result.exit_code == 0, result.output
    assert "neuesten Stand" in result.output
    assert "MAIL_URL" in result.output


def test_an_old_schema_is_said_with_its_cure(healthy):
    with transaction():
        db.session.execute(text("UPDATE alembic_version SET version_num = '1'"))
    result = said(healthy)
    assert result.exit_code == 1
    assert "flask db upgrade" in result.output


def test_a_mail_server_that_is_down_is_said(make_app):
    app = make_app(mail_url="smtp://127.0.0.1:1", mail_timeout_seconds=1)
    assert "Mailserver antwortet nicht" in said(app).output


def test_one_broken_part_hides_no_other(healthy):
    def breaks():
        raise RuntimeError("kaputt")

    healthy.extensions["ortskern_checks"] = {"Suche": breaks, "Karte": lambda: "fehlt"}
    output = said(healthy).output
    assert "Suche: RuntimeError: kaputt" in output
    assert "Karte: fehlt" in output


def test_a_disk_that_fills_up_is_said_before_it_is_full(healthy, monkeypatch):
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _path: SimpleNamespace(free=40_000_000))
    result = said(healthy)
    assert result.exit_code == 1
    assert "nur noch 40 MB frei" in result.output
