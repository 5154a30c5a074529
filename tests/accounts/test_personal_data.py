"""Every table that names a person: it stands in "Meine Daten" or says why not, and is thought of when she leaves."""

import re

import pytest

from app.accounts.services.leaving import leave
from app.core.database import Base
from app.core.personal_data import export_of

pytestmark = pytest.mark.sqlite
OF_AN_OFFICE = {
    "acts_for.decided_by_id",
    "acts_for.requested_by_id",
    "completion.decided_by_id",
    "grant.granted_by_id",
    "membership_request.created_by_id",
    "membership_request.decided_by_id",
    "page_version.author_id",
    "report.decided_by_id",
    "shop_claim.decided_by_id",
    "shop_twin.decided_by_id",
    "staff_domain.entered_by_id",
    "webtalk_recap_recording.confirmed_by_id",
}
"""What somebody decided about others: her part of it is in "protokoll", the rest is about them."""
SAID_ELSEWHERE = {
    "booking.actor_id",  # the books of a shop, which its people download whole
    "one_time_token.user_id",  # a hash that lives hours
    "person_entry.user_id",  # her entry in the search, made of her profile
}
KEPT = {
    "attachment.created_by_id",
    "audit_entry.actor_id",
    "bank_account.created_by_id",
    "booking.actor_id",
    "draft.changed_by_id",
    "draft.handed_in_by_id",
    "release_request.created_by_id",
    "revision.author_id",
    "shop_upload.user_id",
    "subject.author_id",
    "webtalk_series.author_id",
} | OF_AN_OFFICE
"""Points on at the row of the person, in which nothing of her is left."""


def people_columns() -> set[str]:
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(key.target_fullname == "user.id" for key in column.foreign_keys)
    }


def test_every_table_that_names_a_person_is_in_her_data(clara, count_sql):
    with count_sql() as statements:
        export_of(clara.user_id)
    asked = "\n".join(statements)
    assert {one for one in people_columns() if one not in asked} == OF_AN_OFFICE | SAID_ELSEWHERE


def test_every_table_that_names_a_person_is_thought_of_when_she_leaves(clara, count_sql, run_jobs):
    with count_sql() as statements:
        leave(clara.user_id)
        run_jobs()
    writes = [one for one in statements if one.startswith(("DELETE", "UPDATE"))]
    lists = [one for one in statements if one.startswith("SELECT")]

    def is_thought_of(name: str) -> bool:
        table, column = name.split(".")
        written = any(re.match(rf"\w+ (FROM )?{table}\b", one) and f"{column} =" in one for one in writes)
        return written or any(f"WHERE {name} =" in one for one in lists)

    assert {one for one in people_columns() if not is_thought_of(one)} <= KEPT
