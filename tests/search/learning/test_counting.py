"""What people look for and don't find is counted, without them."""

import json
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.transaction import transaction
from app.extensions import db
from app.search import indexing
from app.search.learning import counting, services
from app.search.learning.models import MissingText, SearchCount
from tests.factories.practices import PracticeFactory

PERSON = {"User-Agent": "Mozilla/5.0"}
MONDAY = date(2026, 11, 16)


@pytest.fixture
def site(app):
    PracticeFactory(title="Leerstandsmelder")
    indexing.rebuild()
    return app


@pytest.fixture
def look_for(site, monkeypatch):
    """look_for("Seilbahn", day=2): a person's search on the third day, taken in by the worker."""

    def search(text: str, day: int = 0, **headers: str):
        monkeypatch.setattr(clock, "today", lambda: MONDAY + timedelta(days=day))
        answer = site.test_client().get("/suche", query_string={"q": text}, headers={**PERSON, **headers})
        take_in()
        return answer

    return search


def take_in() -> None:
    counting.counts().hand_over(now=True)
    services.collect()
    db.session.commit()


def numbers() -> dict[str, int]:
    return {row.name: row.number for row in db.session.execute(select(SearchCount.name, SearchCount.number))}


def kept_texts() -> list[str]:
    return [text for text in db.session.scalars(select(MissingText.text)) if text]


def test_a_text_is_kept_from_the_third_day_on(look_for, site, mona, log_in):
    for day in (0, 0, 1, 1, 1):
        look_for("Seilbahn", day)
    assert kept_texts() == []
    assert not any("seilbahn" in str(row.__dict__).lower() for row in db.session.scalars(select(MissingText)))
    look_for("  seilbahn ", 4)
    assert kept_texts() == ["seilbahn"]
    staff = log_in(site.test_client(), mona)
    page = staff.get("/redaktion/suche").text
    assert "6-mal an 3 Tagen" in page
    assert "seilbahn;6;3" in staff.get("/redaktion/suche.csv").text
    staff.post(re.search(r"/redaktion/suche/\d+/erledigt", page)[0])
    assert "Noch fehlt nichts" in staff.get("/redaktion/suche").text


def test_a_rare_text_is_in_no_file_either(site, client, monkeypatch):
    client.get("/suche?q=Seilbahn", headers=PERSON)
    counting.counts().hand_over(now=True)
    (path,) = services.waiting()
    content = path.read_text()
    assert "eilbahn" not in content
    assert json.loads(content)["numbers"]


@pytest.mark.parametrize(
    "text",
    [
        "petra.mai@example.org",
        "0234 5678901",
        "https://example.org/x",
        "eins zwei drei vier fünf sechs siebenundzwanzig",
    ],
)
def test_what_may_name_a_person_is_never_kept(look_for, text):
    for day in range(4):
        look_for(f"qqq {text}", day)
    assert db.session.scalar(select(MissingText.id)) is None


def test_machines_and_filters_and_hits_are_no_missing_content(look_for, site):
    look_for("Seilbahn", **{"User-Agent": "Googlebot/2.1"})
    assert numbers() == {}
    look_for("Leerstandsmelder")
    assert numbers() == {"searches": 1}
    site.test_client().get("/suche?q=Leerstandsmelder&kosten_bis=1", headers=PERSON)
    take_in()
    assert numbers() == {"searches": 2, "empty": 1}
    assert db.session.scalar(select(MissingText.id)) is None


def sign_of(answer) -> str:
    return re.search(r'data-clicks="([^"]+)"', answer.text)[1]


def test_clicks_are_counted_by_rank_when_a_page_of_ours_sent_them(look_for, client):
    sign = sign_of(look_for("Leerstandsmelder"))
    answers = [client.post("/suche/klick", data={"rang": r, "zeichen": sign}, headers=PERSON) for r in ("1", "1", "99")]
    assert {answer.status_code for answer in answers} == {204}
    assert not any("Set-Cookie" in answer.headers for answer in answers)
    for wrong in ({"rang": "1"}, {"rang": "1", "zeichen": "falsch"}, {"rang": "x", "zeichen": sign}):
        assert client.post("/suche/klick", data=wrong, headers=PERSON).status_code == 400
    foreign = {**PERSON, "Origin": "https://example.org"}
    assert client.post("/suche/klick", data={"rang": "1", "zeichen": sign}, headers=foreign).status_code == 403
    take_in()
    assert numbers() == {"searches": 1, "rank:1": 2, "rank:21": 1}


def test_the_operator_can_switch_it_off(make_app):
    app = make_app(search_statistics=False)
    with app.app_context():
        PracticeFactory(title="Leerstandsmelder")
        indexing.rebuild()
        answer = app.test_client().get("/suche?q=Leerstandsmelder", headers=PERSON)
        assert "data-clicks" not in answer.text
        assert not counting.counts().numbers


def test_old_counts_and_rare_texts_are_forgotten(look_for):
    look_for("Seilbahn")
    with transaction():
        db.session.add(SearchCount(day=MONDAY - timedelta(days=500), name="searches", number=3))
        for row in db.session.scalars(select(MissingText)):
            row.last_day = MONDAY - timedelta(days=61)
    services.sweep()
    db.session.commit()
    assert numbers() == {"searches": 1, "empty": 1}
    assert db.session.scalar(select(MissingText.id)) is None
