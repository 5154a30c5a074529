"""What is the same in every application is compiled once per run, not once per test: templates and addresses.

A test that makes an application and reads one page spends most of its time compiling; this halves the whole run.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

_compile_builder = Rule._compile_builder
_builders: dict[tuple[object, ...], Any] = {}


def remembered_builder(rule: Rule, append_unknown: bool = True) -> Any:
    """The function that builds an address takes its rule as an argument, so equal rules share it."""
    key = (rule.rule, tuple(rule._trace), repr(rule.defaults), append_unknown)
    if key not in _builders:
        _builders[key] = _compile_builder(rule, append_unknown)
    return _builders[key]


@pytest.fixture(scope="session", autouse=True)
def quick_applications(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every application made in this process shares compiled templates and addresses."""
    templates = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", remembered_builder)
        patch.setattr(Flask, "jinja_options", {**Flask.jinja_options, "bytecode_cache": templates})
        yield
