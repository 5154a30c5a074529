"""The record by which a feature folder plugs in, and the registry that holds what all of them plugged in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Flask
from flask.cli import AppGroup

from app.core.events import EventRegistry, Listener
from app.core.jobs.worker import JobType, Ticker
from app.core.permissions import Rules
from app.core.personal_data import Export, Objector
from app.core.subjects import SubjectType

Panel = Callable[[Any], str]


@dataclass(frozen=True)
class Navigation:
    """An entry of a menu; the smaller rank stands first. action: shown only to those who may do it."""

    label: str
    path: str
    rank: int = 100
    action: str | None = None


@dataclass(frozen=True)
class Feature:
    """Everything a folder plugs in. Take only the fields you need.

    exports: German name of a part of "Meine Daten" → its content. objections: why a person can't leave just now.
    """

    name: str
    blueprints: Sequence[Blueprint] = ()
    rules: Rules = field(default_factory=dict)
    subjects: Sequence[SubjectType] = ()
    listeners: Sequence[Listener] = ()
    jobs: Sequence[JobType] = ()
    tickers: Sequence[Ticker] = ()
    panels: Mapping[str, Panel] = field(default_factory=dict)
    navigation: Sequence[Navigation] = ()
    menus: Mapping[str, Sequence[Navigation]] = field(default_factory=dict)
    """Entries of other menus by name: "konto" (a person's own pages), "redaktion" (the staff's desk)."""
    commands: Sequence[AppGroup] = ()
    exports: Mapping[str, Export] = field(default_factory=dict)
    objections: Sequence[Objector] = ()
    checks: Sequence[Callable[[], Any]] = ()
    """What `flask doctor` asks besides: each gives a core.doctor.Finding."""
    set_up: Callable[[Flask], None] | None = None


class Registry:
    """What all features plugged in, by name; lives in app.extensions["ortskern"]."""

    def __init__(self) -> None:
        self.events = EventRegistry()
        self.rules: dict[str, Any] = {}
        self.subject_types: dict[str, SubjectType] = {}
        self.jobs: dict[str, JobType] = {}
        self.tickers: list[Ticker] = []
        self.panels: dict[str, list[Panel]] = {}
        self.navigation: list[Navigation] = []
        self.exports: dict[str, Export] = {}
        self.objections: list[Objector] = []
        self.menus: dict[str, list[Navigation]] = {}
        self.features: list[str] = []
        self.checks: list[Callable[[], Any]] = []

    def add(self, app: Flask, feature: Feature) -> None:
        self.features.append(feature.name)
        self.rules.update({str(action): ways for action, ways in feature.rules.items()})
        self.subject_types.update({one.kind: one for one in feature.subjects})
        self.jobs.update({one.name: one for one in feature.jobs})
        self.tickers.extend(feature.tickers)
        self.navigation = sorted([*self.navigation, *feature.navigation], key=lambda one: one.rank)
        self.exports.update(feature.exports)
        self.objections.extend(feature.objections)
        self.checks.extend(feature.checks)
        for name, entries in feature.menus.items():
            self.menus[name] = sorted([*self.menus.get(name, []), *entries], key=lambda one: one.rank)
        for listener in feature.listeners:
            self.events.add(listener)
        for name, panel in feature.panels.items():
            self.panels.setdefault(name, []).append(panel)
        for blueprint in feature.blueprints:
            app.register_blueprint(blueprint)
        for group in feature.commands:
            app.cli.add_command(group)
        if feature.set_up:
            feature.set_up(app)
