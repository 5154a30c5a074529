"""The own account: overview."""

from flask import render_template

from app.accounts.views.blueprint import bp
from app.core.guards import signed_in


@bp.get("/konto/")
@signed_in
def overview() -> str:
    return render_template("accounts/overview.html")
