"""Which version of the terms of use counts. The pages keep the text and answer here; we keep who has agreed."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app

KEY = "ortskern_terms"


@dataclass(frozen=True)
class Terms:
    """number: the version shown now, 0 for the template. required: newest version that asks members for their
    consent, None without one. note: what has changed in it, in the operator's words."""

    number: int = 0
    required: int | None = None
    note: str = ""


def answered_by(source: Callable[[], Terms]) -> Callable[[Flask], None]:
    """For Feature.set_up of the folder that keeps the text."""

    def set_up(app: Flask) -> None:
        app.extensions[KEY] = source

    return set_up


def present_terms() -> Terms:
    """One statement; version 0 while nobody keeps a text."""
    source = current_app.extensions.get(KEY)
    return source() if source else Terms()
