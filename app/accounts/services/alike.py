"""Mails that differ, from requests that must not: time tells nobody whether an account exists."""

from collections.abc import Sequence
from typing import Any

from app.core.mail.letters import compose
from app.core.transaction import Transaction


def mail_one_of(tx: Transaction, to: str, chosen: str, templates: Sequence[str], **context: Any) -> None:
    """Write the chosen letter; the others are rendered too and thrown away."""
    for template in templates:
        if template != chosen:
            compose(to, template, **context)
    tx.mail(to, chosen, **context)
