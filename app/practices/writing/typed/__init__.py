"""What people type by hand, the German way, as finished values; and what they are told when it can't be read."""

from app.practices.writing.typed.amounts import Range, read_amount, typed_amount
from app.practices.writing.typed.dates import read_date, typed_date
from app.practices.writing.typed.numbers import Unreadable

__all__ = ["Range", "Unreadable", "read_amount", "read_date", "typed_amount", "typed_date"]
