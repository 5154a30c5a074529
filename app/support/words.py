"""Amounts with cents always, as a till says them."""

from app.core.formats import number


def money(cents: int) -> str:
    """1250 → "12,50 €"."""
    return f"{number(cents / 100, 2)} €"
