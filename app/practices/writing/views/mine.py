from flask import Blueprint, render_template

from app.core.guards import signed_in
from app.core.paging import page_number
from app.core.permissions import who
from app.practices.writing.mine import contributions

bp = Blueprint("writing_mine", __name__)


@bp.get("/konto/beitraege")
@signed_in
def mine() -> str:
    """Drafts to go on with, and what is public."""
    return render_template("practices/writing/mine.html", page=contributions(who(), page_number()))
