"""Every view says who may enter: @public, @signed_in or @allow(action, load=…), written below the route.

The application refuses to start when a view says nothing. Who may not see a thing gets 404; who may see but
not change it, 403; a guest who presses an action is sent to log in and back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from flask import Flask, abort, g, redirect, request

from app.core.actors import Actor
from app.core.kept_forms import to_log_in
from app.core.permissions import Action, allows, view_action, who
from app.core.subjects import moved_to

STAFF = "/redaktion/"
View = Callable[..., Any]


@dataclass(frozen=True)
class Guard:
    """What a view has declared; read by the start-up check and the permission tests."""

    kind: str
    action: str | None = None
    load: Callable[..., Any] | None = None

    def lets_in(self, actor: Actor, values: dict[str, Any]) -> bool:
        """May this person enter the view at this address? values: of the address."""
        if self.kind != "allow":
            return self.kind == "public" or not actor.is_guest
        return allows(actor, self.action or "", self.load(**values) if self.load else None)


def _mark(view: View, guard: Guard) -> View:
    view.__guard__ = guard  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Anyone may enter. The view decides nothing by person, or asks the rules itself."""
    return _mark(view, Guard("public"))


def signed_in(view: View) -> View:
    """Any member may enter; a guest logs in first and comes back."""

    @wraps(view)
    def guarded(**values: Any) -> Any:
        return to_log_in() if who().is_guest else view(**values)

    return _mark(guarded, Guard("signed_in"))


def allow(action: Action, load: Callable[..., Any] | None = None, moved: str | None = None) -> Callable[[View], View]:
    """Only whom the table lets pass.

    load(**url values) gives the subject or None (404); the view receives it as its only positional argument.
    moved: kind whose former slugs redirect (308) to the present address.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**values: Any) -> Any:
            if load is None:
                return _refusal(action, None) or view(**values)
            subject = load(**values)
            if subject is None:
                return _moved(moved, values) or abort(404)
            g.subject = subject
            return _refusal(action, subject) or view(subject)

        return _mark(guarded, Guard("allow", str(action), load))

    return decorate


def _refusal(action: str, subject: Any) -> Any:
    """None when the person may; else the answer, or an HTTP error raised."""
    actor = who()
    if allows(actor, action, subject):
        return None
    seen_by = view_action(action)
    if subject is not None and seen_by and not allows(actor, seen_by, subject):
        abort(404)
    if actor.is_guest:
        return to_log_in()
    abort(404 if request.path.startswith(STAFF) else 403)


def _moved(kind: str | None, values: dict[str, Any]) -> Any:
    if kind is None or request.method != "GET" or "slug" not in values:
        return None
    address = moved_to(kind, values["slug"])
    return redirect(address, 308) if address else None


def check_guards(app: Flask) -> None:
    """Raises RuntimeError naming every view without a guard."""
    bare = sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if not hasattr(app.view_functions[rule.endpoint], "__guard__")
    )
    if bare:
        raise RuntimeError("these views do not say who may enter: " + ", ".join(dict.fromkeys(bare)))
