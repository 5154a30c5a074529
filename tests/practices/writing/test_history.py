import time

import pytest
from sqlalchemy import select

from app.core.drafts import Draft
from app.extensions import db
from app.practices.writing.differences import differences, label_of, pieces
from app.practices.writing.drafts import save_draft
from app.practices.writing.publishing import publish
from tests.practices.writing.conftest import desk_of


def html_of(answer) -> str:
    return answer.get_data(as_text=True)


def second_version(subject, anna, **changes):
    save_draft(subject, changes, actor=anna.actor, seen_version=desk_of(subject).version)
    publish(subject, desk_of(subject).data, actor=anna.actor, note="Zahl berichtigt")


def test_differences_are_shown_word_by_word(client, published, anna, log_in):
    subject = published(anna, what="Wir mieten drei Läden an.")
    second_version(subject, anna, what="Wir mieten vier Läden an.")
    log_in(client, anna)
    assert "Zahl berichtigt" in html_of(client.get(f"{subject.address}/verlauf"))
    page = html_of(client.get(f"{subject.address}/verlauf/2"))
    assert "<del>drei</del><ins>vier</ins>" in page
    assert "Einmalige Kosten" not in page
    assert client.get(f"{subject.address}/verlauf/1").status_code == 200
    assert client.get(f"{subject.address}/verlauf/3").status_code == 404


def test_an_old_version_comes_back_as_a_draft_and_is_not_public_yet(client, published, anna, log_in):
    subject = published(anna, what="Wir mieten drei Läden an.", again_why="Weil")
    second_version(subject, anna, what="Neu.", again_why="")
    log_in(client, anna).post(f"{subject.address}/verlauf/1/uebernehmen")
    db.session.expire_all()
    draft = db.session.scalars(select(Draft)).one()
    assert (draft.data["what"], draft.data["again_why"]) == ("Wir mieten drei Läden an.", "Weil")
    assert desk_of(subject).has_changes
    assert "Neu." in html_of(client.get(f"{subject.address}/verlauf/2"))


def test_what_people_wrote_is_never_run(client, published, anna, log_in):
    subject = published(anna, what="Harmlos")
    second_version(subject, anna, what="<script>alert(1)</script>")
    assert "<script>alert" not in html_of(log_in(client, anna).get(f"{subject.address}/verlauf/2"))


def test_strangers_do_not_see_the_history(app, published, anna, clara, log_in):
    address = published(anna).address
    assert log_in(app.test_client(), clara).get(f"{address}/verlauf").status_code == 403
    assert app.test_client().get(f"{address}/verlauf").status_code == 303


def test_pieces_put_together_are_both_texts():
    old, new = "Eins zwei\ndrei  vier\n", "Eins\ndrei fünf vier"
    found = list(pieces(old, new))
    assert "".join(piece.text for piece in found if piece.kind != "added") == old
    assert "".join(piece.text for piece in found if piece.kind != "removed") == new


def test_two_texts_of_100_kb_are_compared_in_a_moment():
    started = time.monotonic()
    list(pieces("wort " * 20_000, "anders " * 14_000))
    list(pieces("zeile\n" * 16_000, "zeile neu\n" * 10_000))
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("one_off_cost", "Einmalige Kosten"),
        ("one_off_cost_as_of", "Einmalige Kosten, Stand"),
        ("figure_0_before", "Zahl 1, vorher"),
        ("link_2_url", "Link 3, Adresse"),
        ("alt_17", "Bildbeschreibung"),
    ],
)
def test_every_field_has_its_german_name(name, label):
    assert label_of(name) == label


def test_fields_that_are_alike_are_left_out():
    assert differences({"title": "A", "topics": []}, {"title": "A"}) == []
