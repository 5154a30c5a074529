from typing import Any

from flask import Blueprint, render_template

from app.core.guards import signed_in
from app.core.paging import page_number
from app.core.permissions import who
from app.practices.writing.mine import contributions

bp = Blueprint("writing_mine", __name__)
SHOWN = 3


def open_ones(_person: Any) -> str:
    """For the own account: what is still to be done, what was touched last first."""
    waiting = [one for one in contributions(who(), 1).items if one.is_open]
    return render_template("practices/writing/_open_ones.html", rows=waiting[:SHOWN], more=len(waiting) > SHOWN)


@bp.get("/konto/beitraege")
@signed_in
def mine() -> str:
    """Drafts to go on with, and what is public."""
    return render_template("practices/writing/mine.html", page=contributions(who(), page_number()))
