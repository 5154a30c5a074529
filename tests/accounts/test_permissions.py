"""Who may do what with people, by hand: o yes, - no."""

import pytest

from app.accounts.permissions import PersonAction
from app.accounts.staff_queries import find_for_staff
from app.core.permissions import allows
from tests.harness.cast import person

PEOPLE = ("clara", "anna", "mona", "otto")
TABLE = {
    # action, about whom:       clara anna mona otto
    (PersonAction.LIST, None): "--oo",
    (PersonAction.VIEW, "clara"): "--oo",
    (PersonAction.BLOCK, "clara"): "--oo",
    (PersonAction.BLOCK, "anna"): "--oo",
    (PersonAction.BLOCK, "mona"): "---o",
    (PersonAction.BLOCK, "otto"): "----",
    (PersonAction.ROLES, "clara"): "---o",
    (PersonAction.ROLES, "mona"): "---o",
    (PersonAction.ROLES, "otto"): "----",
}


@pytest.mark.parametrize(("action", "about"), TABLE, ids=str)
def test_the_table_holds(app, clara, anna, mona, action, about):
    cast = {"clara": clara, "anna": anna, "mona": mona, "otto": person("Otto Ohm", ("admin", None))}
    subject = find_for_staff(cast[about].handle) if about else None
    found = "".join("o" if allows(cast[name].actor, action, subject) else "-" for name in PEOPLE)
    assert found == TABLE[action, about]
