"""Lists of shops in the browser: the dry run, line by line; taken in by a job, all or nothing."""

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock, storage
from app.core.storage import StoredFile
from app.extensions import db
from app.shops.entering.imports import writing
from app.shops.entering.uploads import jobs, services
from app.shops.entering.uploads.models import ShopUpload
from app.shops.models import Shop, ShopSource
from tests.shops.entering.test_import import HEAD, OSM, line

LIST = "/redaktion/laeden/listen"


@pytest.fixture
def staff(app, mona, log_in):
    return log_in(app.test_client(), mona)


@pytest.fixture
def send(staff):
    def sent(*lines, name="Läden Süd.csv", text="", **said):
        content = (text or "\n".join((HEAD, *lines))).encode()
        return staff.post(LIST, data={"file": (io.BytesIO(content), name), **said})

    return sent


def titles() -> list[str]:
    db.session.expire_all()
    return [shop.subject.title for shop in db.session.scalars(select(Shop).order_by(Shop.id))]


def test_first_it_says_what_would_be_then_it_takes_it_in(staff, send, run_jobs):
    page = send(line(), line("2", "Café Eck", lat="49.5"), source_name="Gewerbeverein", licence="CC BY 4.0").location
    assert "Wird geprüft" in staff.get(page).text
    run_jobs()
    text = staff.get(page).text
    assert "Zum Kranich" in text
    assert "<strong>2</strong> neu" in text
    assert titles() == []
    staff.post(f"{page}/uebernehmen")
    run_jobs()
    assert titles() == ["Zum Kranich", "Café Eck"]
    source = db.session.scalars(select(ShopSource)).first()
    assert (source.source, source.name, source.licence) == ("laeden-sued", "Gewerbeverein", "CC BY 4.0")
    assert "Übernommen" in staff.get(page).text
    staff.post(f"{page}/uebernehmen")
    run_jobs()
    assert len(titles()) == 2


def test_bad_lines_are_named_and_left_out_only_when_told(staff, send, run_jobs):
    page = send(line("7", "Gut"), line("8", "=1+1", lat="8.71", lon="49.41")).location
    run_jobs()
    assert "wohl vertauscht" in staff.get(page).text
    assert "Zeile;Was geschieht;Name;Hinweis" in staff.get(f"{page}/bericht.csv").text
    staff.post(f"{page}/uebernehmen")
    run_jobs()
    assert titles() == []
    staff.post(f"{page}/uebernehmen", data={"skips_bad": "y"})
    run_jobs()
    assert titles() == ["Gut"]


def test_openstreetmap_of_an_area_is_understood_and_what_is_none_is_said(staff, send, run_jobs):
    page = send(text=OSM, name="stadt.osm", bbox="8.6,49.3,8.8,49.5").location
    broken = send(text="kein osm", name="kaputt.pbf").location
    run_jobs()
    assert "<strong>2</strong> neu" in staff.get(page).text
    assert "kein lesbares OpenStreetMap" in staff.get(broken).text


@pytest.mark.parametrize(
    ("name", "text", "said", "reason"),
    [
        ("liste.exe", "x", {}, "Bitte nehmen Sie eine CSV-"),
        ("liste.csv", " " * 1_100_000, {}, "erlaubt sind 1 MB"),
        ("liste.csv", HEAD, {"bbox": "9,49,8,50"}, "West muss kleiner als Ost sein"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(app, staff, send, name, text, said, reason):
    app.config["SETTINGS"] = app.config["SETTINGS"].model_copy(update={"shop_import_megabytes": 1})
    answer = send(name=name, text=text, **said)
    assert answer.status_code == 422
    assert reason in answer.text
    assert db.session.scalars(select(ShopUpload)).all() == []


def test_a_fault_in_the_middle_leaves_nothing_half_and_it_may_run_twice(staff, send, run_jobs, monkeypatch):
    page = send(*(line(str(one), f"Laden {one}", lat=f"{48 + one / 100}") for one in range(3))).location
    run_jobs()
    staff.post(f"{page}/uebernehmen")
    number = db.session.scalars(select(ShopUpload.id)).one()
    with monkeypatch.context() as patched:
        patched.setattr(writing, "_ask_about", lambda *_: 1 / 0)
        jobs.take({"id": number})
    assert titles() == []
    assert "nichts davon steht im Verzeichnis" in staff.get(page).text
    staff.post(f"{page}/uebernehmen")
    for _ in range(2):
        jobs.take({"id": number})
    assert len(titles()) == 3


def test_the_page_renews_itself_only_when_something_has_changed(staff, send, run_jobs):
    page = send(line()).location
    first = staff.get(f"{page}/stand")
    assert staff.get(f"{page}/stand", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    run_jobs()
    assert staff.get(f"{page}/stand", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("how", ["by hand", "after a month"])
def test_list_and_report_go(staff, send, run_jobs, monkeypatch, how):
    page = send(line()).location
    run_jobs()
    if how == "by hand":
        staff.post(f"{page}/verwerfen")
    else:
        later = clock.now() + timedelta(days=31)
        monkeypatch.setattr(clock, "now", lambda: later)
        services.forget_old()
    storage.sweep()
    assert db.session.scalars(select(ShopUpload.id)).all() == db.session.scalars(select(StoredFile.id)).all() == []
