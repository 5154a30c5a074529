"""The languages of the pages: German sentences are the message ids, others are catalogues of app/translations/.

A catalogue lies at translations/<code>/LC_MESSAGES/messages.mo and is found once, at the start. While there is none,
a sentence is its own translation and costs nothing; content keeps the language it was written in (`Subject.lang`).
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, has_app_context, has_request_context, request
from flask_babel import get_translations
from flask_babel.speaklater import LazyString
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from app.extensions import babel

GERMAN = "de"
FOLDER = Path(__file__).parent.parent / "translations"


def languages_in(folder: Path) -> tuple[str, ...]:
    """Codes of the languages to choose from, German first."""
    found = (path.parent.parent.name for path in folder.glob("*/LC_MESSAGES/messages.mo"))
    return (GERMAN, *sorted(set(found) - {GERMAN}))


def chosen(accepted: str, languages: Iterable[str]) -> str:
    """accepted: a header Accept-Language. German for whoever asks for nothing we have."""
    wanted = parse_accept_header(accepted, LanguageAccept)
    return wanted.best_match(languages, GERMAN) or GERMAN


def language() -> str:
    """Of the present page; mails and jobs speak German."""
    languages = current_app.extensions["languages"]
    if len(languages) == 1 or not has_request_context():
        return GERMAN
    return chosen(request.headers.get("Accept-Language", ""), languages)


def _is_german() -> bool:
    return not has_app_context() or len(current_app.extensions["languages"]) == 1


def _say(text: str) -> str:
    return text if not text or _is_german() else get_translations().ugettext(text)


def _count(one: str, many: str, number: int) -> str:
    german = one if number == 1 else many
    return german if _is_german() else get_translations().ungettext(one, many, number)


def _(text: str, /, **values: Any) -> str:
    """The sentence in the reader's language; %(name)s stands for a value."""
    return _say(text) % values if values else _say(text)


def ngettext(one: str, many: str, num: int, /, **values: Any) -> str:
    """%(num)s stands for the number."""
    return _count(one, many, num) % {"num": num, **values}


def _l(text: str, /, **values: Any) -> Any:
    """Lazy: for labels of forms and whatever else is said once, at the import: translated when it is shown."""
    return LazyString(_, text, **values)


def N_(text: str) -> str:
    """Marks a German word that is kept as it is and translated where it is shown: `_(kind.label)`."""
    return text


def set_up(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(FOLDER)
    babel.init_app(app, locale_selector=language)
    app.extensions["languages"] = languages_in(FOLDER)
    app.jinja_env.install_gettext_callables(_say, _count, newstyle=True)  # type: ignore[attr-defined]
    if len(app.extensions["languages"]) == 1:  # a page asks dozens of times
        app.jinja_env.globals["_"] = _in_german
    app.jinja_env.globals["language"] = language
    app.after_request(_said)


@pass_eval_context
def _in_german(to: EvalContext, text: str, /, **values: Any) -> str:
    """What Jinja's own `_` does, where there is nothing to look up."""
    sentence = Markup(text) if to.autoescape else text
    return sentence % values


def _said(answer: Response) -> Response:
    if answer.mimetype == "text/html":
        answer.headers.setdefault("Content-Language", language())
        if len(current_app.extensions["languages"]) > 1:
            answer.vary.add("Accept-Language")
    return answer
