"""Our promises about the code itself."""

import ast
import re
from pathlib import Path

import pytest

from app.moderation.deeds import DEEDS

APP = Path(__file__).parent.parent / "app"
RANKS = [
    ["core"],
    ["places", "topics"],
    ["accounts"],
    ["organisations"],
    ["groups"],
    ["media", "comments", "marks"],
    ["practices", "challenges", "webtalks", "shops", "cooperation"],
    ["support"],
    ["campaigns"],
    ["search", "notifications", "moderation", "api", "federation", "pages", "home", "demo"],
]
RANK = {name: number for number, names in enumerate(RANKS) for name in names}
PRIVATE = {"views", "forms"}
OUTSIDE_RANKS = {"app/__init__.py", "app/features.py", "app/extensions.py"}


def modules() -> list[Path]:
    return sorted(path for path in APP.rglob("*.py") if path.relative_to(APP.parent).as_posix() not in OUTSIDE_RANKS)


def imported(tree: ast.AST) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("app."):
            names.append(node.module)
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names if alias.name.startswith("app.")]
    return names


def breach(own: str, target: str) -> str:
    """Why own may not import target, or nothing."""
    _, theirs, *rest = target.split(".")
    if theirs in {own, "extensions"}:
        return ""
    if theirs not in RANK or own not in RANK:
        return "has no rank"
    if RANK[theirs] > RANK[own] or (RANK[theirs] == RANK[own] and own != theirs):
        return "is not below"
    if RANK[own] == RANK["search"] and RANK[theirs] == RANK["practices"] and own != "demo":
        return "is content, and surfaces never import content"
    return "is private there" if theirs != "core" and rest and rest[0] in PRIVATE else ""


def test_imports_go_down():
    wrong = []
    for path in modules():
        own = path.relative_to(APP).parts[0]
        for target in imported(ast.parse(path.read_text())):
            if problem := breach(own, target):
                wrong.append(f"{path.relative_to(APP)}: {target} {problem}")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_imported_inside_a_function():
    wrong = [
        f"{path.relative_to(APP)}:{inner.lineno}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("word", [".query.filter", "Model.query", "| safe", "|safe", 'style="'])
def test_some_words_are_not_used(word):
    files = [*modules(), *(APP / "templates").rglob("*.html")]
    wrong = [path.relative_to(APP).as_posix() for path in files if word in path.read_text()]
    assert not [name for name in wrong if "/mail/" not in name], f"{word!r} stands in {wrong}"


def test_only_transaction_commits():
    allowed = {"core/transaction.py"}
    wrong = {p.relative_to(APP).as_posix() for p in modules() if "session.commit(" in p.read_text()}
    assert wrong <= allowed


def test_every_action_stands_in_the_role_table(app):
    text = (APP.parent / "docs" / "roles.md").read_text()
    missing = [action for action in app.extensions["ortskern"].rules if f"`{action}`" not in text]
    assert not missing


def test_every_kind_of_thing_stands_in_the_glossary(app):
    text = (APP.parent / "docs" / "glossary.md").read_text()
    assert not [kind.label for kind in app.extensions["ortskern"].subject_types.values() if kind.label not in text]


def test_everything_that_is_recorded_has_german_words_in_the_log():
    found = [re.findall(r'\brecord\(\s*"([a-z_]+\.[a-z_-]+)"', path.read_text()) for path in modules()]
    recorded = {action for actions in found for action in actions}
    assert len(recorded) > 40
    assert not recorded - set(DEEDS), "app/moderation/deeds.py"


def test_every_icon_that_is_used_is_drawn():
    drawn = set(re.findall(r'id="([a-z-]+)"', (APP / "static" / "img" / "icons.svg").read_text()))
    pages = [path.read_text() for path in (APP / "templates").rglob("*.html")]
    used = {name for page in pages for name in re.findall(r'(?:icon\(|symbol=)"([a-z-]+)"', page)}
    assert not used - drawn
