"""Jinja as we use it: all templates share one plain dict of globals; small pieces are drawn without a page."""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, current_app
from flask.templating import Environment
from markupsafe import Markup

from app.core.languages import language


class PlainGlobals(Environment):
    """Jinja gives each template a ChainMap over the globals, and every page, macro import and include copies it.

    Nobody passes globals of his own to a template, and to copy a dict costs a tenth.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **d} if d else self.globals


def fixed(template: str) -> Markup:
    """A template alike for all pages, readers and times: drawn once per process (and language).

    It sees the globals, the settings and what `set_up` was given.
    """
    kept = current_app.extensions["fixed"]
    key = (template, language())
    if key not in kept.drawn:
        kept.drawn[key] = Markup(current_app.jinja_env.get_template(template).render(kept.values))
    return kept.drawn[key]


@dataclass(frozen=True)
class Fixed:
    """values: what fixed templates may show. drawn: by template and language."""

    values: Mapping[str, Any]
    drawn: dict[tuple[str, str], Markup] = field(default_factory=dict)


def set_up(app: Flask, values: Mapping[str, Any]) -> None:
    app.extensions["fixed"] = Fixed(values)
    app.jinja_env.globals["fixed"] = fixed


def macro(template: str, name: str) -> Callable[..., Markup]:
    """A macro, to call from Python: a third of what a small template costs. It sees the globals, but no page."""
    return getattr(current_app.jinja_env.get_template(template).module, name)
