"""Binding the core to an application: database, log-in, cookies, proxies, errors."""

import logging
from importlib import import_module
from typing import Any

import click
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.core import assets, context, errors, languages, security, uploads
from app.core.actors import GUEST
from app.core.page_cache import PageCache
from app.core.rendering import PlainGlobals
from app.extensions import csrf, db, login_manager
from config import Settings


def configure(app: Flask, settings: Settings) -> None:
    app.jinja_environment = PlainGlobals
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_uri,
        SQLALCHEMY_ENGINE_OPTIONS=_engine_options(settings),
        BABEL_DEFAULT_LOCALE="de",
        BABEL_DEFAULT_TIMEZONE="Europe/Berlin",
        MAX_CONTENT_LENGTH=uploads.most_bytes(settings),
        MAX_FORM_MEMORY_SIZE=2_000_000,
        PERMANENT_SESSION_LIFETIME=settings.session_days * 86_400,
        **security.cookie_settings(settings.https),
    )
    app.logger.setLevel(settings.log_level)
    logging.getLogger("app").setLevel(settings.log_level)


def _engine_options(settings: Settings) -> dict[str, object]:
    if settings.database_uri.startswith("sqlite"):
        return {}
    return {"pool_pre_ping": True, "pool_size": 5, "pool_timeout": 5, "connect_args": {"connect_timeout": 5}}


def bind_extensions(app: Flask) -> None:
    db.init_app(app)
    app.extensions["migrate"] = Migrations(app)
    app.cli.add_command(SchemaCommands("db", help="Steps of the tables: upgrade, revision, current …"))
    uploads.set_up(app)
    csrf.init_app(app)
    languages.set_up(app)
    login_manager.init_app(app)
    login_manager.session_protection = None
    login_manager.anonymous_user = lambda: GUEST
    for part in (security, assets, context, errors):
        part.set_up(app)


class Migrations:
    """Flask-Migrate's place in the application, until the first who asks for it has Alembic loaded."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("app.core.schema").bind(self.app), name)


class SchemaCommands(click.Command):
    """`flask db …` from Flask-Migrate, loaded when somebody calls it."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        return import_module("flask_migrate.cli").db.make_context(info_name, args, parent, **extra)


def wrap(app: Flask, settings: Settings) -> None:
    """WSGI layers, the outermost last."""
    kept = PageCache(app.wsgi_app, settings.instance_path, settings.page_cache_seconds, app.extensions["languages"])
    app.wsgi_app = kept  # type: ignore[method-assign]
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
