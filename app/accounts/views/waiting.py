"""Codes this browser waits for: the ids of their tokens, in the signed session, by purpose."""

from flask import session

from app.core.tokens import OneTimeToken, find_by_code

WAITING = "waits_for"


def wait_for(purpose: str, token_id: int) -> None:
    session[WAITING] = {**session.get(WAITING, {}), purpose: token_id}


def waits_for(purpose: str) -> int | None:
    return session.get(WAITING, {}).get(purpose)


def typed_code(purpose: str, code: str) -> OneTimeToken | None:
    """The token this browser waits for, when the digits are right."""
    token_id = waits_for(purpose)
    return find_by_code(purpose, token_id, code) if token_id else None
