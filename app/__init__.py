"""Ortskern: a knowledge-sharing network for people who keep town centres alive."""

from flask import Flask

from app.core.feature import Registry
from app.core.guards import check_guards
from app.core.start import bind_extensions, configure, wrap
from app.features import FEATURES
from config import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The application, ready to serve. Raises ConfigError for a wrong setting, RuntimeError for an unguarded view."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__, static_folder=None, instance_path=str(settings.instance_path.resolve()))
    configure(app, settings)
    bind_extensions(app)
    registry = app.extensions["ortskern"] = Registry()
    for feature in FEATURES:
        registry.add(app, feature)
    check_guards(app)
    wrap(app, settings)
    return app
